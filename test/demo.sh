#!/usr/bin/env bash
# From a fresh clone to a replay: installs, builds, and runs the final example on the recording that comes with it.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -f dist/index.d.ts ]; then # what a build writes last
  echo 'vmlab: installing and building, one to three minutes.'
  npm install --no-save --no-audit --no-fund --foreground-scripts
fi
echo 'vmlab: replaying 40 s of examples/data/record.csv.'
exec node --import tsx examples/replay-final.ts
