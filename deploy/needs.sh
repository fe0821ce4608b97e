# Makes sure that what the scripts here need is on the machine; sourced by them.
# Installs redis-server from the system's packages on Debian and Ubuntu; elsewhere it says what is missing.

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
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "redis-server (6.2 or newer) is missing: install it with your system's packages and run this again." >&2
    exit 1
  fi
  local root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "redis-server is missing, and installing it needs root: run 'apt-get install redis-server' as root." >&2
      exit 1
    fi
    root="sudo"
  fi
  echo "Installing redis-server from the system's packages …" >&2
  # RUNLEVEL=1 keeps the package from starting a server of its own: ours are private ones on free ports.
  $root apt-get update -qq >&2 && $root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server >&2 || {
    echo "redis-server could not be installed; the lines above say why." >&2
    exit 1
  }
}
