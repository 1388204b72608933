#!/bin/bash
# tidy.sh [--changed-since COMMIT] [FILE…]: clang-tidy over the product's C++ sources (all of them by default).
# Tests are left out: their macros and fixtures break naming and copying rules on purpose.
# Names every finding and says how many files it looked at.
#   SECONDS_MAX=600   stop starting new files after so long, and say how many were left
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = --changed-since ]; then
  mapfile -t files < <(git diff --name-only --diff-filter=d "$2" -- 'src/*.cpp' ':!*_test.cpp')
  shift 2
elif [ $# -gt 0 ]; then files=("$@"); else
  mapfile -t files < <(git ls-files 'src/*.cpp' ':!*_test.cpp' | while read -r file; do [ -f "$file" ] && echo "$file"; done)
fi
[ ${#files[@]} -gt 0 ] || { echo "clang-tidy: no file to look at"; exit 0; }

# Compile commands of clang: GCC's hold options that clang-tidy does not know.
mkdir -p build
cmake --preset tidy >build/configure-tidy.log || { cat build/configure-tidy.log; exit 1; }

findings="$(mktemp)" looked="$(mktemp)"
trap 'rm -f "$findings" "$looked"' EXIT
export begin="$EPOCHSECONDS" limit="${SECONDS_MAX:-86400}" looked
one() {
  (( EPOCHSECONDS - begin < limit )) || return 0
  echo "$1" >>"$looked"
  clang-tidy-19 -p build/tidy --quiet "$1" 2>/dev/null
}
export -f one
status=0
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'one "$0"' >"$findings" || status=1
LC_ALL=C sort -u "$findings" | grep -E '(warning|error):' || true
echo "clang-tidy: $(wc -l <"$looked") of ${#files[@]} files looked at"
exit $status
