#!/bin/bash
# run.sh [BENCHMARK…]: builds and runs the benchmarks (all, or those named: import, ledger_build, analyses …), then writes
# build/bench.json and docs/benchmarks.md. What was measured before and is not run again stays in both.
#   BENCH_ORDERS="1000000 10000000"   sizes of the demo shop; stores of the demo shop are kept in build/bench
set -euo pipefail
cd "$(dirname "$0")/.."
read -ra orders <<<"${BENCH_ORDERS:-1000000 10000000}"
shared="${TSUZUKU_SHARED:-../shared}"
build=build/release
work=build/bench
selected=("$@")
mkdir -p "$work/lines"
exec 9>"$work/lock"
flock -n 9 || { echo "Another run is measuring: two at once would both be wrong." >&2; exit 1; }

wanted() { [ ${#selected[@]} = 0 ] || [[ " ${selected[*]} " == *" $1 "* ]]; }

# measure NAME COMMAND…: keeps the lines that the command prints, once it has succeeded. The others run on after a failure.
failed=()
measure() {
  local name="$1"
  shift
  wanted "$name" || return 0
  echo "== $name" >&2
  if "$@" | tee "$work/$name.running" >&2; then
    mv "$work/$name.running" "$work/lines/$name.jsonl"
  else
    failed+=("$name")
  fi
}

CMAKE_ARGUMENTS="-DTSUZUKU_BENCH=ON" tools/build.sh release tsuzuku benchmarks

online_retail=()
if [ -f "$shared/data/online-retail/online_retail.csv.xz" ]; then
  online_retail=("$work/online_retail.csv")
  xz -dc "$shared/data/online-retail/online_retail.csv.xz" >"${online_retail[0]}"
fi
measure import "$build/bench/bench_import" "$build/tsuzuku" "$work/import" "${online_retail[@]}"
measure ledger_build "$build/bench/bench_ledger_build" "$work/stores" "${orders[@]}"
measure campaigns "$build/bench/bench_campaigns" "$work/stores" 1000000
measure ticks "$build/bench/ticks/bench_ticks" "$work/stores" 1000000
cdnow=()
[ ! -f "$shared/data/cdnow/cdnow_customers_summary.csv" ] || cdnow=("$shared/data/cdnow/cdnow_customers_summary.csv")
measure models "$build/bench/models/bench_models" 1500000 "${cdnow[@]}"
measure mail "$build/bench/mail/bench_mail" 40000 16
measure sender "$build/bench/mail/bench_sender" 40000 16
measure tracking "$build/bench/tracking/bench_tracking" 8 16
measure customer_search "$build/bench/customer_search/bench_customer_search" "$work/stores" 1000000
measure arrivals "$build/bench/arrivals/bench_arrivals" 200 30 100000
measure simulation "$build/bench/bench_simulation" "$build/tsuzuku" "$work/simulation"
measure analyses bench/analyses.sh "$build" "$work" "${orders[@]}"
measure growth "$build/bench/analyses/bench_growth" 1000000 10000000 100000000
measure segments bench/segments.sh "$build" 5000000

tools/node.sh node bench/report.mjs "$work/lines" "$(date +%F)"
if [ ${#failed[@]} != 0 ]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
