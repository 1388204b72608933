#!/bin/bash
# Starts the built program on the data directory: a demo shop where it is empty, or the user's own orders.
#   DATA=data      where the shop's data lives
#   PORT=8080      where the server listens, on this machine only
#   ORDERS=FILE    imported first, into a shop named after the file
set -euo pipefail
cd "$(dirname "$0")/.."
data="${DATA:-data}"
tsuzuku=build/release/tsuzuku

if [ -n "${ORDERS:-}" ]; then
  shop="$(basename "$ORDERS")"
  shop="${shop%%.*}"
  echo "Importing $ORDERS into the shop \"$shop\""
  # 3: imported, but some rows were set aside; the program has said which.
  "$tsuzuku" import "$ORDERS" --data "$data" --shop "$shop" || { code=$?; [ $code = 3 ] || exit $code; }
elif [ -z "$(ls -A "$data" 2>/dev/null)" ]; then
  echo "Making a demo shop in $data"
  # Until yesterday, so that the page Today has something to do today.
  "$tsuzuku" demo --data "$data" --until "$(date -d yesterday +%F)"
fi
exec "$tsuzuku" serve --data "$data" --address "127.0.0.1:${PORT:-8080}"
