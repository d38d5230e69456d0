#!/bin/bash
# Hearth's benchmark beside the tools that operators know, in turn on the same machine: sysbench, fio, a STREAM by its
# published rules (bench/stream-rules.c, compiled here), iperf3 and 7-Zip. Prints for each measure the median of the
# ratios ours/theirs, with the smallest and the largest: a busy machine disturbs both sides, so look at ratios.
# Usage: bench/compare-with-reference-tools.sh [-r ROUNDS] [-d FOLDER] [-s SECONDS] [-k FILE] [cpu|memory|disk|network|zip ...]
#   -r rounds (default 5)   -d folder on the drive to measure (default: a new one under the working folder)
#   -s seconds of each run of the drive and the line (default 3)   -k keeps the ratios there, for hearth bench to show
# Drive: both sides write a file of 4 GiB before each of the six measures of a round; needs 6 GiB free, else it is left out.
# Network: loopback, or a pair of network namespaces of its own when this user may make them. Nothing leaves the machine.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
rounds=5 place='' seconds=3 keep=''
while getopts r:d:s:k: option; do
    case $option in
        r) rounds=$OPTARG ;; d) place=$OPTARG ;; s) seconds=$OPTARG ;; k) keep=$OPTARG ;;
        *) sed -n '5,9s/^# //p' "$0" >&2; exit 64 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- cpu memory disk network zip
. "$here/bench/common.sh"
bench_classes

has() { command -v "$1" >/dev/null 2>&1; }
missing=''
for program in sysbench fio gcc iperf3 7z; do has $program || missing="$missing $program"; done
[ -z "$missing" ] || echo "Not installed, so left out:$missing (Debian: sysbench fio gcc iperf3 p7zip-full)" >&2

place=${place:-$here/bench/target}
mkdir -p "$place"
folder=$(mktemp -d "$place/compare.XXXXXX")
chmod 700 "$folder"
spaces='' server=''
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    for space in $spaces; do ip netns del "$space" 2>/dev/null || true; done
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM
threads=$(nproc)

llc=$(cat /sys/devices/system/cpu/cpu0/cache/index*/size 2>/dev/null | sed 's/K$//' | sort -n | tail -1)
array=$(( ${llc:-32768} * 1024 * 4 ))
[ $array -ge 33554432 ] || array=33554432
heap=$((512 + 3 * array / 1048576))

# A pipe that nobody ever writes to: the end of its input would tell our side to stop.
mkfifo "$folder/quiet"
exec 8<>"$folder/quiet"
ours() { # IDS, commas between them: a line "ID FIGURE" each, the median, or the best where the rules of the measure say so
    "$jdk/bin/java" -Xmx${heap}m -Xmn128m -XX:+UseSerialGC -XX:+UseTransparentHugePages --enable-native-access=ALL-UNNAMED \
        -cp "$classes" hearth.bench.reference.OurSide run "$folder" "$threads" full $array "$1" "$seconds" <&8 2>/dev/null |
        awk -F'\t' '$1 == "line" {
            if ($7 == "missing") { print $2 " is missing: " $8 > "/dev/stderr"; next }
            n = 0; for (i = 8; i <= NF; i++) run[++n] = $i + 0
            best = 0; for (i = 1; i <= n; i++) if (run[i] > best) best = run[i]
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (run[j] < run[i]) { t = run[i]; run[i] = run[j]; run[j] = t }
            printf "%s %.3f\n", $2, $7 == "BEST" ? best : run[int((n + 1) / 2)] }'
}
# No filter here ends before its input does: the one that writes would end by a broken pipe, and with it the script.
only() { awk -v id="$1" '$1 == id && !told { print $2; told = 1 }'; } # ID: its figure

table=$folder/ratios
: >"$table"
note() { # MEASURE TOOL OURS THEIRS
    [ -n "$3" ] && [ -n "$4" ] || { echo "$1: no figure (ours '$3', $2 '$4')" >&2; return 0; }
    printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$table"
    awk -v m="$1" -v t="$2" -v a="$3" -v b="$4" 'BEGIN { printf "  %-26s ours %14.1f   %-18s %14.1f   ratio %.3f\n", m, a, t, b, a / b }'
}

