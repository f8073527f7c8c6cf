// The model: what every stage after `build` reads. Types only.
// Every `$ref` in it is `#/components/schemas/<name>` where <name> is a NamedSchema of this model,
// and every schema is JSON Schema 2020-12: no emitter resolves, names or upgrades anything.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema 2020-12: `true`, `false` or an object of keywords. */
export type Schema = boolean | JsonObject;

/** The start of every `$ref` in the model. */
export const REF_PREFIX = "#/components/schemas/";

/** Where a node stands in the document: a JSON pointer without the `#` ("" is the document itself). */
export type Pointer = string;

/** What people read about a node. Empty strings where the document says nothing. */
export interface Docs {
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
}

export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The file name of the document; shown in headers. Its folder would differ between machines. */
  readonly source: string;
  readonly servers: readonly Server[];
  readonly credentials: readonly Credential[];
  readonly certificates: readonly Certificate[];
  /** Path parameters that a client takes once, in document order. */
  readonly bound: readonly BoundParameter[];
  readonly envelope: Envelope | undefined;
  readonly operations: readonly Operation[];
  /** Where schemas really stand that were put together from several places: pointer → pointer. */
  readonly moved: ReadonlyMap<Pointer, Pointer>;
  /** Components first, in document order, then the schemas hoisted from operations. */
  readonly schemas: readonly NamedSchema[];
}

export interface Server {
  /** With the defaults of its variables filled in. */
  readonly url: string;
  /** As the document writes it: `https://{region}.example.com`. */
  readonly template: string;
  readonly variables: readonly ServerVariable[];
  readonly description: string;
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  /** The values that it may have; empty: any. */
  readonly values: readonly string[];
  readonly description: string;
}

/** A security scheme and the client option that carries its secret. */
export interface Credential {
  /** The scheme's name in the document: `api_token`. */
  readonly scheme: string;
  /** The option of the client: `apiToken`. */
  readonly option: string;
  /** How the secret travels. `name` is the header, the query parameter or the cookie. */
  readonly carrier:
    | { readonly kind: "bearer" }
    | { readonly kind: "basic" }
    | { readonly kind: "header"; readonly name: string }
    | { readonly kind: "query"; readonly name: string }
    | { readonly kind: "cookie"; readonly name: string };
  readonly docs: Docs;
  readonly at: Pointer;
}

/** A security scheme that sends nothing: what a connection must prove (mutual TLS). */
export interface Certificate {
  readonly scheme: string;
  readonly docs: Docs;
  readonly at: Pointer;
}

export interface BoundParameter {
  /** The wire name: `tenant_id`. */
  readonly parameter: string;
  /** The client option: `tenantId`. */
  readonly option: string;
  readonly docs: Docs;
}

/** The object around every result, by the names of its properties. */
export interface Envelope {
  readonly result: string;
  readonly success: string | undefined;
  readonly errors: string | undefined;
}

/** In lower case: those of HTTP, `query`, or one of a document's own. */
export type Method = string;

export interface Operation {
  /** `pets.visits.list`, as the document writes it or as made from method and path. */
  readonly id: string;
  /** The steps of the client method: ["pets", "visits", "list"]. */
  readonly path: readonly string[];
  /** The free function: `list`. `ListOptions` and the like are made of it. */
  readonly name: string;
  readonly method: Method;
  /** The URL template, without the server: `/pets/{pet_id}/visits`. The value of `{+name}` may have slashes. */
  readonly url: string;
  /** The address that it has of its own, defaults filled in; undefined: the document's. */
  readonly server: string | undefined;
  /** Path parameters in URL order, bound ones included. */
  readonly pathParameters: readonly PathParameter[];
  readonly query: ParameterGroup | undefined;
  readonly headers: ParameterGroup | undefined;
  readonly cookies: ParameterGroup | undefined;
  readonly body: Body | undefined;
  readonly responses: readonly ResponseModel[];
  /** What a call gives. */
  readonly result: Result;
  /** Alternatives of scheme names, all of one alternative needed; [] is: none needed. */
  readonly security: readonly (readonly string[])[];
  /** Whether a repetition can do no harm (by method, or because the document says so). */
  readonly idempotent: boolean;
  readonly docs: Docs;
  readonly at: Pointer;
}

export interface PathParameter {
  /** The wire name: `pet_id`. */
  readonly name: string;
  /** The argument: `petId`. */
  readonly argument: string;
  readonly bound: boolean;
  /** The named schema of the value. */
  readonly schema: string;
  readonly style: ParameterStyle;
  readonly docs: Docs;
  readonly at: Pointer;
}

