// `queues story <url>` tells the story against an emulator; `queues vectors <file>` runs the vectors
// and prints what came of them as JSON. It speaks to no other host than the one it is given.
#![deny(warnings)]

mod calls;
mod capture;
mod client;
mod story;
mod vectors;

use std::{env, error::Error, fs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["story", url] => story::tell(url).await,
        ["vectors", file] => {
            let file = serde_json::from_str(&fs::read_to_string(file)?)?;
            println!("{}", vectors::run(&file).await?);
            Ok(())
        }
        _ => Err("usage: queues story <url> | queues vectors <file>".into()),
    }
}
