#!/usr/bin/env bash
# Builds everything and runs all tests; the last line says "N passed, N failed". Arguments go to 'dotnet test', as --filter.
set -uo pipefail
cd "$(dirname "$0")/.."
. deploy/needs.sh
need_dotnet
need_redis
need_rdkafka
need_watchers
results="$PWD/artifacts/test-results"
rm -rf "$results"
# A test that hangs is named and ends the run, instead of holding it up for ever.
dotnet test RtmPipeline.sln -c Release --nologo --blame-hang --blame-hang-timeout 4m --blame-hang-dump-type none --logger "trx;LogFileName=tests.trx" --results-directory "$results" "$@"
status=$?
counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" 2>/dev/null | head -n 1)
count() { printf '%s' "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
if [ -z "$counters" ]; then
  echo "No test ran: the lines above say why." >&2
  echo "0 passed, 1 failed"
  exit 1
fi
passed=$(count passed)
failed=$(count failed)
skipped=$(( $(count total) - $(count executed) ))
[ "$skipped" -gt 0 ] && echo "$skipped skipped: they run on request only, or need data that is not beside the project, and say which."
echo "$passed passed, $failed failed"
exit "$status"
