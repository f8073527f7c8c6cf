// Makes the client with progenitor, from the OpenAPI 3.0 document that ONESPEC_DOCUMENT names.
// Nothing is written outside of cargo's own output folder, and nothing in the output is changed.
use std::error::Error;
use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=ONESPEC_DOCUMENT");
    let document = env::var("ONESPEC_DOCUMENT")?;
    println!("cargo::rerun-if-changed={document}");
    let api = serde_json::from_str(&fs::read_to_string(document)?)?;
    let client = progenitor_impl::Generator::default().generate_tokens(&api)?;
    let file = Path::new(&env::var("OUT_DIR")?).join("client.rs");
    Ok(fs::write(file, client.to_string())?)
}
