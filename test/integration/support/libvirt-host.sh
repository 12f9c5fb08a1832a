#!/usr/bin/env bash
# libvirt-host.sh DIRECTORY NAME: libvirtd as on a host of its own, in the network namespace NAME: with that as its host name, groups of its own below
# each of the kernel's, and the network that it sees in /sys. Started with a mount and a UTS namespace of its own.
set -euo pipefail
directory=$1 name=$2
hostname "$name"

# As `ip netns exec` does, but for the control groups, which would be gone with the old /sys.
sys=$directory/sys
mkdir -p "$sys"
mount -t sysfs sysfs "$sys"
mount --rbind /sys/fs/cgroup "$sys/fs/cgroup"
mount --rbind "$sys" /sys
for root in /sys/fs/cgroup /sys/fs/cgroup/*/; do
  case $(stat -f -c %T "$root") in cgroup*) ;; *) continue ;; esac
  group=${root%/}/$name
  mkdir -p "$group"
  for file in cpuset.cpus cpuset.mems; do
    [ ! -e "${root%/}/$file" ] || cat "${root%/}/$file" >"$group/$file"
  done
  mount --bind "$group" "${root%/}"
done

exec bash "$(dirname "$0")/libvirtd.sh" "$directory" --listen
