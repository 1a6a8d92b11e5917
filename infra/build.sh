#!/usr/bin/env bash
# Builds the functions as Lambda runs them, for arm64 or x86_64: target/lambda/<architecture>/<function>/bootstrap, and the
# latest build of all at target/lambda/<function>/bootstrap.
#
#   infra/build.sh ARCHITECTURE [report]      report: only that function, and the program `typeset` that comes with it
set -euo pipefail
cd "$(dirname "$0")/.."

architecture=${1:-arm64}
functions=(collect contact release summarise advise)

fail() {
    echo "build: $1" >&2
    exit 1
}

case $architecture in
    arm64) target=aarch64-unknown-linux-gnu ;;
    x86_64) target=x86_64-unknown-linux-gnu ;;
    *) fail "no architecture '$architecture': arm64 or x86_64" ;;
esac

infra/tools.sh
# cargo-lambda looks for its linker, zig, on the path.
PATH=$PWD/.tools/infra/bin:$PATH

if ! [[ -d $(rustc --print sysroot)/lib/rustlib/$target/lib ]]; then
    command -v rustup >/dev/null || fail "Rust's standard library for $target is missing, and so is rustup to fetch it"
    rustup target add "$target"
fi

# The release profile of Cargo.toml as it stands, without the optimisations that cargo-lambda would add.
if [[ ${2:-} == report ]]; then
    functions=()
else
    cargo lambda build --release --locked --target "$target" --disable-optimizations \
        --lambda-dir "target/lambda/$architecture" "${functions[@]/#/--package=}"
fi
# Typst has a profile of its own (docs/decisions/0031). Beside the function it gives `typeset`, for this machine's own reports.
cargo lambda build --profile typeset --locked --target "$target" --disable-optimizations \
    --lambda-dir "target/lambda/$architecture" --package=report --features=report/pdf
functions+=(report typeset)

for function in "${functions[@]}"; do
    binary=target/lambda/$architecture/$function/bootstrap
    install -D -m 755 "$binary" "target/lambda/$function/bootstrap"
    printf '%9s bytes  %s\n' "$(wc -c <"$binary")" "$binary"
done
