#!/bin/bash
# build.sh PRESET [TARGET…]: configures and builds one CMake preset, web UI first (it is embedded in the binary).
# CMAKE_ARGUMENTS are passed on to the configuration. Without a target everything is built.
set -euo pipefail
cd "$(dirname "$0")/.."
preset="$1"
shift
mkdir -p build
tools/build-ui.sh
# Objects are found again in the compiler cache even when the checkout lies elsewhere.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
# shellcheck disable=SC2086  # several arguments on purpose
cmake --preset "$preset" ${CMAKE_ARGUMENTS:-} >build/configure.log || { cat build/configure.log; exit 1; }
cmake --build --preset "$preset" ${1:+--target "$@"}
