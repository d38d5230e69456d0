#!/bin/bash
# Runs a program that sees a model meter where the kernel would show RAPL. Needs root (a private
# mount namespace); changes nothing outside it.
#   with-model-meter.sh IDLE_WATTS WATTS_PER_THREAD COMMAND...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
idle=$1 slope=$2
shift 2
[ "$(id -u)" = 0 ] || { echo "with-model-meter.sh needs root for its mount namespace" >&2; exit 1; }
work=$(mktemp -d /tmp/model-meter.XXXXXX)
mkdir -p "$work/powercap" "$work/class" "$work/orig"
python3 "$here/model-meter.py" "$work/powercap" "$idle" "$slope" &
meter=$!
trap 'kill $meter 2>/dev/null || true; rm -rf --one-file-system "$work" 2>/dev/null || true' EXIT
unshare -m --propagation private bash -c '
work=$1; shift
mount --bind /sys/class "$work/orig"
ln -s /sys/devices "$work/devices"
for one in "$work"/orig/*; do
    [ "$(basename "$one")" = powercap ] || ln -s "$one" "$work/class/"
done
ln -s "$work/powercap" "$work/class/powercap"
mount --bind "$work/class" /sys/class
exec "$@"' -- "$work" "$@"
