#!/usr/bin/env bash
# libvirtd.sh DIRECTORY [OPTION]...: libvirtd with all its files below DIRECTORY, in a mount namespace: as root its places are fixed, and only so they can
# be others. Its sockets are in DIRECTORY/run, for clients outside the namespace as well. What DIRECTORY/libvirtd.conf and qemu.conf hold, if they are
# there, comes on top. Runs until it is ended.
set -euo pipefail
directory=$1
shift
# What it finds out about QEMU takes it 5 s: that it keeps from one time to the next.
known=/var/cache/vmlab-test/libvirt

if [ "${1:-}" != inside ]; then
  mkdir -p "$directory"/{etc,lib,log,run} "$known"
  exec unshare --mount --propagation private bash "$0" "$directory" inside "$@"
fi
shift

cat >"$directory/etc/libvirtd.conf" <<CONF
unix_sock_group = "root"
auth_unix_rw = "none"
auth_unix_ro = "none"
log_outputs = "2:file:$directory/log/libvirtd.log"
CONF
# As root: where /dev/kvm is there for root alone, every look at QEMU's capabilities would probe them anew, for some 4 s each.
cat >"$directory/etc/qemu.conf" <<CONF
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = []
stdio_handler = "file"
CONF
for file in libvirtd.conf qemu.conf; do
  [ ! -e "$directory/$file" ] || cat "$directory/$file" >>"$directory/etc/$file"
done

for place in "$directory/etc:/etc/libvirt" "$directory/lib:/var/lib/libvirt" "$known:/var/cache/libvirt" \
  "$directory/log:/var/log/libvirt" "$directory/run:/run/libvirt"; do
  mkdir -p "${place#*:}"
  mount --bind "${place%%:*}" "${place#*:}"
done

# It wants this user to be there, even where it is told to take another.
for kind in passwd group; do
  cp "/etc/$kind" "$directory/etc/$kind"
  grep -q '^libvirt-qemu:' "/etc/$kind" || echo 'libvirt-qemu:x:64055:64055:::/usr/sbin/nologin' >>"$directory/etc/$kind"
  mount --bind "$directory/etc/$kind" "/etc/$kind"
done

exec libvirtd --pid-file "$directory/run/libvirtd.pid" "$@"
