#!/usr/bin/env bash
# An hour of live traffic from all kinds of sources at once, with faults on each: prints what was sent, arrived, lost and doubled, silences, lags and memory, and fails on any loss.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$#" -gt 0 ]; then
  cat >&2 <<'TEXT'
Usage: ./deploy/live-hour.sh

Environment:
  RTM_LIVE_SECONDS   how long; 3600
  RTM_LIVE_RATE      posts a second in all; 2000
  RTM_LIVE_SEED      seed of the faults' times; 1

The evidence of a failure stays in artifacts/soak.
TEXT
  exit 2
fi

exec ./deploy/soak.sh live "${RTM_LIVE_SECONDS:-3600}" "${RTM_LIVE_RATE:-2000}" "${RTM_LIVE_SEED:-1}"
