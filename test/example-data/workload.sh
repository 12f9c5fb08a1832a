#!/usr/bin/env bash
# A real piece of work, some 35 s long: builds C++, packs and re-reads an archive past the page cache, and uploads it. $1: where to. $2: a URL.
set -euo pipefail
native=$PWD/native/src
cd "$1"
sleep 2
for source in "$native"/load/{cpu_load,disk_load,memory_load}.cc "$native"/timing/*.cc; do
  g++ -std=c++20 -O2 -I "$native" -c "$source" -o /dev/null
done
sleep 2
tar --create --directory /usr/include . | gzip -1 | dd of=archive.tgz bs=256k oflag=direct iflag=fullblock status=none
sleep 1
dd if=archive.tgz bs=256k iflag=direct status=none | gunzip | sha256sum
sleep 1
curl --silent --show-error --limit-rate 6M --upload-file archive.tgz "$2"
g++ -std=c++20 -O2 -I "$native" -c "$native"/load/network_load.cc -o /dev/null &
g++ -std=c++20 -O2 -I "$native" -c "$native"/load/udp_sender.cc -o /dev/null
wait
sleep 2
