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

# Debian's mail servers start when they are installed and at every boot. The tests start their own, so a machine that
# had none does not get a running one from us; and a mail server that is at work here is not replaced.
install_with_mail_servers() {
  local names=() name other code=0 policy=/usr/sbin/policy-rc.d own_policy=no services=()
  other="$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
    sed -n 's/^installed \([^ ]*\) .*mail-transport-agent.*/\1/p')"
  for name in "$@"; do
    if [ "$name" = postfix ] && [ -n "$other" ]; then
      echo "$other is this machine's mail server and would be removed: Postfix is not installed, tests that need it will fail."
    else
      names+=("$name")
    fi
  done
  installed postfix || services+=(postfix)
  installed dovecot-core || services+=(dovecot)
  as_root debconf-set-selections <<<'postfix postfix/main_mailer_type select No configuration'
  if [ ! -e "$policy" ]; then
    own_policy=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  apt install -y --no-install-recommends "${names[@]}" || code=$?
  if [ $own_policy = yes ]; then as_root rm -f "$policy"; fi
  for name in "${services[@]}"; do
    as_root update-rc.d "$name" disable >/dev/null 2>&1 || true
    as_root deb-systemd-helper disable "$name.service" >/dev/null 2>&1 || true
  done
  return $code
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
  if [[ " ${missing[*]} " =~ " "(postfix|dovecot-imapd)" " ]]; then
    install_with_mail_servers "${missing[@]}"
  else
    apt install -y --no-install-recommends "${missing[@]}"
  fi
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
