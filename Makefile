# zbpub: newspaper copy in, newspapers out. `make help` lists what there is.

ISSUE ?= manuscript/2021-02-03
EDITION ?=
OUT ?= dist
TRADITIONAL ?= zh-Hant-TW,zh-Hant-HK

ZBPUB := .venv/bin/zbpub
NAME := $(notdir $(patsubst %/,%,$(ISSUE)))
LANGUAGE := $(or $(EDITION),$(shell sed -n 's/^language *= *"\([^"]*\)".*/\1/p' $(ISSUE)/issue.toml 2>/dev/null),zh-Hans)
STEM := $(OUT)/$(NAME)/$(NAME).$(LANGUAGE)
OPTIONS := $(if $(EDITION),--edition $(EDITION)) --out $(OUT)

# Everything that an issue's files are made from. The folders themselves count too, so
# that a manuscript taken away is noticed.
COPY := $(ISSUE) $(wildcard $(ISSUE)/*.md $(ISSUE)/*.toml $(ISSUE)/images $(ISSUE)/images/*)
STYLES := $(shell find styles -type f 2>/dev/null)
CODE := $(shell find src/zbpub -name '*.py' 2>/dev/null)

.DELETE_ON_ERROR:
.PHONY: help setup ingest check pdf epub trad proof explain test lint bench clreq clean

help: ## this list
	@echo "make TARGET [ISSUE=manuscript/2021-02-03] [EDITION=zh-Hans] [OUT=dist]"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

setup: .venv/.ready ## make .venv and install what the machine lacks (runs by itself)

ingest: .venv/.ready ## source/ of the issue -> manuscripts, and ingest.html
	$(ZBPUB) ingest $(wildcard $(addprefix $(ISSUE)/source/*.,md txt docx html htm hocr xml)) --issue $(ISSUE) --review --out $(OUT) $(addprefix --accept ,$(ACCEPT))

check: .venv/.ready ## lint the issue
	$(ZBPUB) check $(ISSUE)

pdf: $(STEM).pdf ## the reader's PDF

epub: $(STEM).epub ## the e-book

$(STEM).%: $(COPY) $(STYLES) $(CODE) | .venv/.ready
	$(ZBPUB) build $(ISSUE) --format $* $(OPTIONS)

proof: $(STEM).pdf ## each page as PNG, and all on a contact sheet
	$(ZBPUB) proof $(ISSUE) $(OPTIONS)

trad: .venv/.ready ## PDF and e-book of the Traditional editions, with their decisions
	$(ZBPUB) build $(ISSUE) --edition $(TRADITIONAL) --out $(OUT)

# Of what the copy makes now, built or not: a page that cannot be filled is explained too.
explain: .venv/.ready ## why the pages are as they are -> explain.html
	$(ZBPUB) explain $(ISSUE) $(OPTIONS)

# An issue that is not there has no files to depend on: let zbpub say so.
$(ISSUE):

test: .venv/.ready-dev ## lint, types and all tests
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/pytest -n auto --dist loadfile

lint: .venv/.ready-dev ## format and lint alone
	.venv/bin/ruff format
	.venv/bin/ruff check --fix
	.venv/bin/mypy

bench: .venv/.ready-dev ## time and measure what docs/ claims
	.venv/bin/python benchmarks/run.py

clreq: .venv/.ready ## docs/clreq.toml -> docs/clreq.md
	.venv/bin/python -m zbpub.preflight.clreq_table docs/clreq.toml docs/clreq.md

clean: ## take away what was built
	rm -rf $(OUT)/*/ .cache

.venv/.ready: pyproject.toml requirements.lock scripts/setup.sh
	@scripts/setup.sh run
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@scripts/setup.sh dev
	@touch $@
