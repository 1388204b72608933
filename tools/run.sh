#!/bin/bash
# Starts the built program on the data directory: a demo shop where nobody works yet, or the user's own orders.
#   DATA=data      where the shop's data lives
#   PORT=8080      where the server listens, on this machine only
#   ORDERS=FILE    imported first, into a shop named after the file
set -euo pipefail
cd "$(dirname "$0")/.."
data="${DATA:-data}"
data="${data%/}"
port="${PORT:-8080}"
tsuzuku=build/release/tsuzuku

# Told before a shop is made that nobody could look at.
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Port $port is in use. Stop what runs there, or choose another: make run PORT=$((port + 1))" >&2
  exit 1
fi

if [ -n "${ORDERS:-}" ]; then
  shop="$(basename "$ORDERS")"
  # 3: imported, but some rows were set aside; the program has said which.
  "$tsuzuku" import "$ORDERS" --data "$data" --shop "${shop%%.*}" || { code=$?; [ $code = 3 ] || exit $code; }
else
  # Until yesterday, so that the page Today has something to do today. Made aside and moved, so that a run that was cut
  # off is made anew.
  until="$(TZ=JST-9 date -d yesterday +%F)"  # the demo shop lives in Japan
  if [ ! -e "$data" ]; then
    rm -rf "$data.making"
    "$tsuzuku" demo --rehearse --public-address "http://127.0.0.1:$port" --data "$data.making" --until "$until"
    mv "$data.making" "$data"
  fi
  "$tsuzuku" demo --if-empty --data "$data" --until "$until"
fi
exec "$tsuzuku" serve --data "$data" --address "127.0.0.1:$port"
