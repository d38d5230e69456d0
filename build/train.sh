#!/bin/sh
# Trains the ahead-of-time caches of one build (sh train.sh FOLDER JDK); run by build/launch.sh in the
# background. The caches carry the build's digest in their folder's name and are never used for another build:
# JDK 25.0.3 does not notice that a jar changed (JDK-8377932).
set -eu
folder=$1 jdk=$2
launch=${folder%/*}
umask 077
scratch=$(mktemp -d "$launch/tmp/train.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# KIND WORDS...: runs the command once while the JVM records, then adds the cache to the argument file
train() {
    kind=$1
    shift
    "$jdk/bin/java" "-XX:AOTCacheOutput=$scratch/$kind.aot" "@$folder/$kind.args" "$@" || [ $? -eq 3 ] || return 0
    [ -s "$scratch/$kind.aot" ] || return 0
    mv "$scratch/$kind.aot" "$folder/$kind.aot"
    {
        printf '"-XX:AOTCache=%s"\n' "$(printf '%s' "$folder/$kind.aot" | sed 's/[\\"]/\\&/g')"
        # an unusable cache is a slower start, nothing that a user can act on
        echo '-Xlog:aot=off -Xlog:cds=off'
        cat "$folder/$kind.args"
    } >"$folder/$kind.args.new"
    mv "$folder/$kind.args.new" "$folder/$kind.args"
}

train cli status --data-dir "$scratch/data" # ends with 3: no agent runs there
train panel panel --snapshot "$scratch/pictures" --data-dir "$scratch/data"
: >"$folder/trained"
