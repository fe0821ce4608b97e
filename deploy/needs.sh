# Makes sure that what the scripts here need is on the machine; sourced by them.
# Installs redis-server, librdkafka1, chromium, prometheus, python3-redis, zsh and fish from the system's packages on Debian and Ubuntu; elsewhere it says what is missing.

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET 10 SDK is missing: install it from https://dot.net (or your system's packages) and run this again." >&2
    exit 1
  fi
  if ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET 10 SDK is missing; this machine has: $(dotnet --list-sdks | tr '\n' ' ')" >&2
    exit 1
  fi
}

need_redis() {
  command -v redis-server >/dev/null 2>&1 && return
  install_packages redis-server || {
    echo "redis-server (6.2 or newer) is missing: install it with your system's packages and run this again." >&2
    exit 1
  }
}

# Kafka's native client library. Only what reads Kafka needs it, so its want ends nothing: a Kafka source says what is missing, and its tests are skipped.
need_rdkafka() {
  has_rdkafka || install_packages librdkafka1 ||
    echo "librdkafka is missing, so nothing that reads Kafka runs: install librdkafka1 (Debian, Ubuntu) or librdkafka (Alpine, Homebrew) with your system's packages." >&2
  return 0
}

# A browser for the tests of the dashboard, Prometheus and its tool for those of the metrics, Python's client of Redis for the consumers, and shells for the completions: their want ends nothing, as those tests are skipped then.
need_watchers() {
  local missing=""
  command -v chromium >/dev/null 2>&1 || missing="chromium"
  { command -v promtool && command -v prometheus; } >/dev/null 2>&1 || missing="$missing prometheus"
  /usr/bin/python3 -c "import redis" >/dev/null 2>&1 || missing="$missing python3-redis"
  command -v zsh >/dev/null 2>&1 || missing="$missing zsh"
  command -v fish >/dev/null 2>&1 || missing="$missing fish"
  [ -z "$missing" ] || install_packages $missing ||
    echo "Missing, so some tests are skipped: $missing; install them with your system's packages." >&2
  return 0
}

# Installs packages of Debian or Ubuntu; says why when it cannot.
install_packages() {
  local root=""
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "There is no apt-get here to install $* with." >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1 || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
      echo "Installing $* needs root: run 'apt-get install --no-install-recommends $*' as root." >&2
      return 1
    fi
    root="sudo"
  fi
  echo "Installing $* from the system's packages …" >&2
  # RUNLEVEL=1 keeps packages from starting servers of their own: ours are private ones on free ports.
  $root apt-get update -qq >&2 && $root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

has_rdkafka() {
  local file
  for file in /usr/lib/librdkafka.so.1 /usr/lib/*/librdkafka.so.1 /usr/lib64/librdkafka.so.1 /usr/local/lib/librdkafka.so.1 \
    /opt/homebrew/lib/librdkafka.1.dylib /usr/local/lib/librdkafka.1.dylib; do
    [ -e "$file" ] && return 0
  done
  return 1
}
