#!/usr/bin/env bash
# Makes what a machine with Xen is booted from, of Debian 12's own packages, in the directory given: the hypervisor, dom0's kernel, its initramfs and its
# disk, and the key that it lets in. As root, for x86-64; two minutes and 150 MB of packages. Nothing is mounted, nothing installed but the programs it needs.
set -euo pipefail
directory=$1
here=$(cd "$(dirname "$0")" && pwd)
# One that these files made already is kept.
made_from=$(cat "$here"/* | sha256sum | cut -d' ' -f1)
[ "$(cat "$directory/made-from" 2>/dev/null)" = "$made_from" ] && exit 0

# They are put together by programs of that release, and its QEMU is the one that boots them.
[ "$(. /etc/os-release && echo "$VERSION_CODENAME")" = bookworm ] || { echo 'the image is made on Debian 12 only' >&2; exit 1; }

apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  busybox-static cpio debootstrap e2fsprogs kmod lz4 openssh-client qemu-system-x86 xz-utils

mkdir -p "$directory"
rm -rf "${directory:?}"/*
work=$directory/work
mkdir -p "$work"/{packages,dom0-kernel,guest-kernel}
cd "$work"

# Two kernels: one that can be dom0, and the cloud's, which cannot, and which is smaller, for guests.
newest() { apt-cache depends "$1" | awk '/Depends: linux-image-/ { print $2 }'; }
dom0_kernel=$(newest linux-image-amd64)
guest_kernel=$(newest linux-image-cloud-amd64)
version=${dom0_kernel#linux-image-}
(cd packages && apt-get -q -o APT::Sandbox::User=root download "$dom0_kernel" "$guest_kernel" xen-hypervisor-4.17-amd64)
dpkg-deb -x packages/"$dom0_kernel"_*.deb dom0-kernel
dpkg-deb -x packages/xen-hypervisor-*.deb dom0-kernel
dpkg-deb -x packages/"$guest_kernel"_*.deb guest-kernel
depmod -b dom0-kernel "$version"
zcat dom0-kernel/boot/xen-4.17-amd64.gz >"$directory/xen"
cp dom0-kernel/boot/vmlinuz-* "$directory/vmlinuz"

modules() { # those named and what they need, in the order in which they load
  for name in "$@"; do modprobe -d "$PWD/dom0-kernel" -S "$version" --show-depends "$name"; done | awk '/^insmod/ && !seen[$2]++ { print $2 }'
}

# dom0's disk. Its tools are brought up to the hypervisor's version, which is the security archive's.
mirror=$(apt-get indextargets --format '$(SITE)' 'Codename: bookworm' | head -1)
packages=xen-utils-4.17,xen-utils-common,xenstore-utils,openssh-server,dropbear-bin,sysstat,iproute2,kmod,procps,util-linux,e2fsprogs
debootstrap --variant=minbase --include="$packages" bookworm root "$mirror"
rm -f root/etc/apt/sources.list
cp -r /etc/apt/sources.list* root/etc/apt/
cp /etc/resolv.conf root/etc/
chroot root apt-get update -q
DEBIAN_FRONTEND=noninteractive chroot root apt-get -y -q upgrade
chroot root apt-get clean
rm -rf root/var/lib/apt/lists/* root/usr/share/{doc,locale,man}
for module in $(modules e1000 xen-blkback xen-netback xen-gntdev xen-evtchn xen-gntalloc xenfs xen-privcmd loop bridge tun); do
  install -D -m 644 "$module" "root/usr/${module#*dom0-kernel/}"
done
cp dom0-kernel/lib/modules/"$version"/modules.{builtin,builtin.modinfo,order} root/usr/lib/modules/"$version"/
depmod -b root "$version"
install -m 755 "$here/dom0-init" root/sbin/vmlab-init
install -m 755 "$here/block-small" "$here/vif-small" root/etc/xen/scripts/

# Who may log in, and how dom0 proves that it is itself.
ssh-keygen -q -t ed25519 -N '' -C vmlab-test -f "$directory/key"
install -D -m 600 "$directory/key.pub" root/root/.ssh/authorized_keys
chmod 700 root/root/.ssh
rm -f root/etc/ssh/ssh_host_*
ssh-keygen -q -t ed25519 -N '' -f root/etc/ssh/ssh_host_ed25519_key
printf '%s\n' 'UsePAM no' 'UseDNS no' 'PrintMotd no' 'MaxSessions 50' 'HostKey /etc/ssh/ssh_host_ed25519_key' \
  'KexAlgorithms curve25519-sha256' 'Subsystem sftp internal-sftp' >root/etc/ssh/sshd_config
cut -d' ' -f1,2 root/etc/ssh/ssh_host_ed25519_key.pub >"$directory/host-key"

# The guests' kernel is unpacked here: under emulation, dom0 would take long for it.
signature=$(printf '\x02\x21\x4c\x18')
offset=$(LC_ALL=C grep -abo -F "$signature" guest-kernel/boot/vmlinuz-* | head -1 | cut -d: -f1)
{ tail -c "+$((offset + 1))" guest-kernel/boot/vmlinuz-* | lz4 -dc >root/boot/guest-kernel; } 2>/dev/null || true
[ "$(head -c 4 root/boot/guest-kernel | tail -c 3)" = ELF ] || { echo 'the kernel of the guests is packed in another way' >&2; exit 1; }

# A guest lets the same key in as dom0 does, by a server that is small.
mkdir -p guest/{bin,etc,modules,root/.ssh}
for file in /usr/sbin/dropbear $(chroot root ldd /usr/sbin/dropbear | grep -o '/[^ ]*'); do
  mkdir -p "guest$(dirname "$file")"
  cp -L "root$file" "guest$file"
done
chroot root dropbearkey -t ed25519 -f /tmp/guest-key | awk '/^ssh-ed25519/ { print $1, $2 }' >"$directory/guest-host-key"
mv root/tmp/guest-key guest/etc/host-key
install -m 600 "$directory/key.pub" guest/root/.ssh/authorized_keys
chmod 700 guest/root guest/root/.ssh
echo 'root:*:0:0::/root:/bin/sh' >guest/etc/passwd

pack() { (cd "$1" && find . | cpio -o -H newc --quiet | gzip -1); }
cp "$(command -v busybox)" guest/bin/
cp guest-kernel/lib/modules/*/kernel/drivers/{net/xen-netfront,block/xen-blkfront}.ko guest/modules/
install -m 755 "$here/guest-init" guest/init
pack guest >root/boot/guest-initramfs

mkdir -p initramfs/{bin,modules,root}
cp "$(command -v busybox)" initramfs/bin/
for module in $(modules ahci sd_mod crc32c_generic crct10dif_generic ext4); do
  cp "$module" initramfs/modules/
  basename "$module" >>initramfs/modules/order
done
install -m 755 "$here/initramfs-init" initramfs/init
pack initramfs >"$directory/initramfs"

mkfs.ext4 -q -F -d root -L dom0 dom0.img 2G
mv dom0.img "$directory/dom0.img"
cd /
rm -rf "$work"
# Last: who finds it finds all.
echo "$made_from" >"$directory/made-from"
