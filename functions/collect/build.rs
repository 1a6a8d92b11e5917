//! Makes of the words in `words/<language>/*.ftl` what the program carries: see `shared/wording`.

fn main() {
    wording::build::build();
}
