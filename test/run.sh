#!/usr/bin/env bash
# Runs the tests of one kind: unit (no root, no timing), integration (real cgroups, network, programs; one file at a time), soak (long).
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-unit}" in
  unit) mapfile -t files < <(find test -name '*.test.ts' -not -path 'test/integration/*' -not -path 'test/soak/*' -not -path 'test/xen/*' | sort); at_once=2 ;;
  integration) mapfile -t files < <(find test/integration -name '*.test.ts' | sort); at_once=1 ;;
  soak) mapfile -t files < <(find test/soak -name '*.test.ts' | sort); at_once=1 ;;
  *) echo "usage: test/run.sh unit|integration|soak" >&2; exit 2 ;;
esac
exec node --import tsx --test --test-concurrency="$at_once" --test-reporter=spec "${files[@]}"
