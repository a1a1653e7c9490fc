#!/bin/sh
# Prepare this machine for zbpub: system packages where allowed, then .venv with locked packages.
#
# usage: scripts/setup.sh [run|dev]      exit 0 ready, 4 a missing part of the machine
set -eu
cd "$(dirname "$0")/.."
WHAT=${1:-run}

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

has_face() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ":family=$1:style=$2" file)" ]; }
has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }

# What is missing, as Debian package names. Asked of the machine, not of dpkg:
# a Java or a font that came another way is as good.
missing_debian() {
    command -v fc-list >/dev/null 2>&1 || echo fontconfig
    { has_library libpango-1.0.so.0 && has_library libpangoft2-1.0.so.0; } || echo libpango-1.0-0 libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    has_face "Noto Serif CJK SC" Regular || echo fonts-noto-cjk
    has_face "Noto Serif CJK SC" Black || echo fonts-noto-cjk-extra
    command -v pdftoppm >/dev/null 2>&1 || echo poppler-utils
    command -v java >/dev/null 2>&1 || echo default-jre-headless
    if [ -z "$(find_python)" ]; then
        echo python3 python3-venv
    elif ! "$(find_python)" -c 'import ensurepip, venv' 2>/dev/null; then
        echo python3-venv
    fi
}

missing_macos() {
    [ -n "$(find_python)" ] || echo python@3.11
    brew list --versions pango >/dev/null 2>&1 || echo pango
    command -v fc-list >/dev/null 2>&1 || echo fontconfig
    command -v pdftoppm >/dev/null 2>&1 || echo poppler
    has_face "Noto Serif CJK SC" Black || echo font-noto-serif-cjk
    has_face "Noto Sans CJK SC" Bold || echo font-noto-sans-cjk
    java -version >/dev/null 2>&1 || echo openjdk
}

stop_with() {
    say "zbpub: this machine lacks:" "$1"
    say "    hint: $2"
    exit 4
}

install_debian() {
    packages=$(missing_debian | tr '\n' ' ' | sed 's/ *$//')
    [ -n "$packages" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        root=sudo
    else
        stop_with "$packages" "run this, then make again: sudo apt-get install -y $packages"
    fi
    say "zbpub: installing $packages"
    # shellcheck disable=SC2086  # words wanted: one package each
    { $root apt-get update -qq &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >&2 ||
        stop_with "$packages" "apt-get failed (see above); then run: apt-get install -y $packages"
}

install_macos() {
    packages=$(missing_macos | tr '\n' ' ' | sed 's/ *$//')
    [ -n "$packages" ] || return 0
    say "zbpub: installing $packages"
    # shellcheck disable=SC2086  # words wanted: one package each
    brew install $packages >&2 || stop_with "$packages" "brew failed (see above); then run: brew install $packages"
}

install_system() {
    if command -v apt-get >/dev/null 2>&1; then
        install_debian
    elif command -v brew >/dev/null 2>&1; then
        install_macos
    elif [ -n "$(missing_debian)" ]; then
        stop_with "$(missing_debian | tr '\n' ' ')" \
            "install these (Debian's names) with the package manager of this system, then make again"
    fi
}

# pip, silent unless it fails.
pip_install() {
    if ! .venv/bin/python -m pip --disable-pip-version-check install "$@" >.venv/setup.log 2>&1; then
        tail -n 20 .venv/setup.log >&2
        stop_with "Python packages" "pip could not install them (see above, and .venv/setup.log)"
    fi
}

install_venv() {
    python=$(find_python)
    [ -x .venv/bin/pip ] || "$python" -m venv --clear .venv
    say "zbpub: installing Python packages into .venv"
    pip_install --require-hashes -r requirements.lock
    pip_install --no-deps --no-build-isolation -e .
    if [ "$WHAT" = dev ]; then
        pip_install --require-hashes -r requirements-dev.lock
    fi
}

install_system
install_venv
