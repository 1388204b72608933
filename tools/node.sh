#!/bin/bash
# node.sh COMMAND…: runs the command with Node >= 20.19 and its npm first on PATH.
# Uses the machine's Node where it is new enough, else the one pinned in tools/node, kept in build/tools/node.
#   node.sh --found     exit 0 when the machine's own Node will do
#   node.sh --prepare   fetches the pinned one where it is needed
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
pinned="$root/build/tools/node"

machine_node_will_do() {
  command -v npm >/dev/null && command -v node >/dev/null &&
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
             process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
}

# npm's own client and settings decide where packages come from; the lock file states their digests.
fetch_pinned() {
  if cmp -s "$root/tools/node/package-lock.json" "$pinned/package-lock.json" && [ -x "$pinned/bin/node" ]; then return; fi
  command -v npm >/dev/null || { echo "Node >= 20.19 with npm is needed and neither is here (apt-get install nodejs npm)." >&2; exit 1; }
  echo "Fetching the pinned Node into build/tools/node"
  rm -rf "$pinned"
  mkdir -p "$pinned/bin"
  cp "$root/tools/node/package.json" "$root/tools/node/package-lock.json" "$pinned/"
  (cd "$pinned" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  ln -s ../node_modules/npm/bin/npm-cli.js "$pinned/bin/npm"
  ln -s ../node_modules/npm/bin/npx-cli.js "$pinned/bin/npx"
  ln -s "$(cd "$pinned/bin" && ls -d ../node_modules/node-linux-*/bin/node)" "$pinned/bin/node"
  chmod +x "$pinned"/node_modules/node-linux-*/bin/node "$pinned"/node_modules/npm/bin/np?-cli.js
}

case "${1:-}" in
  --found) machine_node_will_do ;;
  --prepare) machine_node_will_do || fetch_pinned ;;
  '') echo "usage: tools/node.sh COMMAND…" >&2; exit 2 ;;
  *)
    if ! machine_node_will_do; then
      fetch_pinned
      export PATH="$pinned/bin:$PATH"
    fi
    exec "$@"
    ;;
esac
