#!/bin/bash
# setup.sh run|test|check: makes sure that everything the given job needs is on this machine.
# Names the missing Debian packages, then installs them (as root, or through sudo). INSTALL=no only names them.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  run) lists=(run) ;;
  test) lists=(run test) ;;
  check) lists=(run test check) ;;
  *) echo "usage: tools/setup.sh run|test|check" >&2; exit 2 ;;
esac

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    echo "Installing packages needs root or sudo. Run this as root, then try again:" >&2
    echo "  $*" >&2
    exit 1
  fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q "$@" </dev/null; }

# Debian's PostgreSQL makes and starts a system cluster when it is installed. The tests start their own,
# so a machine that had no PostgreSQL does not get a running server from us.
without_system_cluster() {
  installed postgresql-common && return
  apt install -y --no-install-recommends postgresql-common
  as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
}

# Installing the package ca-certificates rewrites this bundle. Where the machine's owner put one there by hand,
# keep its certificates by handing them to the package in its own way.
keep_certificate_bundle() {
  local bundle=/etc/ssl/certs/ca-certificates.crt kept=/usr/local/share/ca-certificates/kept-bundle.crt
  if installed ca-certificates || [ ! -s "$bundle" ]; then return; fi
  as_root mkdir -p "$(dirname "$kept")"
  as_root cp "$bundle" "$kept"
}

install_packages() {
  local missing=() package
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Missing Debian packages: ${missing[*]}"
  if [ "${INSTALL:-yes}" = no ]; then
    echo "INSTALL=no: not installed. To install them: apt-get install --no-install-recommends ${missing[*]}"
    return 0
  fi
  keep_certificate_bundle
  apt update
  if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then without_system_cluster; fi
  apt install -y --no-install-recommends "${missing[@]}"
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  names=()
  for list in "${lists[@]}"; do
    while read -r name _; do
      if [[ -n $name && $name != \#* ]]; then names+=("$name"); fi
    done <"tools/packages/$list.txt"
  done
  # Vite needs a newer Node than Debian's: Debian's own is only used to fetch the pinned one (tools/node).
  tools/node.sh --found || [ -x build/tools/node/bin/node ] || names+=(nodejs npm)
  install_packages "${names[@]}"
else
  echo "This is not Debian: nothing is installed. The names of what is needed are in tools/packages/."
fi
tools/node.sh --prepare
