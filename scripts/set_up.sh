#!/bin/sh
# Set-up for ./tenor and ./test: find a Python, see that it can make environments, and hand over to set_up.py.
# Run as: sh scripts/set_up.sh LOCK
set -eu
here=$(CDPATH='' cd -- "${0%/*}" && pwd -P)

# The first Python that is new enough and can make environments. A name may be there and not run, so each is tried.
find_python() {
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if "$name" -I -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

# Debian keeps the making of environments in a package of its own.
if ! python=$(find_python); then
    install='apt-get update && apt-get install -y python3-venv'
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Tenor needs Debian's python3-venv. Running: $install" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } </dev/null >&2 || true
        hash -r
    fi
    if ! python=$(find_python); then
        found=$(python3 -c 'import sys; print("Python %d.%d, without venv" % sys.version_info[:2])' 2>/dev/null || echo "no python3")
        case $found in "Python 2."* | "Python 3."[0-9],* | "Python 3.10,"*) found=${found%,*} ;; esac
        {
            echo "Tenor needs Python 3.11 or newer, with venv. This machine has: $found."
            echo "On Debian 12 or later, run this as root and start again:"
            echo "    $install"
        } >&2
        exit 1
    fi
fi

exec "$python" -I "$here/set_up.py" "$1"
