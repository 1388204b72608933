#!/bin/bash
# format.sh [--check]: formats the C++ sources in place, or names those that are not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' | while read -r file; do [ -f "$file" ] && echo "$file"; done)
if [ "${1:-}" = --check ]; then
  clang-format-19 --dry-run -Werror "${files[@]}"
  echo "clang-format: ${#files[@]} files are formatted"
else
  clang-format-19 -i "${files[@]}"
fi
