#!/bin/sh
# usage: setup/venv.sh PYTHON VENV
# Makes the virtual environment VENV, also where Debian left out ensurepip.
set -eu
wanted=$1
venv=$2
. setup/apt.sh

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in "$wanted" python3.13 python3.12 python3.11 python3.14; do
    if new_enough "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "setup: no Python 3.11 or newer ('$wanted' is older or missing); install one, or name it: make app PYTHON=/path/to/python3" >&2
    exit 2
fi

usable() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

make_venv() {
    rm -rf "$venv"
    "$python" -c 'import ensurepip' 2>/dev/null && "$python" -m venv "$venv" && usable
}

usable && exit 0
make_venv && exit 0

# Debian ships python3 without ensurepip, and often with a pip that refuses to install outside an environment.
rm -rf "$venv"
helper=$(mktemp -d)
trap 'rm -rf "$helper"' EXIT
if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target "$helper" virtualenv
    PYTHONPATH=$helper "$python" -m virtualenv --quiet "$venv"
elif have uv; then
    uv venv --quiet --seed --python "$python" "$venv"
else
    apt python3-venv && make_venv || true
fi
usable && exit 0
rm -rf "$venv"
echo "setup: '$python' has neither ensurepip nor pip, and no uv is there; on Debian or Ubuntu: apt-get install python3-venv" >&2
exit 2
