#!/usr/bin/env bash
# Runs notebooks from their start, all unless some are named, in a kernel that is registered for this run only, and makes pages of HTML of
# them. Fails where a cell fails, and names it.
#   run.sh [--save] [--out DIRECTORY] [NOTEBOOK…]
#   --out: keeps notebooks with their outputs, and the pages, there      --save: puts the outputs into the notebooks themselves
set -euo pipefail

out= save=
while [[ ${1:-} = --* ]]; do
  case $1 in
    --out) out=$(realpath -m "$2"); shift 2 ;;
    --save) save=yes; shift ;;
    *) echo 'usage: run.sh [--save] [--out DIRECTORY] [NOTEBOOK…]' >&2; exit 2 ;;
  esac
done
mapfile -t notebooks < <([ $# -eq 0 ] || realpath "$@")
cd "$(dirname "$0")"
[ ${#notebooks[@]} -gt 0 ] || notebooks=("$PWD"/*.ipynb)

command -v jupyter-nbconvert >/dev/null || { echo 'notebooks: no jupyter-nbconvert here (Debian package jupyter-nbconvert)' >&2; exit 2; }
[ -e ../dist/index.js ] || { echo 'notebooks: vmlab is not built: npm run build' >&2; exit 2; }
[ -x node_modules/.bin/tslab ] || npm install --silent

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${out:-$work/out}
mkdir -p "$out" "$work/data/kernels/tslab"
export JUPYTER_DATA_DIR=$work/data JUPYTER_RUNTIME_DIR=$work/runtime JUPYTER_CONFIG_DIR=$work/config
cat >"$work/data/kernels/tslab/kernel.json" <<JSON
{ "argv": ["$PWD/node_modules/.bin/tslab", "kernel", "--config-path", "{connection_file}"], "display_name": "TypeScript", "language": "typescript" }
JSON

# A cell that fails, or takes longer than 60 s, ends its notebook, and its output says why. No times are kept, so that the same figures give the same file.
execute() {
  local log="$2/$(basename "$1").log"
  jupyter-nbconvert --execute --allow-errors --to notebook --output-dir "$2" \
    --ExecutePreprocessor.timeout=60 --ExecutePreprocessor.record_timing=False "$1" >"$log" 2>&1 ||
    { tail -n 8 "$log"; echo "$(basename "$1"): was not run to its end"; return 1; } >&2
  rm "$log"
}
export -f execute
printf '%s\0' "${notebooks[@]}" | xargs -0 -P 2 -I {} bash -c 'execute "$@"' _ {} "$out"

done=()
for notebook in "${notebooks[@]}"; do done+=("$out/$(basename "$notebook")"); done
node --import tsx failures.ts "${done[@]}"
jupyter-nbconvert --log-level=ERROR --to html --template-file "$PWD/page.html.j2" "${done[@]}"
for notebook in "${notebooks[@]}"; do
  [ -z "$save" ] || cp "$out/$(basename "$notebook")" "$notebook"
  echo "$(basename "$notebook"): ran"
done
