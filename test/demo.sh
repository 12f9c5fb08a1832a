#!/usr/bin/env bash
# From a fresh clone to a replay: installs, builds, and runs the final example on the recording that comes with it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d node_modules ] || npm install --no-save
[ -f dist/index.js ] || npm run build
exec node --import tsx examples/replay-final.ts
