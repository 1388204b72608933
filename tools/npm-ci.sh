#!/bin/bash
# npm-ci.sh FOLDER: installs exactly what the folder's lock file says, once per lock file. No install script is run.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
cd "$1"
stamp=node_modules/.installed-lock
cmp -s package-lock.json "$stamp" && exit 0
echo "npm ci in ${PWD#"$root/"}"
"$root/tools/node.sh" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json "$stamp"
