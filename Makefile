# The doors of the house. Everything they need is installed by name first; see scripts/install.

.PHONY: help demo test bench fmt install

help:
	@echo "make demo     build, fill with invented dossiers, serve until Ctrl-C (DEMO_CHECK=1: check and end)"
	@echo "make test     everything that must pass"
	@echo "make bench    pages per minute, beside other programs"
	@echo "make fmt      format the sources"
	@echo "make install  only install what is missing"

demo:
	@scripts/demo

test:
	@scripts/test

bench:
	@scripts/bench

fmt:
	@cargo fmt --all

install:
	@scripts/install
