#!/bin/sh
# usage: setup/programs.sh VENV
# Sees to the programs that the tests use beside Python: a browser, Graphviz and Node.
set -eu
venv=$1
. setup/apt.sh

missing() {
    echo "setup: $1 is missing and could not be installed; $2" >&2
    exit 2
}

# Ubuntu's package `chromium` may be an empty shell around a snap: only a browser that answers counts.
browser() {
    for program in chromium chromium-browser google-chrome google-chrome-stable; do
        have "$program" && "$program" --version >/dev/null 2>&1 && return 0
    done
    "$venv/bin/python" - <<'PYTHON'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
PYTHON
}

# Playwright brings its own Node, which a bare Debian cannot start for want of one small library.
driver() { "$venv/bin/python" -m playwright --version >/dev/null 2>&1; }
driver || { apt libatomic1 && driver; } || missing "a library of Playwright's driver" \
    "see what '$venv/bin/python -m playwright --version' says"

if ! browser; then
    apt chromium || true
    browser || "$venv/bin/python" -m playwright install chromium || true
    browser || missing "a browser" "install Chromium or Chrome so that 'chromium' or 'google-chrome' is on the PATH"
fi
have dot || apt graphviz || missing "Graphviz" "install it so that 'dot' is on the PATH (macOS: brew install graphviz)"

[ -f tests/node/package.json ] || exit 0
have npm || apt nodejs npm || missing "Node with npm" "install it so that 'npm' is on the PATH (macOS: brew install node)"
stamp=tests/node/node_modules/.stamp
if [ ! -f "$stamp" ] || [ tests/node/package-lock.json -nt "$stamp" ]; then
    (cd tests/node && npm ci --no-audit --no-fund --loglevel=error)
    touch "$stamp"
fi
