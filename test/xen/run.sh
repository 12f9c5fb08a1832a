#!/usr/bin/env bash
# `npm run verify:xen`: boots a real Xen, with dom0 and guests, in QEMU (no KVM is needed), and runs what is to hold there. As root, on Debian 12.
# Two minutes for the image, once; some five for the tests. VMLAB_XEN_RECORD=DIRECTORY saves what its tools print, as in test/fixtures/xen.
set -euo pipefail
cd "$(dirname "$0")/../.."
bash test/xen/image/build.sh "${VMLAB_XEN_IMAGE:-/var/cache/vmlab-test/xen}"
mapfile -t files < <(find test/xen -name '*.test.ts' | sort)
exec node --import tsx --test --test-concurrency=1 --test-reporter=spec "${files[@]}"
