#!/bin/bash
# analyses.sh BUILD_FOLDER WORK_FOLDER ORDERS…: every analysis beside DuckDB (bench/README.md).
set -euo pipefail
program="$1/bench/analyses/bench_analyses"
shift 2
if [ ! -x "$program" ]; then
  echo "DuckDB is absent: run 'npm ci --ignore-scripts' in tests/oracle, then configure again" >&2
  exit 1
fi
exec "$program" "$@"
