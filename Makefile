# Two commands from a fresh machine: `make pack` and `make test`. Both install what they need.
SHELL := /bin/bash
PREFIX ?= /usr/local
SWIFT_PATH = $$(.ci/swift)
# SwiftPM lets a target import a sibling that it did not declare; the room table forbids it.
CHECKED := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib -Xlinker --strip-all $(CHECKED)
PROGRAM := .build/release/broadsheet
# SwiftPM leaves a module as it was where its own dependencies look the same, though it may be compiled against the
# layout of what they hold in turn: a program of both crashes, or worse. Ours are all made anew when any source is newer. What
# SwiftPM has planned stays: it plans again only where files come or go.
# $(1) is the configuration, $(2) what was built of it.
define fresh
@if [ -e $(2) ] && [ -n "$$(find Sources Tests Package.swift -name '*.swift' -newer $(2) -print -quit)" ]; then \
  for room in Sources/* Tests/*; do rm -f .build/*/$(1)/$${room##*/}.build/*.{o,swiftdeps,priors}; done; fi
endef
SHARE = $(DESTDIR)$(PREFIX)/share

.PHONY: pack build test test-outside interop bench lint format gallery phrases install man clean

# Builds release, fills data/raw with the sample's exports, makes the sample pack in output/.
pack: build
	@if [ -z "$$(ls -A data/raw 2>/dev/null)" ]; then $(PROGRAM) sample --out .; fi
	$(PROGRAM) run
	@echo "open output/site/index.html"

build:
	@.ci/setup build
	$(call fresh,release,$(PROGRAM))
	@swift=$(SWIFT_PATH) && $$swift build $(RELEASE) --product broadsheet

test:
	@.ci/setup test
	$(call fresh,debug,.build/debug/*.xctest)
	@swift=$(SWIFT_PATH) && $$swift build --build-tests $(CHECKED) && $$swift test --skip-build

# What needs a browser, an office, a profiler, a gigabyte, a mail or a database server, beside `make pack`.
test-outside: pack
	@.ci/setup outside
	@python3 Tests/Outside/browser.py .build/browser output/site/editions/*/*.html output/site/*.html \
	  output/site/campaigns/index.html $$(ls output/site/campaigns/[0-9]*.html | head -1)
	@python3 Tests/Outside/vision.py .build/vision output/site/editions/*/pack.pdf
	@python3 Tests/Outside/hostile.py $(PROGRAM) ../shared/hostile/corpus .build/hostile
	@python3 Tests/Outside/reader.py $(PROGRAM) .build/outside
	@python3 Tests/Outside/publish.py $(PROGRAM) .build/publish
	@python3 Tests/Outside/noise.py $(PROGRAM) .build/noise
	@python3 Tests/Outside/sheets.py $(PROGRAM) .build/sheets
	@python3 Tests/Outside/smtp.py $(PROGRAM) .build/smtp ../shared/hostile/tools/hostile_smtp.py
	@$(MAKE) --no-print-directory interop

# The SQL models under real dbt in PostgreSQL: the same rows, the same verdicts.
interop: build
	@.ci/setup outside
	@python3 Tests/Outside/interop.py $(PROGRAM) .build/interop \
	  ../shared/data/exports/kaggle_google_ads/raw_ddmmyyyy.csv

# Speed beside what a user would pick instead, in the same run; the peers are installed once.
bench: build
	@python3 Tests/Outside/bench.py $(PROGRAM) ../shared/peers .build/bench

lint:
	@swift=$(SWIFT_PATH) && $$swift format lint --strict --recursive --parallel Sources Tests Package.swift
	@python3 Tests/Outside/rooms.py

format:
	@swift=$(SWIFT_PATH) && $$swift format --in-place --recursive --parallel Sources Tests Package.swift

# The pictures of docs/gallery, from the samples of the tests.
gallery:
	@.ci/setup test
	@swift=$(SWIFT_PATH) && $$swift build --build-tests $(CHECKED) && \
	  RECORD_GALLERY=1 $$swift test --skip-build --filter GalleryTests

# docs/language.en.yml: every phrase of the sources, as the compiler knows them.
phrases:
	@swift=$(SWIFT_PATH) && $$swift build $(CHECKED) && python3 .ci/phrases

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/broadsheet
	install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	install -m 644 docs/man/*.1 $(SHARE)/man/man1
	install -d $(SHARE)/doc/broadsheet && install -m 644 docs/language.en.yml $(SHARE)/doc/broadsheet
	$(PROGRAM) --generate-completion-script bash > $(SHARE)/bash-completion/completions/broadsheet
	$(PROGRAM) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_broadsheet
	$(PROGRAM) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/broadsheet.fish

# The manual pages, from the commands' own help; they are kept, for making them takes minutes.
man:
	@swift=$(SWIFT_PATH) && $$swift package plugin generate-manual --multi-page
	@rm -rf docs/man && mkdir docs/man && cp .build/plugins/GenerateManual/outputs/broadsheet/*.1 docs/man

clean:
	rm -rf .build output/site output/artifacts output/mail data/raw data/warehouse.sqlite*
