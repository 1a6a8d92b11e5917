//! Releases in gzip: a tenth of the size, so that a large one fits in an item (400 KB) and reading costs less.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// More than a release can be: a bound against a damaged item.
const MOST_BYTES: u64 = 64 << 20;

pub(crate) fn pack(json: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(json.as_bytes()).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all")
}

/// `None` when it is not what [`pack`] made.
pub(crate) fn unpack(bytes: &[u8]) -> Option<String> {
    let mut json = String::new();
    GzDecoder::new(bytes).take(MOST_BYTES).read_to_string(&mut json).ok()?;
    Some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_is_smaller() {
        let json = r#"{"item":{"question":"goal"},"about":15},"#.repeat(1000);
        let packed = pack(&json);
        assert!(packed.len() * 10 < json.len());
        assert_eq!(unpack(&packed).as_deref(), Some(json.as_str()));
        assert_eq!(packed, pack(&json), "the same release is the same bytes");
    }

    #[test]
    fn damage_is_noticed() {
        let mut packed = pack("figures");
        let middle = packed.len() / 2;
        packed[middle] ^= 1;
        assert_eq!(unpack(&packed), None);
        assert_eq!(unpack(b"{}"), None);
    }
}
