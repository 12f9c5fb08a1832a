#!/usr/bin/env bash
# Installs what the tests need beside Node: on Debian, as root. Elsewhere it says what is missing and which suites cannot run.
set -euo pipefail
cd "$(dirname "$0")"

# The kernel of the guest that cgroup v2 is tested in is unpacked here, not installed: this machine's own boot stays as it is.
guest_kernel=/var/cache/vmlab-test/guest-kernel
# And a QEMU of 9.0 or later, under which a guest that moves keeps its memory; the one that is installed stays.
newer_qemu=/var/cache/vmlab-test/qemu

# package: the program it brings (or a file): what cannot be tested without it
needs=(
  'g++:g++:loads, step clock, recorder (the native parts)'
  'make:make:the native parts'
  'python3:python3:the native parts (node-gyp)'
  'iproute2:tc:network namespaces, rates'
  'util-linux:losetup:disk loads on loop devices'
  'fio:fio:disk engine fio'
  'iperf3:iperf3:network engine iperf3'
  'chromium:chromium:pages looked at in a browser'
  'jupyter-nbconvert:jupyter-nbconvert:notebooks'
  'procps:ps:clean-up checks'
  'tmux:tmux:the shell, as someone types at it'
)
# The guest runs this machine's Node, so it is only for machines of its own kind.
[ "$(uname -m)" = x86_64 ] && needs+=(
  'qemu-system-x86:qemu-system-x86_64:cgroup v2, in a guest'
  'busybox-static:busybox:cgroup v2, in a guest'
  "linux-image-cloud-amd64:$guest_kernel/vmlinuz:cgroup v2, in a guest; guests of QEMU"
  'qemu-guest-agent:qemu-ga:guests of QEMU'
  'libvirt-daemon:libvirtd:domains of libvirt'
  'libvirt-daemon-driver-qemu:/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so:domains of libvirt'
  'libvirt-clients:virsh:domains of libvirt'
  'openssh-server:sshd:hosts that are reached by ssh'
  "qemu-system-x86/backports:$newer_qemu/qemu-system-x86_64:live migration between two QEMUs"
)

is_here() { if [[ $1 = /* ]]; then [ -e "$1" ]; else command -v "$1" >/dev/null; fi; }

missing=()
for need in "${needs[@]}"; do
  IFS=: read -r package program suite <<<"$need"
  is_here "$program" || missing+=("$need")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  packages=()
  for need in "${missing[@]}"; do
    [[ $need = linux-image-* || $need = */backports:* ]] || packages+=("${need%%:*}")
  done
  apt-get update -q
  [ ${#packages[@]} -eq 0 ] ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
  is_here "$guest_kernel/vmlinuz" || [ "$(uname -m)" != x86_64 ] || bash integration/guest/kernel.sh "$guest_kernel"
  # Without backports (another Debian, a mirror that has none) the tests that need it say so and skip.
  is_here "$newer_qemu/qemu-system-x86_64" || [ "$(uname -m)" != x86_64 ] || bash integration/guest/qemu.sh "$newer_qemu" ||
    echo 'provision: no newer QEMU: not tested: live migration between two QEMUs'
  exit 0
fi

for need in "${missing[@]}"; do
  IFS=: read -r package program suite <<<"$need"
  echo "provision: no $program here (Debian package $package), and only root on Debian can install it: not tested: $suite"
done
