#!/bin/sh
# Renew requirements.lock and requirements-dev.lock; they carry hashes and no index address.
set -eu
cd "$(dirname "$0")/.."
COMPILE=${COMPILE:-.venv/bin/pip-compile}
lock() {
    "$COMPILE" --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$@"
}
lock --build-deps-for editable -o requirements.lock pyproject.toml
lock --extra dev --constraint requirements.lock -o requirements-dev.lock pyproject.toml
