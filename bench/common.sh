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
