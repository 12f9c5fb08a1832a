#!/usr/bin/env bash
# Unpacks a QEMU of Debian's backports, beside the one that is installed, into the directory given: live migration under TCG needs 9.0 or later.
set -euo pipefail
directory=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The mirror that this machine uses already; lists and archives of its own, so that no later apt-get sees backports.
mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")-backports
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >sources.list
mkdir -p lists/partial archives/partial packages
apt_get() {
  apt-get -q -o APT::Sandbox::User=root -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work" "$@"
}
apt_get update
# The packages of modules as well: else this QEMU finds those of the installed one, and stops at them.
(cd packages && apt_get download qemu-system-x86 qemu-system-common qemu-system-data seabios qemu-system-modules-opengl qemu-system-modules-spice)

rm -rf "${directory:?}"
mkdir -p "$directory"
for package in packages/*.deb; do dpkg-deb -x "$package" "$directory"; done
# Last: who finds it finds all.
cat >"$directory/unpacked" <<END
#!/bin/sh
export QEMU_MODULE_DIR=$directory/usr/lib/x86_64-linux-gnu/qemu
exec $directory/usr/bin/qemu-system-x86_64 -L $directory/usr/share/seabios -L $directory/usr/share/qemu "\$@"
END
chmod +x "$directory/unpacked"
mv "$directory/unpacked" "$directory/qemu-system-x86_64"
