//! A Lambda function that does nothing: answers every event with status 204 over a bare socket. The floor under what is
//! measured of the real ones, and the function that tests the stand-in for the runtime API.
//!
//! An event `{"fail": true}` is reported as failed; with `NOTHING_INIT_ERROR` set it does not start.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let api = std::env::var("AWS_LAMBDA_RUNTIME_API").map_err(io::Error::other)?;
    let mut connection = BufReader::new(TcpStream::connect(&api)?);
    if std::env::var_os("NOTHING_INIT_ERROR").is_some() {
        exchange(&mut connection, &api, "POST", "init/error", r#"{"errorMessage":"told not to start"}"#)?;
        return Err(io::Error::other("told not to start"));
    }
    loop {
        let (id, event) = exchange(&mut connection, &api, "GET", "invocation/next", "")?;
        let id = id.ok_or_else(|| io::Error::other("an event without an id"))?;
        let (end, body) = match event.as_slice() {
            br#"{"fail":true}"# => ("error", r#"{"errorMessage":"told to fail"}"#),
            _ => ("response", r#"{"statusCode":204}"#),
        };
        exchange(&mut connection, &api, "POST", &format!("invocation/{id}/{end}"), body)?;
    }
}

/// One request over the open connection: the event's id, if the answer has one, and the body.
fn exchange(
    connection: &mut BufReader<TcpStream>,
    api: &str,
    method: &str,
    path: &str,
    body: &str,
) -> io::Result<(Option<String>, Vec<u8>)> {
    let length = body.len();
    let request = format!(
        "{method} /2018-06-01/runtime/{path} HTTP/1.1\r\nhost: {api}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    connection.get_mut().write_all(request.as_bytes())?;
    let (mut id, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        if connection.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            if line == "\r\n" {
                break;
            }
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(io::Error::other)?,
            "lambda-runtime-aws-request-id" => id = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body)?;
    Ok((id, body))
}
