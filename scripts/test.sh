#!/usr/bin/env bash
# Every check and test, on SQLite, on PostgreSQL and in a browser. Everything runs even if something has failed.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
failed=0

step() {
  echo "— $1"
  shift
  local from=$SECONDS
  "$@" || failed=1
  echo "  $((SECONDS - from)) s"
}

step "PostgreSQL, Chromium and a Korean font" $python scripts/debian_packages.py
step "style, layers and types" scripts/lint.sh
step "tests on SQLite" env -u DATABASE_URL $python -m pytest -n 2 -m "not browser and not bench"
if $python scripts/debian_packages.py --has postgresql; then
  step "tests that touch the database, on PostgreSQL" \
    $python scripts/with_postgresql.py $python -m pytest -n 2 -m "database and not browser and not bench" tests
fi
if $python scripts/debian_packages.py --has chromium; then
  step "journeys in a browser" env -u DATABASE_URL $python -m pytest -n 2 --maxschedchunk 1 -m browser tests/journeys
fi
exit $failed
