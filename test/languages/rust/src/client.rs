// The generated client, and how this program makes one. It changes nothing of the output.
include!(concat!(env!("OUT_DIR"), "/client.rs"));

/// A client with a bearer token, or without credentials.
pub fn connect(url: &str, token: Option<&str>) -> Result<Client, Box<dyn std::error::Error>> {
    let mut headers = reqwest::header::HeaderMap::new();
    if let Some(token) = token {
        headers.insert("authorization", format!("Bearer {token}").parse()?);
    }
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .build()?;
    Ok(Client::new_with_client(url, http))
}

/// A gateway answers with HTML. The client's own error for it does not tell the status, so the hook
/// that progenitor has for answers tells it.
impl ClientHooks for Client {
    async fn post<E>(
        &self,
        result: &reqwest::Result<reqwest::Response>,
        _: &OperationInfo,
    ) -> Result<(), Error<E>> {
        let Ok(response) = result else { return Ok(()) };
        let kind = response.headers().get("content-type");
        match kind.and_then(|value| value.to_str().ok()) {
            Some(kind) if kind.starts_with("application/json") => Ok(()),
            _ => Err(Error::Custom(format!("{}", response.status().as_u16()))),
        }
    }
}
