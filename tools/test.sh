#!/bin/bash
# test.sh [--programs-only]: builds and runs every test there is and closes with "N passed, N failed".
#   PRESET=release   the build under test: by default the one that ships, so tests and product share their objects
# --programs-only leaves out the suites that need Node (UI units, API, browser, independent computation).
set -uo pipefail
cd "$(dirname "$0")/.." || exit
preset="${PRESET:-release}"
reports="$PWD/build/$preset/reports"
export TSUZUKU_BINARY="$PWD/build/$preset/tsuzuku"

rm -rf "$reports"
mkdir -p "$reports"
finish() { exec tools/node.sh node tools/sum-reports.mjs "$reports"; }

# DuckDB, which the independent computation links, comes as an npm package: it must be there before CMake looks.
{ tools/npm-ci.sh tests/oracle && CMAKE_ARGUMENTS="-DTSUZUKU_TESTS=ON" tools/build.sh "$preset"; } </dev/null || {
  echo 1 >"$reports/build.status"
  finish
}

# C++: one program per layer; each writes its cases to reports/<program>.xml, ctest tells which program died.
ctest --test-dir "build/$preset" -j"$(nproc)" --timeout 900 --output-on-failure \
  --output-junit "$reports/programs.ctest" </dev/null
[ "${1:-}" = --programs-only ] && finish

# JavaScript: a folder with *.test.* files is a suite. Vitest runs it where its package.json asks for it, else node --test.
suite() {
  local name="$1" folder="$2" report="$reports/$1.xml" files
  mapfile -t files < <(find "$folder" -path '*/node_modules' -prune -o -type f -name '*.test.*' -print 2>/dev/null | LC_ALL=C sort)
  [ ${#files[@]} -gt 0 ] || return 0
  echo "== $name"
  (
    if [ -f "$folder/package.json" ]; then tools/npm-ci.sh "$folder" || exit 1; fi
    if grep -qs '"vitest"' "$folder/package.json"; then
      cd "$folder" || exit 1
      exec "$OLDPWD/tools/node.sh" node node_modules/vitest/vitest.mjs run --reporter=default --reporter=junit --outputFile.junit="$report"
    fi
    exec tools/node.sh node --test --test-reporter=spec --test-reporter-destination=stdout \
      --test-reporter=junit --test-reporter-destination="$report" "${files[@]}"
  ) </dev/null
  echo $? >"$reports/$name.status"
}
suite tools tools
suite ui ui
suite bench bench
suite api tests/api
suite browser tests/ui
finish
