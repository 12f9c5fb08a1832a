#!/usr/bin/env bash
# Unpacks Debian's small kernel, which is only booted in a guest and so is not installed, into the directory given.
set -euo pipefail
directory=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-/ { print $2 }')
apt-get -q -o APT::Sandbox::User=root download "$package"
dpkg-deb -x "$package"_*.deb unpacked
mkdir -p "$directory"
rm -rf "${directory:?}"/*
mv unpacked/lib/modules/*/kernel "$directory/modules"
# Last: who finds it finds all.
mv unpacked/boot/vmlinuz-* "$directory/vmlinuz"
