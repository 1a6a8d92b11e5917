#!/usr/bin/env bash
# Makes the example's earlier wave anew: the same questions a year before, of as many people, and more newcomers among them. The answers
# are always the same ones; the coins of the rounding fall anew each time, as they do in a real campaign.
#
#   infra/campaigns/voorbeeld-2026/earlier/make.sh
set -euo pipefail
cd "$(dirname "$0")/../../../.."

wave=voorbeeld-2025
earlier=infra/campaigns/voorbeeld-2026/earlier/$wave
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# The definition as it was: another name and another year, with the same questionnaires beside it.
mkdir -p "$work/campaigns/$wave"
cp -r infra/campaigns/noordoostpolder-2026 "$work/campaigns/"
sed -e 's/voorbeeld-2026/voorbeeld-2025/' -e 's/= "2026-/= "2025-/' infra/campaigns/voorbeeld-2026/campaign.toml >"$work/campaigns/$wave/campaign.toml"

dagpeil() { cargo run --quiet --package dagpeil -- "$@"; }
dagpeil demo "$work/campaigns/$wave" --data "$work/data" --residents 420 --providers 36 --seed 170 --mostly newcomers
dagpeil export "$work/campaigns/$wave" --data "$work/data" --to "$work/releases" --require-final
dagpeil compile "$work/campaigns/$wave" --out "$work/campaign.json"

# Only the final releases: a comparison reads no others.
rm -rf "$earlier"
for release in "$work"/releases/*/*/final.json; do
    install -D -m 644 "$release" "$earlier/releases/${release#"$work"/releases/}"
done
install -m 644 "$work/campaign.json" "$earlier/campaign.json"
du -sh "$earlier"
