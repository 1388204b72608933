#!/bin/bash
# segments.sh BUILD_FOLDER ORDERS…: conditions on customers beside DuckDB (bench/README.md).
set -euo pipefail
program="$1/bench/segments/bench_segments"
shift
if [ ! -x "$program" ]; then
  echo "DuckDB is absent: run 'npm ci --ignore-scripts' in tests/oracle, then configure again" >&2
  exit 1
fi
exec "$program" "$@"
