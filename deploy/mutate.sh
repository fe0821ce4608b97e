#!/usr/bin/env bash
# Breaks one safety step of the program at a time, in a copy, and checks that a test notices: ./deploy/mutate.sh [NAME…]
# Names are those of the files in deploy/mutations without their ending; without names all are tried. The last line says how many were caught.
#
# A mutation is a file of these lines:
#   why: ONE SENTENCE ON WHAT WOULD GO WRONG
#   path: FILE BELOW THE ROOT
#   test: FILTER OF THE TESTS THAT MUST FAIL, AS FullyQualifiedName~X
#   --- text
#   LINES THAT STAND EXACTLY ONCE IN THE FILE
#   --- replacement
#   LINES TO PUT THERE INSTEAD; NONE TO TAKE THEM AWAY
set -uo pipefail
cd "$(dirname "$0")/.."
. deploy/needs.sh
need_dotnet
need_redis
need_rdkafka

# Longest time for the tests of one mutation; a safety step that is gone can make a test wait for what never comes, and the ordinary run notices that too.
test_limit=300

root="$PWD"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
log="$root/artifacts/mutations"
mkdir -p "$log"

# Reads one file of deploy/mutations into why, path, filter, text and replacement.
read_mutation() {
  local line part="" first_text=1 first_replacement=1
  why="" path="" filter="" text="" replacement=""
  while IFS= read -r line || [ -n "$line" ]; do
    case "$part:$line" in
      ":why: "*) why=${line#why: } ;;
      ":path: "*) path=${line#path: } ;;
      ":test: "*) filter=${line#test: } ;;
      *":--- text") part=text ;;
      *":--- replacement") part=replacement ;;
      text:*) [ "$first_text" = 1 ] && text=$line || text+=$'\n'$line; first_text=0 ;;
      replacement:*) [ "$first_replacement" = 1 ] && replacement=$line || replacement+=$'\n'$line; first_replacement=0 ;;
    esac
  done < "$1"
}

# The whole of a file, with the newlines at its end, which $(…) alone would drop.
whole() { content=$(cat "$1"; printf x); content=${content%x}; }

build() { nice dotnet build "$copy/RtmPipeline.sln" -c Release -v quiet --nologo -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false > "$1" 2>&1; }

# Runs a filter; answers passed, failed, none (no test ran) or hung.
run_tests() {
  local status results="$copy/results"
  rm -rf "$results"
  nice timeout --kill-after=10 "$test_limit" dotnet test "$copy/RtmPipeline.sln" -c Release --no-build --nologo --filter "$1" \
    --logger "trx;LogFileName=tests.trx" --results-directory "$results" > "$2" 2>&1
  status=$?
  if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then verdict=hung; return; fi
  local counters
  counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" 2>/dev/null | head -n 1)
  local ran failed
  ran=$(printf '%s' "$counters" | sed -n 's/.* executed="\([0-9]*\)".*/\1/p')
  failed=$(printf '%s' "$counters" | sed -n 's/.* failed="\([0-9]*\)".*/\1/p')
  if [ "${ran:-0}" -eq 0 ]; then verdict=none
  elif [ "${failed:-0}" -gt 0 ]; then verdict=failed
  elif [ "$status" -ne 0 ]; then verdict=none
  else verdict=passed
  fi
}

files=()
if [ "$#" -eq 0 ]; then files=(deploy/mutations/*.txt); fi
for name in "$@"; do
  [ -f "deploy/mutations/$name.txt" ] || { echo "there is no deploy/mutations/$name.txt" >&2; exit 2; }
  files+=("deploy/mutations/$name.txt")
done

echo "Copying and building …" >&2
tar -C "$root" --exclude=./artifacts --exclude=./.git -cf - . | tar -C "$copy" -xf -
build "$log/unchanged.log" || { echo "the program does not build as it is: $log/unchanged.log" >&2; exit 1; }

# Tests that fail anyhow would catch everything.
filters=""
for file in "${files[@]}"; do
  read_mutation "$file"
  case "|$filters|" in *"|$filter|"*) ;; *) filters="${filters:+$filters|}$filter" ;; esac
done
run_tests "$filters" "$log/unchanged-tests.log"
[ "$verdict" = passed ] || { echo "the tests do not pass on the unchanged program ($verdict): $log/unchanged-tests.log" >&2; exit 1; }

caught=0
for file in "${files[@]}"; do
  name=$(basename "$file" .txt)
  read_mutation "$file"
  whole "$copy/$path"
  original=$content
  changed=${original/"$text"/"$replacement"}
  rest=${original#*"$text"}
  if [ "$rest" = "$original" ] || [ "${rest#*"$text"}" != "$rest" ]; then
    echo "NOT TRIED  $name: its text does not stand exactly once in $path"
    continue
  fi
  printf '%s' "$changed" > "$copy/$path"
  if build "$log/$name-build.log"; then
    run_tests "$filter" "$log/$name.log"
    case "$verdict" in
      failed) caught=$((caught + 1)); echo "caught     $name" ;;
      hung) caught=$((caught + 1)); echo "caught     $name (a test waited for ever)" ;;
      none) echo "NOT TRIED  $name: no test ran ($log/$name.log)" ;;
      *) echo "MISSED     $name: $why" ;;
    esac
  else
    echo "NOT TRIED  $name: it does not build ($log/$name-build.log)"
  fi
  printf '%s' "$original" > "$copy/$path"
done
echo "$caught caught, ${#files[@]} tried"
[ "$caught" -eq "${#files[@]}" ]
