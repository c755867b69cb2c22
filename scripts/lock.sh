#!/bin/sh
# Remake requirements.lock (what Tenor runs on) and requirements-dev.lock (that, and what tests, data and lint need)
# from pyproject.toml: the newest versions it admits, each pinned by the hashes of its public files.
#
# The result names no registry, no file and no folder of this machine, so it installs from whichever index a council uses.
# Works in a scratch folder: nothing but the two locks is written here.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT HUP INT TERM

# Only the public index may answer: a local index or folder of wheels has other hashes, and a path nobody else has.
for name in $(env | sed -n 's/^\(UV_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export UV_NO_CONFIG=1 UV_CACHE_DIR="$work/cache" UV_PYTHON_DOWNLOADS=never

python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv
uv=$work/venv/bin/uv

mkdir "$work/project"
cp "$here/pyproject.toml" "$work/project/"
cd "$work/project"
"$uv" lock --quiet --python "$work/venv/bin/python"

export_to() { # file, then which groups
    lock=$1
    shift
    "$uv" export --quiet --frozen --format requirements-txt --no-emit-project --no-header "$@" --output-file "$work/$lock" >/dev/null
    if grep -n -E '://|file:|^-|(^|[[:space:]])/|\+[a-z0-9.]+ ' "$work/$lock"; then
        echo "scripts/lock.sh: the line above names a place or a local build; $lock is left as it was." >&2
        exit 1
    fi
}

export_to requirements.lock --no-default-groups
export_to requirements-dev.lock --all-groups
for lock in requirements.lock requirements-dev.lock; do
    cp "$work/$lock" "$here/$lock"
    echo "$lock: $(grep -c '==' "$here/$lock") packages"
done
