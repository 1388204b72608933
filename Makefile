# Everything a person types. Each target is a script of tools/, which says what it does in its head.
# INSTALL=no skips the installation of Debian packages everywhere.
SHELL := /bin/bash
.PHONY: help run test build ui bench format check clean

help:
	@echo 'make run            set up, build, start on http://127.0.0.1:8080 with a demo shop (or ORDERS=orders.csv)'
	@echo 'make test           set up, build, run every test; the last line says N passed, N failed'
	@echo 'make build          build/release/tsuzuku only'
	@echo 'make ui             the web UI only (ui/dist)'
	@echo 'make bench          benchmarks beside their peers: docs/benchmarks.md, build/bench.json'
	@echo 'make format         format the C++ sources'
	@echo 'make check          formatting, clang-tidy and the UI linter'
	@echo 'make clean          remove what was built (not ./data)'

run: build
	@tools/run.sh

build:
	@tools/setup.sh run
	@CMAKE_ARGUMENTS=-DTSUZUKU_TESTS=OFF tools/build.sh release tsuzuku

ui:
	@tools/setup.sh run
	@tools/build-ui.sh

test:
	@tools/setup.sh test
	@tools/test.sh

bench:
	@tools/setup.sh test
	@bench/run.sh

format:
	@tools/format.sh

check:
	@tools/setup.sh check
	@tools/format.sh --check
	@tools/tidy.sh
	@tools/lint-ui.sh

clean:
	rm -rf build ui/dist
