# Sourced by the scripts of this folder: a JDK 25 and the classes of the module bench, built when something is newer.
# Expects: here (the folder of the source tree). Sets: java (with its class path).

. "$here/build/common.sh"

find_jdk25 || { echo 'No JDK 25 found; ./setup says how to get one.' >&2; exit 69; }

bench_classes() {
    stamp=$here/bench/target/bench.stamp
    if [ ! -e "$stamp" ] || [ -n "$(cd "$here" && find pom.xml ./*/pom.xml ./*/src/main -newer "$stamp" -print -quit)" ]; then
        echo 'building the benchmarks' >&2
        (cd "$here" && JAVA_HOME=$jdk mvn -B -q -pl bench -am package dependency:build-classpath -Dmaven.test.skip=true \
            -DincludeScope=runtime -Dmdep.outputFile=target/bench.cp) >&2 || exit 70
        : >"$stamp"
    fi
    classes=$(cat "$here/bench/target/bench.cp")
    for module in "$here"/*/target/classes; do classes=$module:$classes; done
}

hearth_ready() { # builds what ./hearth starts, where something is newer, and trains no caches beside the measurement
    CI=yes HEARTH_CHECK_ONLY=yes "$here/hearth" agent >&2 || exit 70
}

bench_java() { # the flags with which Hearth's own processes run
    "$jdk/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        -cp "$classes" "$@"
}

tree_of() { # PID: it and its descendants
    ps -e -o pid=,ppid= | awk -v root="$1" '{ parent[$1] = $2 } END {
        for (pid in parent) { p = pid; while (p > 1 && p != root) p = parent[p]; if (p == root) printf "%s ", pid } }'
}
ticks_of() { # PIDS...: hundredths of a second that they have used
    sum=0
    for pid in "$@"; do
        [ -r "/proc/$pid/stat" ] && read -r line <"/proc/$pid/stat" || continue
        # shellcheck disable=SC2086
        set -- ${line##*) }
        sum=$((sum + ${12} + ${13}))
    done
    echo $sum
}
memory_of() { # PIDS...: resident and proportional MiB
    for pid in "$@"; do cat "/proc/$pid/smaps_rollup" 2>/dev/null || true; done |
        awk '/^Rss:/ { rss += $2 } /^Pss:/ { pss += $2 } END { printf "%d %d", rss / 1024, pss / 1024 }'
}

necessary() { # PROGRAMS...: there, or installed from Debian by root
    missing=''
    for program in "$@"; do command -v "$program" >/dev/null 2>&1 || missing="$missing $program"; done
    [ -n "$missing" ] || return 0
    packages=$(printf '%s' "$missing" | sed 's/ script/ bsdutils/; s/ ps$/ procps/')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "installing what this comparison needs:$packages" >&2
        # shellcheck disable=SC2086 # names, a word each
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >&2
    else
        echo "This comparison needs$missing: sudo apt-get install$packages" >&2
        exit 69
    fi
}

# What other watchers of the machine cost, in the same run. Both set a variable of their name and add to started; each
# wants a folder for its log.
start_exporter() { # node-exporter, scraped once a second
    prometheus-node-exporter --web.listen-address=127.0.0.1:19100 >"$folder/exporter.log" 2>&1 &
    exporter=$!
    (while :; do curl -s -o /dev/null http://127.0.0.1:19100/metrics || true; sleep 1; done) &
    started="$started $exporter $!"
}
on_terminal() { # NAME COMMAND: one that wants a terminal; its input stays open and silent
    tail -f /dev/null | script -qfec "stty cols 160 rows 50; exec $2" /dev/null >/dev/null 2>&1 &
    eval "$1=$!"
    started="$started $!"
}

begin_costs() { # NAMES...: of variables that hold a process each; counts from now on what their trees use
    for name in "$@"; do
        eval "pid=\$$name"
        kill -0 "$pid" 2>/dev/null || { echo "$name did not start:" >&2; tail -n 5 "$folder/$name.log" >&2 || true; exit 70; }
        eval "${name}_tree=\$(tree_of $pid)"
        eval "${name}_before=\$(ticks_of \$${name}_tree)"
    done
    begun=$(date +%s%N)
    printf '%-42s %14s %12s %9s %9s\n' "in $seconds s" 'CPU s a minute' '% of a core' 'RSS MiB' 'PSS MiB'
}
cost() { # NAME LABEL: a line of what it has used since
    eval "tree=\$${1}_tree before=\$${1}_before"
    # shellcheck disable=SC2086 # numbers, a word each
    used=$(($(ticks_of $tree) - before)) elapsed=$(($(date +%s%N) - begun)) memory=$(memory_of $tree)
    awk -v label="$2" -v ticks=$used -v elapsed=$elapsed -v memory="$memory" 'BEGIN {
        split(memory, m, " "); s = elapsed / 1e9
        printf "%-42s %14.3f %12.2f %9d %9d\n", label, ticks / 100 / s * 60, ticks / s, m[1], m[2] }'
}
end_started() { # a function in the background has its program below it
    for pid in $started; do kill $(tree_of "$pid") 2>/dev/null || true; done
    wait 2>/dev/null || true
}
