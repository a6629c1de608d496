//! A copy of an emulator's accounts, in a process of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use serde_json::Value;

/// Accounts of their own, which go when nobody listens to them any more.
pub struct Copied {
    /// The addresses of the services.
    pub hello: Value,
    input: TcpStream,
    output: BufReader<TcpStream>,
}

impl Copied {
    /// The copy that an emulator says is there.
    pub fn at(hello: Value) -> Result<Self, String> {
        let port = hello["control"].as_u64().and_then(|port| u16::try_from(port).ok()).ok_or("no port")?;
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())?;
        let input = stream.try_clone().map_err(|error| error.to_string())?;
        Ok(Self { hello, input, output: BufReader::new(stream) })
    }

    /// The answer to one question.
    pub fn ask(&mut self, question: &Value) -> Result<Value, String> {
        writeln!(self.input, "{question}").map_err(|error| format!("the copy does not listen: {error}"))?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| format!("the copy does not answer: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("the copy says {line:?}: {error}"))
    }
}
