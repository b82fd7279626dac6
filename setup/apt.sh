# Sourced by the other scripts: installing programs with apt-get, where that is possible without asking anyone.

have() {
    for program in "$@"; do command -v "$program" >/dev/null 2>&1 && return 0; done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt() {
    have apt-get || return 1
    echo "setup: installing $* with apt-get"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 ||
        { as_root apt-get update -qq >/dev/null 2>&1 &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null; }
}
