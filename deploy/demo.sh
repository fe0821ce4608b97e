#!/usr/bin/env bash
# Runs the main job on a simulated Super Bowl night. Arguments go to the demo: --keep, --seed N.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/needs.sh
need_dotnet
need_redis
echo "Building …" >&2
dotnet build Pipeline -c Release -v quiet --nologo >&2
exec dotnet run -c Release --no-build --project Pipeline -- demo "$@"