/** What a value is to the text that it travels as. */
export type Shape = "primitive" | "array" | "object";

/** How a parameter travels; `json` is JSON text. */
export interface ParameterStyle {
  readonly style:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie"
    | "json";
  readonly explode: boolean;
  /** Whether reserved characters are not percent-encoded. */
  readonly reserved: boolean;
  readonly shapes: readonly Shape[];
  /** The properties that an object is known to have, and whether it has no others. */
  readonly keys: readonly string[];
  readonly closed: boolean;
  /** Whether the run time does it without a word. */
  readonly plain: boolean;
}

/** The query (header, cookie) parameters of an operation, as one object schema keyed by wire name. */
export interface ParameterGroup {
  readonly schema: string;
  /** By wire name. */
  readonly styles: ReadonlyMap<string, ParameterStyle>;
  /** How it is written where it is the whole query string, a form or JSON; undefined: by its styles. */
  readonly whole?: Content | undefined;
  readonly required: boolean;
  readonly at: Pointer;
}

/** How a body is written: as JSON, as a form of either kind, as it is. */
export type ContentKind = "json" | "form" | "multipart" | "text" | "bytes";

/** A body of one media type. */
export interface Content {
  readonly schema: string;
  /** As the document writes it: also the name by which a caller chooses it. */
  readonly mediaType: string;
  readonly kind: ContentKind;
  /** The properties of a form, by name. */
  readonly parts: ReadonlyMap<string, Part>;
}

/** A property of a form. */
export interface Part {
  /** How it travels; undefined: lists are repeated, objects are JSON text. */
  readonly style: ParameterStyle | undefined;
  readonly shapes: readonly Shape[];
  readonly contentType: string | undefined;
  /** Whether it is a text in any case: sent as it is, for it may well hold what the media type names. */
  readonly isText: boolean;
  /** Those with one value. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface Body extends Content {
  /** Other media types that a caller may choose. */
  readonly others: readonly Content[];
  /** Whether the caller must give it. */
  readonly required: boolean;
  /** Whether `{}` may stand for a body that the caller left out. */
  readonly emptyObject: boolean;
  readonly examples: readonly Example[];
  readonly docs: Docs;
  readonly at: Pointer;
}

export interface ResponseModel {
  /** "200", "4XX" or "default". */
  readonly status: string;
  /** The named schema of its JSON body; undefined where it has none. */
  readonly schema: string | undefined;
  /** The first of `contents`. */
  readonly mediaType: string | undefined;
  /** What its body may be, JSON first; empty: it has none. */
  readonly contents: readonly ResponseContent[];
  readonly headers: readonly ResponseHeader[];
  readonly examples: readonly Example[];
  readonly docs: Docs;
  readonly at: Pointer;
}

/** A body of one media type, and how a client reads it. */
export interface ResponseContent {
  /** As the document writes it: `application/json; charset=utf-8`, `image/*`. */
  readonly mediaType: string;
  /** `events`, `lines` (of JSON) and `sequence` (JSON after record separators) are streams of items. */
  readonly kind: "json" | "text" | "binary" | "events" | "lines" | "sequence";
  /** The named schema of the body, of streams that of an item; undefined: any text, any bytes. */
  readonly schema: string | undefined;
  /** Whether `schema` is of the whole body or item; of events it may be of their data alone. */
  readonly whole: boolean;
  /** Of a success: the named schema of what a call gives. Differs from `schema` in an envelope. */
  readonly result: string | undefined;
  readonly enveloped: boolean;
  readonly examples: readonly Example[];
}

export interface ResponseHeader {
  readonly name: string;
  readonly docs: Docs;
}

/** `schema` is what a call resolves to (inside the envelope, if there is one); undefined: nothing. */
export interface Result {
  readonly status: string;
  /** The named schema of the whole body. */
  readonly body: string | undefined;
  readonly schema: string | undefined;
  readonly enveloped: boolean;
  /** Whether `{}` is given where a success carries no result. */
  readonly emptyObject: boolean;
  /** The property that a bare list stands for, where a server sends a list instead of the object. */
  readonly bareList: string | undefined;
}

export interface Example {
  readonly name: string;
  readonly summary: string;
  readonly value: Json;
  readonly at: Pointer;
}

export interface NamedSchema {
  /** An exported type, PascalCase and unique: `VisitRequest`. */
  readonly name: string;
  readonly schema: Schema;
  /** Examples written in the document for values of this schema. */
  readonly examples: readonly Example[];
  /** What it is used as; decides nothing but what the documentation says. */
  readonly role: "component" | "request" | "response" | "parameters";
  readonly docs: Docs;
  readonly at: Pointer;
}
