#!/usr/bin/env bash
# The same posts through RtmPipeline and through afternoon.js, a script on npm packages, each into a Redis of its own, by turns on all processors.
# Prints posts a second of whole processes, start and end included. What each of the two does and does not do stands in the README.
set -euo pipefail
cd "$(dirname "$0")/../.."

usage() {
  cat >&2 <<'TEXT'
Usage: ./deploy/bench/compare.sh [POSTS] [RUNS]

  POSTS  simulated X posts of each input (default 300000)
  RUNS   runs of each, by turns; the median counts (default 3)
TEXT
  exit 2
}

number() { case "$1" in ''|*[!0-9]*|0*) echo "'$1' is no whole number above 0" >&2; usage ;; esac; }

posts=${1:-300000}
runs=${2:-3}
[ "$#" -le 2 ] || usage
number "$posts"
number "$runs"
. deploy/needs.sh
need_dotnet
need_redis
for tool in node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing: install Node.js 20 or newer and run this again." >&2; exit 1; }
done

work=$(mktemp -d)
redis=
trap '[ -z "$redis" ] || kill "$redis" 2>/dev/null || true; rm -rf "$work"' EXIT
echo "Building, and installing npm packages …" >&2
dotnet build Pipeline -c Release -v quiet --nologo >&2
rtm="dotnet $PWD/artifacts/bin/Pipeline/release/rtm.dll"
cp deploy/bench/{package.json,package-lock.json,afternoon.js} "$work"
(cd "$work" && npm ci --silent --no-audit --no-fund >&2)

echo "Writing the posts …" >&2
# head ends the writer by closing its pipe.
(set +o pipefail
  $rtm simulate superbowl-blackout --rate 10 2>/dev/null | head -n "$posts" > "$work/dense.ndjson"
  $rtm simulate superbowl-blackout --rate 0.03 2>/dev/null | head -n "$posts" > "$work/night.ndjson")

start_redis() {
  local try
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" >/dev/null &
    redis=$!
    for _ in $(seq 100); do
      redis-cli -p "$port" ping >/dev/null 2>&1 && return
      kill -0 "$redis" 2>/dev/null || break
      sleep 0.05
    done
    kill "$redis" 2>/dev/null || true
  done
  echo "redis-server did not start" >&2
  exit 1
}

# Seconds of a command; what it says is kept as evidence.
seconds() {
  local log=$1 begun
  shift
  begun=$(date +%s%N)
  "$@" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
  awk -v from="$begun" -v to="$(date +%s%N)" 'BEGIN { printf "%.3f\n", (to - from) / 1e9 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

start_redis
printf '%-8s %-14s %9s %10s %9s %9s\n' input program posts seconds posts/s entries
for input in dense night; do
  lines=$(wc -l < "$work/$input.ndjson")
  : > "$work/ours"; : > "$work/theirs"
  for run in $(seq "$runs"); do
    redis-cli -p "$port" flushall >/dev/null
    seconds "$work/ours.log" $rtm replay "$work/$input.ndjson" --redis "127.0.0.1:$port" --prefix "{ours}" >> "$work/ours"
    ours_entries=$(redis-cli -p "$port" --raw eval 'local n = 0 for _, s in ipairs({"opportunities", "alerts"}) do n = n + redis.call("XLEN", "{ours}:" .. s) end return n' 0)
    redis-cli -p "$port" flushall >/dev/null
    seconds "$work/theirs.log" node "$work/afternoon.js" "$work/$input.ndjson" "$port" >> "$work/theirs"
    theirs_entries=$(redis-cli -p "$port" --raw xlen afternoon)
  done
  for program in ours theirs; do
    spent=$(median < "$work/$program")
    name=RtmPipeline entries=$ours_entries
    [ "$program" = theirs ] && name=afternoon.js entries=$theirs_entries
    printf '%-8s %-14s %9s %10s %9s %9s\n' "$input" "$name" "$lines" "$spent" "$(awk -v n="$lines" -v s="$spent" 'BEGIN { printf "%.0f", n / s }')" "$entries"
  done
done
echo "RtmPipeline: .NET $(dotnet --version); afternoon.js: Node.js $(node --version); $(getconf _NPROCESSORS_ONLN) processors; median of $runs runs"
