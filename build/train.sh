#!/bin/sh
# Trains the ahead-of-time caches of one build (sh train.sh FOLDER JDK); run by build/launch.sh in the
# background. The caches carry the build's digest in their folder's name and are never used for another build:
# JDK 25.0.3 does not notice that a jar changed (JDK-8377932).
set -eu
folder=$1 jdk=$2
launch=${folder%/*}
umask 077
scratch=$(mktemp -d "$launch/tmp/train.XXXXXX")
# drawing pages starts an agent for the scratch folder: it ends with the training
trap '"$jdk/bin/java" "@$folder/cli.args" agent stop --data-dir "$scratch/data" >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT

# KIND WORDS...: runs the command once while the JVM records
record() {
    kind=$1
    shift
    "$jdk/bin/java" "-XX:AOTCacheOutput=$scratch/$kind.aot" "@$folder/$kind.args" "$@"
}

# KIND: adds the cache, where one came out, to the kind's argument file
use() {
    [ -s "$scratch/$1.aot" ] || return 0
    mv "$scratch/$1.aot" "$folder/$1.aot"
    {
        printf '"-XX:AOTCache=%s"\n' "$(printf '%s' "$folder/$1.aot" | sed 's/[\\"]/\\&/g')"
        # an unusable cache is a slower start, nothing that a user can act on
        echo '-Xlog:aot=off -Xlog:cds=off'
        cat "$folder/$1.args"
    } >"$folder/$1.args.new"
    mv "$folder/$1.args.new" "$folder/$1.args"
}

rc=0
record cli status --data-dir "$scratch/data" || rc=$? # 3: no agent runs there
case $rc in 0|3) use cli ;; esac
if record panel panel --snapshot "$scratch/pictures" --data-dir "$scratch/data"; then use panel; fi
: >"$folder/trained"
