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

bench_java() { # the flags with which Hearth's own processes run
    "$jdk/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        -cp "$classes" "$@"
}