cpu() { # steadier than the rest: three rounds are enough
    has sysbench && [ "$round" -le 3 ] || return 0
    tool="sysbench $(sysbench --version | awk '{ print $2 }')"
    for measure in cpu.primes.one cpu.primes.all cpu.primes60000.one; do
        count=1 limit=10000
        case $measure in *.all) count=$threads ;; cpu.primes60000.*) limit=60000 ;; esac
        theirs=$(sysbench cpu --cpu-max-prime=$limit --threads=$count --time=4 run | awk '/events per second/ { print $4 }')
        note $measure "$tool" "$(ours $measure | only $measure)" "$theirs"
    done
}
memory() {
    has gcc || return 0
    [ -x "$folder/stream" ] || gcc -O3 -march=native -fopenmp -mcmodel=large -DN=$((array / 8)) -DPASSES=21 \
        -o "$folder/stream" "$here/bench/stream-rules.c" -lm
    theirs=$(OMP_NUM_THREADS=$threads "$folder/stream" | awk '{ print "memory." $1, $2 * 1e6 }')
    mine=$(ours memory.copy,memory.scale,memory.add,memory.triad)
    for measure in memory.copy memory.scale memory.add memory.triad; do
        note $measure 'C by STREAM rules' "$(echo "$mine" | only $measure)" "$(echo "$theirs" | only $measure)"
    done
}
on_file() { # RW BLOCK DEPTH OPTIONS...: fio on a file as large as ours of a full run
    rw=$1 block=$2 depth=$3
    shift 3
    fio --name=x --filename="$folder/fio.tmp" --size=4g --direct=1 --ioengine=libaio --end_fsync=1 --rw="$rw" --bs="$block" \
        --iodepth="$depth" "$@"
}
theirs_on_drive() { # RW BLOCK DEPTH FIELD: a new file, laid out right before, as ours does it too; gone at once
    on_file write 1m 8 >/dev/null
    on_file "$1" "$2" "$3" --overwrite=1 --runtime="$seconds" --time_based --output-format=json |
        awk -v side="\"${1#rand}\"" -v field="\"$4\"" '
            $1 == side { in_side = 1 } in_side && !told && $1 == field { gsub(",", "", $3); print $3; told = 1 }'
    rm -f "$folder/fio.tmp"
}
drive() { # MEASURE RW BLOCK DEPTH FIELD; who begins changes from round to round
    if [ $((round % 2)) = 1 ]; then theirs=$(theirs_on_drive "$2" "$3" "$4" "$5"); fi
    mine=$(ours "$1" | only "$1")
    if [ $((round % 2)) = 0 ]; then theirs=$(theirs_on_drive "$2" "$3" "$4" "$5"); fi
    note "$1" "$fio" "$mine" "$theirs"
}
disk() {
    has fio || return 0
    if [ "$(df -Pk "$folder" | awk 'END { print $4 }')" -lt 6291456 ]; then
        echo "The drive is left out: less than 6 GiB free in $place" >&2
        return 0
    fi
    fio="fio $(fio --version | sed 's/fio-//')"
    drive disk.write write 1m 8 bw_bytes
    drive disk.read read 1m 8 bw_bytes
    for depth in 1 32; do
        drive disk.random.read.qd$depth randread 4k $depth iops
        drive disk.random.write.qd$depth randwrite 4k $depth iops
    done
}
network() {
    has iperf3 || return 0
    tool="iperf3 $(iperf3 --version | awk 'NR == 1 { print $2 }')"
    left='' right='' address=127.0.0.1
    if [ -z "$spaces" ] && [ "$(id -u)" = 0 ] && ip netns add hearth-a-$$ 2>/dev/null; then
        spaces="hearth-a-$$ hearth-b-$$"
        ip netns add hearth-b-$$
        ip -n hearth-a-$$ link add va type veth peer name vb netns hearth-b-$$
        ip -n hearth-a-$$ addr add 10.199.0.1/24 dev va; ip -n hearth-b-$$ addr add 10.199.0.2/24 dev vb
        ip -n hearth-a-$$ link set va up; ip -n hearth-b-$$ link set vb up
    fi
    if [ -n "$spaces" ]; then
        left="nsenter --net=/run/netns/hearth-a-$$" right="nsenter --net=/run/netns/hearth-b-$$" address=10.199.0.2
    fi
    $right iperf3 -s -1 -B $address -p 5299 >/dev/null 2>&1 & server=$!
    sleep 0.5
    theirs=$($left iperf3 -J -c $address -p 5299 -t "$seconds" |
        awk '/"sum_received"/ { in_sum = 1 } in_sum && !told && /bits_per_second/ {
            gsub("[^0-9.e+]", "", $2); print $2 / 1e6; told = 1 }')
    wait $server 2>/dev/null || true
    rm -f "$folder/code"
    $right "$jdk/bin/java" -XX:+UseSerialGC -cp "$classes" hearth.bench.reference.OurSide serve $address 5298 "$folder/code" 2>/dev/null & server=$!
    until [ -s "$folder/code" ]; do kill -0 $server; sleep 0.1; done
    sleep 0.2
    mine=$($left "$jdk/bin/java" -XX:+UseSerialGC -cp "$classes" hearth.bench.reference.OurSide to $address 5298 "$folder/code" "$seconds" 1 2>/dev/null)
    wait $server 2>/dev/null || true
    server=''
    note net.send "$tool" "$mine" "$theirs"
}
zip() { # nothing of ours is the same work: beside each other, one thread, once, as orientation
    has 7z && [ "$round" = 1 ] || return 0
    theirs=$(7z b -mmt1 -md22 1 2>/dev/null | awk '/^Tot:/ { print $NF }')
    beside="7-Zip, 1 thread: $theirs MIPS; ours, SHA-256, 1 thread: $(ours cpu.sha256.one | awk '{ printf "%.0f MB/s", $2 / 1e6 }')"
    echo "  $beside"
}

