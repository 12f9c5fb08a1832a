#!/usr/bin/env bash
# Installs what the tests need beside Node: on Debian, as root. Elsewhere it says what is missing and which suites cannot run.
set -euo pipefail

# package: the program it brings: what cannot be tested without it
needs=(
  'g++:g++:loads, step clock, recorder (the native parts)'
  'make:make:the native parts'
  'python3:python3:the native parts (node-gyp)'
  'iproute2:tc:network namespaces, rates'
  'util-linux:losetup:disk loads on loop devices'
  'fio:fio:disk engine fio'
  'iperf3:iperf3:network engine iperf3'
  'chromium:chromium:pages looked at in a browser'
  'procps:ps:clean-up checks'
)

missing=()
for need in "${needs[@]}"; do
  IFS=: read -r package program suite <<<"$need"
  command -v "$program" >/dev/null || missing+=("$need")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  packages=()
  for need in "${missing[@]}"; do packages+=("${need%%:*}"); done
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
  exit 0
fi

for need in "${missing[@]}"; do
  IFS=: read -r package program suite <<<"$need"
  echo "provision: no $program here (Debian package $package), and only root on Debian can install it: not tested: $suite"
done
