# The contributor's menu. CI calls the same targets (.ci/run).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

CARGO ?= cargo
# Where `make run` listens and keeps its data; DEMO=0 leaves out the campaign filled with made-up answers.
PORT ?= 8080
DATA ?= .dagpeil
DEMO ?= 1

FUNCTIONS := collect release summarise
CAMPAIGNS := $(wildcard infra/campaigns/*/campaign.toml)

# Checkers of our own, never the machine's: pinned, and out of the way.
TOOLS := $(CURDIR)/.tools
CARGO_DENY_VERSION := 0.20.2
CARGO_DENY := $(TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)/bin/cargo-deny

.PHONY: help
help: ## show this menu
	@echo 'make TARGET [PORT=$(PORT)] [DATA=$(DATA)] [DEMO=$(DEMO)]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## run everything on this machine; prints the links (PORT, DATA, DEMO)
	$(CARGO) run --quiet --package local -- --port $(PORT) --data '$(DATA)' --demo $(DEMO)

.PHONY: test
test: ## all tests that need only Rust and a C compiler
	$(CARGO) test --workspace --locked

.PHONY: test-all
test-all: test ## the same, and what needs Python, Node or Chromium; says what is missing and how to install it
	tests/second-engine.sh
	DAGPEIL_REQUESTS=100000 $(CARGO) test --locked --package dagpeil-tests --test end_to_end random_requests -- --nocapture
	tests/browser.sh

.PHONY: test-browser
test-browser: ## only the respondent's page in a real browser; screenshots in target/screenshots
	tests/browser.sh

.PHONY: check
check: $(CARGO_DENY) ## formatting, lints, licences and sources of dependencies, campaign files
	$(CARGO) fmt --all -- --check
	$(CARGO) clippy --workspace --all-targets --locked -- --deny warnings
	$(CARGO_DENY) --workspace --locked check bans licenses sources
	@for campaign in $(CAMPAIGNS:/campaign.toml=); do \
	  echo "dagpeil check $$campaign"; \
	  $(CARGO) run --quiet --locked --package dagpeil -- check "$$campaign"; \
	done

.PHONY: advisories
advisories: $(CARGO_DENY) ## known vulnerabilities in dependencies (fetches a database)
	$(CARGO_DENY) --workspace --locked check advisories

.PHONY: bench
bench: build ## measure functions, counting and a large release; writes docs/benchmarks.md
	$(CARGO) build --release --locked --package dagpeil-tests --package local --bin bench --bin nothing --bin local
	target/release/bench

.PHONY: build
build: ## the functions as Lambda runs them, in target/lambda/<name>/bootstrap
	$(CARGO) build --release --locked $(addprefix --package ,$(FUNCTIONS))
	@for function in $(FUNCTIONS); do \
	  install -D -m 755 "target/release/$$function" "target/lambda/$$function/bootstrap"; \
	  printf '%9s bytes  %s\n' "$$(stat -c %s "target/lambda/$$function/bootstrap")" "target/lambda/$$function/bootstrap"; \
	done

.PHONY: fmt
fmt: ## format the code
	$(CARGO) fmt --all

.PHONY: openapi
openapi: ## write docs/openapi.json from the code
	$(CARGO) run --quiet --locked --package dagpeil-tests --bin openapi > target/openapi.json
	mv target/openapi.json docs/openapi.json

# Unoptimised: it builds in a minute and checks in a second.
$(CARGO_DENY):
	CARGO_PROFILE_DEV_DEBUG=0 $(CARGO) install cargo-deny --version $(CARGO_DENY_VERSION) --locked --debug \
	  --root '$(TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)' --target-dir '$(TOOLS)/build'
	rm -rf '$(TOOLS)/build'
