#!/bin/bash
# Types and lint of the web UI.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f ui/package.json ] || exit 0
tools/npm-ci.sh ui
cd ui && ../tools/node.sh npm run --silent check
