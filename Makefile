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
# PDF=1: reports as PDF too. That takes Typst: some minutes to build, the first time.
PDF ?= 0
# Where `make report` writes.
OUT ?= target/report

# What the functions are built for: arm64, as they are deployed unless told, or x86_64.
ARCH ?= arm64
# The program that sets reports as PDF. Built where it is not given: `make build` leaves one in target/lambda too.
TYPESET ?=
SETTER = $(or $(TYPESET),target/typeset/typeset)
HOST_ARCH := $(if $(filter x86_64 amd64,$(shell uname -m)),x86_64,arm64)
CAMPAIGNS := $(wildcard infra/campaigns/*/campaign.toml)

# Checkers of our own, never the machine's: pinned, and out of the way.
TOOLS := $(CURDIR)/.tools
CARGO_DENY_VERSION := 0.20.2
CARGO_DENY := $(TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)/bin/cargo-deny

.PHONY: help
help: ## show this menu
	@echo 'make TARGET [PORT=$(PORT)] [DATA=$(DATA)] [DEMO=$(DEMO)]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(if $(filter 1,$(PDF)),$(if $(TYPESET),,typeset)) ## run everything on this machine; prints the links (PORT, DATA, DEMO, PDF)
	$(CARGO) run --quiet --package local -- --port $(PORT) --data '$(DATA)' --demo $(DEMO) \
	  $(if $(filter 1,$(PDF)),--typeset '$(SETTER)')

.PHONY: report
report: $(if $(TYPESET),,typeset) ## write the report of the example campaign, PDF and DOCX in Dutch and English: OUT=folder
	data=$$(mktemp -d); trap 'rm -rf "$$data"' EXIT; \
	$(CARGO) run --quiet --locked --package dagpeil -- demo --data "$$data" >&2; \
	$(CARGO) run --quiet --locked --package dagpeil -- report voorbeeld-2026 --data "$$data" --out '$(OUT)' --typeset '$(SETTER)' \
	  $(if $(filter 1,$(MANUSCRIPT)),--manuscript)

.PHONY: typeset
typeset: ## the program that sets reports as PDF, in target/typeset (minutes, the first time)
	$(CARGO) build --profile typeset --locked --package report --features report/pdf --bin typeset

.PHONY: test
test: ## all tests that need only Rust and a C compiler
	$(CARGO) test --workspace --locked

# Tests run with the features of the whole workspace, as in `test`, so that nothing is built twice.
.PHONY: test-all
test-all: test ## the same, and what needs Python, Node or Chromium; says what is missing and how to install it
	tests/second-engine.sh
	DAGPEIL_REQUESTS=100000 $(CARGO) test --locked --workspace --test end_to_end random_requests -- --nocapture
	tests/readability.sh
	tests/xlsform.sh
	tests/exports.sh
	tests/pulling.sh
	tests/guide.sh
	tests/report.sh
	$(CARGO) test --locked --workspace --test commands -- --ignored posters
	tests/browser.sh
	tests/template/check.sh
	tests/deployed.sh

.PHONY: test-template
test-template: ## only the deployment template: lint, promises, each of them broken in turn, checkov
	tests/template/check.sh

.PHONY: test-deploy
test-deploy: ## only the deployment: a whole campaign on an emulator of AWS, from deploy to destroy
	tests/deployed.sh

.PHONY: test-browser
test-browser: ## only the respondent's page in a real browser; screenshots in target/screenshots
	tests/browser.sh

.PHONY: check
check: $(CARGO_DENY) ## formatting, lints, licences and sources of dependencies, campaign files, deployment template (Python)
	$(CARGO) fmt --all -- --check
	$(CARGO) clippy --workspace --all-targets --locked -- --deny warnings
	$(CARGO_DENY) --workspace --locked check bans licenses sources
	@for campaign in $(CAMPAIGNS:/campaign.toml=); do \
	  echo "dagpeil check $$campaign"; \
	  $(CARGO) run --quiet --locked --package dagpeil -- check "$$campaign"; \
	done
	tests/template/check.sh quick

.PHONY: advisories
advisories: $(CARGO_DENY) ## known vulnerabilities in dependencies (fetches a database)
	$(CARGO_DENY) --workspace --locked check advisories

.PHONY: bench
bench: ## measure functions, counting and a large release; writes docs/benchmarks.md
	infra/build.sh $(HOST_ARCH)
	$(CARGO) build --release --locked --package dagpeil-tests --package local --bin bench --bin nothing --bin local
	target/release/bench

.PHONY: attack
attack: ## attack the releases, measure what protection costs (minutes); writes docs/privacy-measured.md and its plot
	$(CARGO) run --profile attack --locked --package dagpeil-attack --bin attack -- --write docs/privacy-measured.md

.PHONY: build
build: ## the functions as Lambda runs them, in target/lambda/<ARCH>/<name>/bootstrap (ARCH=arm64 or x86_64)
	infra/build.sh $(ARCH)

# The settings of these (STAGE, PARAMETERS, YES, EXPORT …) stand at the top of each script; make hands them on.
.PHONY: deploy
deploy: ## put a campaign on AWS, or bring it up to date: CAMPAIGN=… [STAGE=test] [PARAMETERS='Name=value …']
	infra/deploy.sh "$${CAMPAIGN:-}"

.PHONY: destroy
destroy: ## export a deployed campaign's releases and delete everything else: CAMPAIGN=… [STAGE=test]
	infra/destroy.sh "$${CAMPAIGN:-}"

.PHONY: pause resume
pause: ## take no answers for the moment: CAMPAIGN=… [STAGE=test]
	infra/set.sh "$${CAMPAIGN:-}" Paused=true
resume: ## take answers again: CAMPAIGN=… [STAGE=test]
	infra/set.sh "$${CAMPAIGN:-}" Paused=false

.PHONY: release smoke outputs
release: ## let the release job of a deployed campaign do now what is due: CAMPAIGN=… [STAGE=test]
	infra/release.sh "$${CAMPAIGN:-}"
smoke: ## ask a deployed campaign whether it works; stores nothing: CAMPAIGN=… [STAGE=test]
	infra/smoke.sh "$${CAMPAIGN:-}"
outputs: ## the names of a deployed campaign's functions, tables, logs and addresses: CAMPAIGN=… [STAGE=test]
	@infra/outputs.sh "$${CAMPAIGN:-}"

.PHONY: adviser-key
adviser-key: ## a key for an adviser of a deployed campaign: CAMPAIGN=… NAME='A. Jansen' [DAYS=365] [MUNICIPALITIES=…]
	@infra/adviser-key.sh "$${CAMPAIGN:-}" "$${NAME:-}"

.PHONY: end-sessions
end-sessions: ## end all advisers' sessions of a deployed campaign: they sign in again: CAMPAIGN=… [STAGE=test]
	@infra/end-sessions.sh "$${CAMPAIGN:-}"

.PHONY: codes
codes: ## invitation codes to print, in codes/: CAMPAIGN=… MUNICIPALITY=GM0171 AUDIENCE=users COUNT=300 [MODE=interview|focus-group]
	@infra/codes.sh "$${CAMPAIGN:-}"

.PHONY: purge
purge: ## erase spam before the close; the settings are at the top of infra/purge.sh: CAMPAIGN=… [STAGE=test]
	@infra/purge.sh "$${CAMPAIGN:-}"

.PHONY: moderate
moderate: ## judge open texts after the final release; the settings are at the top of infra/moderate.sh: CAMPAIGN=… [STAGE=test]
	@infra/moderate.sh "$${CAMPAIGN:-}"

.PHONY: contacts
contacts: ## fetch what people left in the contact letterbox, sealed; the settings are at the top of infra/contacts.sh: CAMPAIGN=…
	@infra/contacts.sh "$${CAMPAIGN:-}"

.PHONY: costs
costs: ## write docs/costs.md from infra/costs.toml and the campaign of the example
	DAGPEIL_WRITE_COSTS=1 $(CARGO) test --quiet --locked --package dagpeil --test commands the_document_is_what_the_model_says

.PHONY: fmt
fmt: ## format the code
	$(CARGO) fmt --all

.PHONY: script
script: ## write the script of the respondent's page, functions/collect/src/page/script*.min.js, from its sources (Node)
	tests/browser.sh script

.PHONY: openapi
openapi: ## write docs/openapi.json from the code
	$(CARGO) run --quiet --locked --package dagpeil-tests --bin openapi > target/openapi.json
	mv target/openapi.json docs/openapi.json

# Unoptimised: it builds in a minute and checks in a second.
$(CARGO_DENY):
	CARGO_PROFILE_DEV_DEBUG=0 $(CARGO) install cargo-deny --version $(CARGO_DENY_VERSION) --locked --debug \
	  --root '$(TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)' --target-dir '$(TOOLS)/build'
	rm -rf '$(TOOLS)/build'
