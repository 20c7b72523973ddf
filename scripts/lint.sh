#!/usr/bin/env bash
# Style, layers and types. All of them run even if one has failed.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
.venv/bin/ruff check --quiet . || failed=1
.venv/bin/ruff format --check --quiet . || failed=1
.venv/bin/lint-imports --no-logo || failed=1
.venv/bin/mypy || failed=1
exit $failed
