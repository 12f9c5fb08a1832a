#!/usr/bin/env bash
# Everything that has to hold: installs, builds, lints, type-checks, and runs every test of correctness.
set -euo pipefail
cd "$(dirname "$0")/.."
bash test/provision.sh
npm ci
npm run lint
npm run typecheck
bash test/run.sh unit
bash test/run.sh integration
