#!/usr/bin/env bash
# A consumer of RtmPipeline's alerts, complete: each alert takes effect once, whatever is killed and whenever.
#
#     ./consumer.sh --redis 127.0.0.1:6379 --prefix '{rtm}' --group team --consumer one --store team.tsv
#
# It reads as a member of a consumer group. The effect of an alert (here: a line in the file --store, and one on standard output) and its id are one line, written and
# flushed while no other member can write; the entry is acknowledged afterwards, and one that comes again is known by its id. What another member left for a minute is
# taken over, and what fails five times is a line with 'poison', so that it holds nobody up. Password: REDIS_PASSWORD; ACL user, where there is one: REDIS_USER.
# Needs bash 5, redis-cli 6.2, flock and the usual tools. A process for each command: for some alerts a second, not for thousands.
set -uo pipefail
export LC_ALL=C REDISCLI_AUTH=${REDIS_PASSWORD:-}
[ -n "$REDISCLI_AUTH" ] || unset REDISCLI_AUTH

redis=127.0.0.1:6379 prefix='{rtm}' group=team consumer=one store=team.tsv
claim_every=30   # seconds between two looks for what others left, and for what failed here
claim_idle=60000 # milliseconds; longer than handling one entry takes
most_tries=5
tab=$'\t'

while [ $# -gt 0 ]; do
  case $1 in
    --redis|--prefix|--group|--consumer|--store|--claim-every|--claim-idle)
      [ $# -ge 2 ] || { echo "$1 has no value" >&2; exit 2; }
      name=${1#--}
      printf -v "${name//-/_}" %s "$2"
      shift 2 ;;
    *) echo "'$1' is no option" >&2; exit 2 ;;
  esac
done
stream=$prefix:alerts host=${redis%:*} port=${redis##*:}
every=$(awk -v seconds="$claim_every" 'BEGIN { printf "%.0f", seconds * 1000000 }')
for tool in redis-cli timeout flock sync awk; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 1; }
done

# Runs a command of Redis; its answer is in 'answer', one text an element, with all but plain signs escaped: texts of strangers may hold signs that a terminal obeys.
# 1, with the reason in 'fault', while Redis is away.
ask() {
  local reply
  if ! reply=$(timeout 20 redis-cli -h "$host" -p "$port" ${REDIS_USER:+--user "$REDIS_USER"} --csv "$@" 2>/dev/null); then
    fault="no connection"
    return 1
  fi
  case $reply in
    ERROR,\"NOAUTH*|ERROR,\"WRONGPASS*|ERROR,\"NOPERM*|ERROR,\"WRONGTYPE*) echo "Redis: ${reply#ERROR,}" >&2; exit 1 ;;
    ERROR,*) fault=${reply#ERROR,}; return 1 ;;
  esac
  # Quotes and backslashes within texts are put away, so that those that are left part the texts.
  reply=${reply//\\\\/$'\x01'} reply=${reply//\\\"/$'\x02'}
  reply=${reply//\",\"/$'\n'} reply=${reply//\",/$'\n'} reply=${reply//\"/}
  reply=${reply//$'\x02'/\\\"} reply=${reply//$'\x01'/\\\\}
  mapfile -t answer <<<"$reply"
}

# Appends a line unless one with its key is there; 1 when there is. A line counts when it has its mark at the end: what a kill tore has none.
record() { # KEY SEQ TEXT…
  local key=$1 line
  printf -v line "%s$tab" "$@"
  exec 9>>"$store" && flock 9 || exit 1
  if grep -q "^${key//./\\.}$tab.*$tab;\$" "$store"; then
    exec 9>&-
    return 1
  fi
  [ -z "$(tail -c 1 "$store")" ] || echo >&9
  printf '%s;\n' "$line" >&9 && sync -d "$store" || exit 1
  exec 9>&-
}

# Handles the entry in 'answer'; 1 when it is to come again. One that fails stays pending, but not for ever.
take() { # ENTRY TRIES
  local entry=$1 tries=$2 i value id="" type="" seq="" brand="" topic="" data=""
  [ ${#answer[@]} -ge 4 ] || return 0 # trimmed while it was pending
  for ((i = 2; i + 1 < ${#answer[@]}; i += 2)); do
    value=${answer[i + 1]}
    case ${answer[i]} in
      id) id=$value ;; type) type=$value ;; seq) seq=$value ;; brand) brand=$value ;; topic) topic=$value ;; data) data=$value ;;
    esac
  done
  case $type in
    rtm.alert.v1|rtm.retraction.v1|rtm.digest.v1) ;;
    *) record "passed $entry" "$seq"; return 0 ;; # of a newer version
  esac
  if [ "$tries" -le "$most_tries" ]; then
    # There is no reader of JSON among the usual tools: an event is an object with the entry's id in it.
    if [[ $id =~ ^[a-z0-9-]{1,64}\.[1-9][0-9]*$ && $seq =~ ^[1-9][0-9]{0,14}$ && $brand =~ ^[a-z0-9-]{1,40}$ && $data == "{"*"\\\"id\\\":\\\"$id\\\""*"}" ]]; then
      record "$id" "$seq" "$type" "$brand" "$topic" "$data" && printf '%s %s %s "%s"\n' "$id" "$type" "$brand" "$topic"
      return 0
    fi
    [ "$tries" -ge "$most_tries" ] || return 1
  fi
  record "poison $entry" "$seq" "$type" "$data"
  echo "entry $entry is set aside after $tries tries" >&2
}

# How many entries nobody of the group was ever given: seq counts by one, so they were trimmed first, or lost.
# Members see entries out of order, so it counts only when none is pending.
numbers() { awk -F "$tab" -v last="$1" '$NF == ";" && $2 ~ /^[1-9][0-9]*$/ && $2 <= last && !($2 in seen) { seen[$2]; n++; if (!first || $2 < first) first = $2; if ($2 > most) most = $2 }
  END { print most + 0, n ? most - first + 1 - n : 0 }' "$store"; }

missing=0
look_for_missing() {
  local last lost
  [ -s "$store" ] || return 0
  read -r last _ < <(numbers 999999999999999)
  ask XPENDING "$stream" "$group" || return 1
  [ "${answer[0]%%,*}" -eq 0 ] || return 0
  read -r _ lost < <(numbers "$last")
  [ "$lost" -le "$missing" ] || echo "$lost entries were never seen: trimmed, or lost" >&2
  missing=$lost
}

# Reads until it is stopped, or Redis is away (1).
follow() {
  local own=">" looked_at=0 now entry tries
  ask XGROUP CREATE "$stream" "$group" 0 MKSTREAM || [[ $fault == \"BUSYGROUP* ]] || return 1
  while [ -z "$stopping" ]; do
    now=${EPOCHREALTIME/./}
    if [ "$own" = ">" ] && [ $((now - looked_at)) -gt "$every" ]; then
      # With JUSTID they only change hands, which is no try; then they are read below, as this member's own.
      ask XAUTOCLAIM "$stream" "$group" "$consumer" "$claim_idle" 0-0 COUNT 100 JUSTID || return 1
      own=0
      look_for_missing || return 1
    fi
    # First what was given before and not acknowledged, then what is new; one by one, as the answer comes without its nesting.
    if [ "$own" = ">" ]; then
      ask XREADGROUP GROUP "$group" "$consumer" COUNT 1 BLOCK 1000 STREAMS "$stream" ">" || return 1
    else
      ask XREADGROUP GROUP "$group" "$consumer" COUNT 1 STREAMS "$stream" "$own" || return 1
    fi
    if [ ${#answer[@]} -lt 3 ]; then
      [ "$own" = ">" ] || looked_at=${EPOCHREALTIME/./}
      own=">"
      continue
    fi
    entry=${answer[1]} tries=1
    if [ "$own" != ">" ]; then
      own=$entry
      local entry_answer=("${answer[@]}")
      ask XPENDING "$stream" "$group" "$entry" "$entry" 1 || return 1
      tries=${answer[*]: -1}
      tries=${tries##*,}
      answer=("${entry_answer[@]}")
    fi
    if take "$entry" "${tries:-1}"; then
      ask XACK "$stream" "$group" "$entry" || return 1
    fi
  done
}

stopping="" fault=""
trap 'stopping=1' TERM INT
while [ -z "$stopping" ]; do
  if ! follow && [ -z "$stopping" ]; then
    echo "Redis: $fault; trying again" >&2
    sleep 1
  fi
done
