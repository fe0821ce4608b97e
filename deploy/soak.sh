#!/usr/bin/env bash
# Long tests, on request. Each prints a table in the end and fails on any loss, double or difference.
set -uo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat >&2 <<'TEXT'
Usage: ./deploy/soak.sh WHAT …

  kills N [SEED]            kills the program N times with SIGKILL, at named places and random moments, and Redis now and then
  redis-away SECONDS RATE   memory of the program while Redis stands still for SECONDS at RATE posts a second, and what was lost
  recovery TOPICS RUNS      time from the start of a killed program to its first new output with TOPICS topics, RUNS times
  checkpoints [RUNS] [RATE] throughput with and without a checkpoint each 10 s on a simulated night, in turn (RUNS: 5; RATE: 0.1 of the real volume)
  record MINUTES            memory of MINUTES of the stream at 143,199 posts a second, the record of Twitter, read as fast as they are taken (60: over an hour)
  live SECONDS RATE [SEED]  all kinds of live sources at once at RATE posts a second in all, with faults on each: lost, doubled, starved, memory
  fuzz N                    decoders and readers of files with N mutated inputs over all of them

The evidence of a failure stays in artifacts/soak.
TEXT
  exit 2
}

number() { case "${1:-}" in ''|*[!0-9]*) echo "'${1:-}' is no whole number" >&2; usage ;; esac; }

[ "$#" -ge 1 ] || usage
what=$1
shift
case "$what" in
  kills)
    number "${1:-}"; number "${2:-1}"
    export RTM_SOAK_KILLS=$1 RTM_SOAK_SEED=${2:-1}
    filter=KillSoakTests ;;
  redis-away)
    number "${1:-}"; number "${2:-}"
    export RTM_SOAK_AWAY_SECONDS=$1 RTM_SOAK_AWAY_RATE=$2
    filter=RedisAwaySoakTests ;;
  recovery)
    number "${1:-}"; number "${2:-}"
    export RTM_SOAK_TOPICS=$1 RTM_SOAK_RUNS=$2
    filter=RecoverySoakTests ;;
  checkpoints)
    number "${1:-5}"
    export RTM_SOAK_CHECKPOINT_RUNS=${1:-5} RTM_SOAK_RATE=${2:-0.1}
    filter=CheckpointSoakTests ;;
  record)
    number "${1:-}"
    export RTM_SOAK_RECORD_MINUTES=$1
    filter=RecordHourSoakTests ;;
  live)
    number "${1:-}"; number "${2:-}"; number "${3:-1}"
    export RTM_SOAK_LIVE_SECONDS=$1 RTM_SOAK_LIVE_RATE=$2 RTM_SOAK_LIVE_SEED=${3:-1}
    filter=LiveTrafficSoakTests ;;
  fuzz)
    number "${1:-}"
    export RTM_FUZZ_CASES=$1
    filter=RtmPipeline.Tests.Fuzzing ;;
  *) usage ;;
esac

. deploy/needs.sh
need_dotnet
need_redis
need_rdkafka
mkdir -p artifacts/soak
export RTM_SOAK_REPORT="$PWD/artifacts/soak/report.txt"
: > "$RTM_SOAK_REPORT"
echo "Building …" >&2
dotnet build RtmPipeline.sln -c Release -v quiet --nologo >&2 || exit 1
dotnet test RtmPipeline.sln -c Release --no-build --nologo --filter "FullyQualifiedName~$filter" --logger "console;verbosity=normal"
status=$?
echo
cat "$RTM_SOAK_REPORT"
exit "$status"
