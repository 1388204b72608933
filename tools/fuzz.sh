#!/bin/bash
# fuzz.sh [SECONDS] [FUZZER…]: builds the fuzzers and runs each for so long (60 s), starting from fuzz/corpus/<fuzzer>.
# An input that breaks something is kept in build/fuzz/findings and named.
set -euo pipefail
cd "$(dirname "$0")/.."
duration="${1:-60}"
shift || true
mkdir -p build
cmake --preset fuzz >build/configure-fuzz.log || { cat build/configure-fuzz.log; exit 1; }
cmake --build --preset fuzz --target fuzzers
names=("$@")
if [ ${#names[@]} = 0 ]; then
  mapfile -t names < <(find build/fuzz/fuzz -maxdepth 1 -type f -executable -printf '%f\n' | LC_ALL=C sort)
fi
mkdir -p build/fuzz/findings
export duration
one() {
  local name="$1" log="build/fuzz/$1.log" seeds=()
  # New inputs go to the build folder; the corpus in the repository is only read.
  mkdir -p "build/fuzz/corpus/$name"
  [ -d "fuzz/corpus/$name" ] && seeds=("fuzz/corpus/$name")
  local options=(-max_total_time="$duration" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="build/fuzz/findings/$name-")
  if "build/fuzz/fuzz/$name" "${options[@]}" "build/fuzz/corpus/$name" "${seeds[@]}" >"$log" 2>&1; then
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
  else
    echo "$name: FAILED"
    tail -n 40 "$log"
    return 1
  fi
}
export -f one
printf '%s\0' "${names[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'one "$0"'
