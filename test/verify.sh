#!/usr/bin/env bash
# Everything that has to hold: installs, builds, lints, type-checks, and runs every test of correctness.
set -euo pipefail
cd "$(dirname "$0")/.."
bash test/provision.sh
# Not `npm ci`: it refuses a lock file that leaves out binaries for platforms that a registry does not carry.
npm install --no-save
npm run lint
npm run typecheck
bash test/run.sh unit
bash test/run.sh integration