begun=$(date +%s) load=$(cut -d' ' -f1 /proc/loadavg) beside=''
for round in $(seq "$rounds"); do
    echo "round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)"
    for part in "$@"; do $part; done
done
cut -f1 "$table" | awk '!seen[$0]++' | while read -r measure; do
    tool=$(awk -F'\t' -v m="$measure" '$1 == m && !told { print $2; told = 1 }' "$table")
    awk -F'\t' -v m="$measure" '$1 == m { print $3 / $4 }' "$table" | sort -g |
        awk -v m="$measure" -v t="$tool" '{ v[NR] = $1 } END {
            mid = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            printf "%s\t%s\t%d\t%.3f\t%.3f\t%.3f\n", m, t, NR, mid, v[1], v[NR] }'
done >"$folder/summary"
model=$(awk -F': ' '/^model name/ && !told { print $2; told = 1 }' /proc/cpuinfo)
echo
echo "Lines for docs/performance.md:"
echo
echo "$(date +%Y-%m-%d), ${model:-processor not named}, $threads threads, load average at the beginning $load, $(($(date +%s) - begun)) s,"
echo "\`bench/compare-with-reference-tools.sh -r $rounds -s $seconds\`.${beside:+ $beside.}"
echo
echo '| measure | beside | rounds | ours/theirs, median | smallest | largest |'
echo '|---|---|---|---|---|---|'
awk -F'\t' '{ printf "| `%s` | %s | %d | %s | %s | %s |\n", $1, $2, $3, $4, $5, $6 }' "$folder/summary"
if [ -n "$keep" ]; then
    awk -F'\t' -v at="$(date +%s)000" '{ printf "%s\t%s\t%s\t%s\n", $1, $2, $4, at }' "$folder/summary" >"$keep.new"
    mv "$keep.new" "$keep"
fi
