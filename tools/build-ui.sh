#!/bin/bash
# Builds the web UI into ui/dist, from where CMake puts it into the binary. Does nothing while its sources are unchanged.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f ui/index.html ] || { echo "No web UI here: the binary is built without one."; exit 0; }

tools/npm-ci.sh ui
sources() {
  find ui locales -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*' -not -path 'ui/coverage/*' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}
now="$(sources)"
stamp=build/ui.sources
if [ -f ui/dist/index.html ] && [ "$now" = "$(cat $stamp 2>/dev/null)" ]; then exit 0; fi
echo "Building the web UI"
(cd ui && ../tools/node.sh npm run --silent build)
mkdir -p build
echo "$now" >"$stamp"
