//! Reading a request's body, within bounds.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody};
use http::HeaderMap;
use http::header::CONTENT_LENGTH;

use crate::problem::{Kind, Problem};

/// The largest body that is read, in bytes: 64 KiB.
pub const MOST: usize = 64 * 1024;

/// Reads a body of at most [`MOST`] bytes.
///
/// # Errors
/// [`Kind::TooLarge`], or [`Kind::Unreadable`] where the body broke off.
pub async fn read(headers: &HeaderMap, mut body: Body) -> Result<Bytes, Problem> {
    let too_large = || Problem::of(Kind::TooLarge).detail(format!("At most {MOST} bytes are read.")).with("most", MOST);
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MOST as u64) {
        return Err(too_large());
    }
    let mut read = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(frame) = frame else {
            return Err(Problem::of(Kind::Unreadable).detail("The body broke off."));
        };
        let Ok(chunk) = frame.into_data() else { continue }; // trailers say nothing to us
        if read.len() + chunk.len() > MOST {
            return Err(too_large());
        }
        read.extend_from_slice(&chunk);
    }
    Ok(read.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn as_much_as_fits_and_no_more() {
        let read = async |length: usize| read(&HeaderMap::new(), Body::from(vec![b'a'; length])).await;
        assert!(read(MOST).await.is_ok_and(|body| body.len() == MOST));
        assert!(read(MOST + 1).await.is_err_and(|problem| problem.kind() == Kind::TooLarge));
    }

    #[tokio::test]
    async fn an_announced_length_is_believed_before_anything_is_read() {
        let headers = HeaderMap::from_iter([(CONTENT_LENGTH, "65537".parse().unwrap())]);
        let refused = super::read(&headers, Body::empty()).await;
        assert!(refused.is_err_and(|problem| problem.kind() == Kind::TooLarge));
    }
}
