# What a person runs. Whatever does work is a program or a script; this file only says what needs what.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check image tools bench docs pin clean ensure-build ensure-run ensure-test solution
MAKEFLAGS += --no-print-directory
# The steps of a target are in order, and most of them use all processors by themselves.
.NOTPARALLEL:

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

PROFILE ?= metal
BOOT ?= uefi
NICS ?= 1
export BOOT NICS BOND CONFIG CHECK

bin := out/dotnet/bin
builder := $(bin)/Ichor.Build/release/Ichor.Build.dll
lab := $(bin)/Ichor.Lab/release/Ichor.Lab.dll
shared := Directory.Build.props Directory.Build.targets Directory.Packages.props global.json
# Folders too: their time changes when a file is added or removed.
sources = $(shell find $(1) -type d -o -name '*.cs' -o -name '*.csproj') $(shared)

help:
	@echo 'make run               boot the image in QEMU (BOOT=uefi|bios NICS=n BOND=1 CONFIG=file.yaml CHECK=1); Ctrl-A X leaves'
	@echo 'make test              everything: unit tests, stories, virtual machines'
	@echo 'make check             the fast part: format, analyzers, unit tests, stories'
	@echo 'make image PROFILE=p   build the outputs of rootfs/profiles/p.yaml into out/ (default: metal)'
	@echo 'make tools             build ichorctl into out/bin/'
	@echo 'make bench             measure'
	@echo 'make docs              write docs/reference: a page for each kind of config document, and the JSON Schema'
	@echo 'make pin               move the pinned Debian packages to the newest versions'
	@echo 'make clean             remove out/ (downloads of packages stay in the cache folder of the user)'

run: ensure-run image $(lab)
	@dotnet exec $(lab) run

test:
	@for step in ensure-test solution image; do $(MAKE) $$step || { echo '0 passed, 1 failed'; exit 1; }; done
	@build/host/run-tests all

check: $(if $(CI),ensure-test,ensure-build)
	@dotnet format whitespace --folder --verify-no-changes --include build src qemu tests
	@$(MAKE) solution
	@build/host/run-tests fast

image: ensure-build $(builder)
	@dotnet exec $(builder) image $(PROFILE)

tools: ensure-build out/bin/ichorctl

bench: ensure-test image $(lab)
	@dotnet run -c Release --project tests/Benchmarks

docs: ensure-build $(builder)
	@dotnet exec $(builder) docs

pin: ensure-build $(builder)
	@dotnet exec $(builder) pin

clean:
	@chmod -R u+w out 2>/dev/null; rm -rf out

# A static pattern: make looks for no implicit rule of a phony target, and would do nothing at all.
ensure-build ensure-run ensure-test: ensure-%:
	@build/host/ensure $*

solution:
	@build/host/compile "the solution" dotnet build Image.sln -c Release -nologo -v quiet -clp:ErrorsOnly

# The compiler starts only when sources changed: asking it takes longer than a whole warm build of the image.
$(builder): $(call sources,build src/Ichor.Config src/Ichor.Netlink)
	@build/host/compile "the image builder" dotnet build build/Ichor.Build -c Release -nologo -v quiet -clp:ErrorsOnly && touch $@

$(lab): $(call sources,qemu src/Ichor.Protocols src/Ichor.Netlink src/Ichor.Linux src/Ichor.Api build/Ichor.Disks)
	@build/host/compile "the laboratory" dotnet build qemu/Ichor.Lab -c Release -nologo -v quiet -clp:ErrorsOnly && touch $@

out/bin/ichorctl: $(call sources,src)
	@build/host/compile ichorctl dotnet publish src/ichorctl -c Release -nologo -v quiet -clp:ErrorsOnly
	@install -D out/dotnet/publish/ichorctl/release_linux-x64/ichorctl $@
