# Sourced by ./hearth when something must be built: Maven with its progress on the terminal, then one folder
# target/launch/DIGEST with this build's own jars and an argument file for each kind of process. A folder is never
# changed once it is in use, so a running agent keeps the classes that it started with when the tree is built again.
# Expects: here, launch, jdk.

. "$here/build/arguments.sh"

digest_of() { # of standard input: the first 16 hex digits of its SHA-256
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -c 1-16
}

build_tree() {
    umask 077
    mkdir -p "$launch"
    if ! mkdir "$launch/building" 2>/dev/null; then
        owner=$(cat "$launch/building/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null; then
            printf 'another start of Hearth is building (process %s); waiting for it\n' "$owner" >&2
            while [ -d "$launch/building" ] && kill -0 "$owner" 2>/dev/null; do sleep 1; done
        fi
        rm -rf "$launch/building"
        stale || return 0
        mkdir "$launch/building"
    fi
    echo $$ >"$launch/building/pid"
    trap 'rm -rf "$launch/building"' EXIT
    trap 'exit 130' INT TERM
    # the stamp is taken before the build: what is edited while it runs counts as newer
    : >"$launch/building/stamp"
    printf 'building Hearth (log: target/launch/build.log)\n' >&2
    run_maven || { failed_build; return 1; }
    assemble || { failed_build; return 1; }
    mv "$launch/building/stamp" "$launch/stamp"
    rm -rf "$launch/building"
    trap - EXIT INT TERM
    train_in_background
}

failed_build() {
    printf 'The build failed. The end of target/launch/build.log:\n' >&2
    grep -E '^\[(ERROR|FATAL)|error:' "$launch/build.log" | head -n 25 >&2 || true
    return 0
}

run_maven() { # one line on the terminal per module, and what is fetched on the first build
    begun=$(date +%s)
    fetched=0
    { 
        JAVA_HOME=$jdk mvn -B -Dstyle.color=never -f "$here/pom.xml" -pl app,agent -am package dependency:build-classpath \
            -Dmaven.test.skip=true -DincludeScope=runtime -Dmdep.outputFile=target/runtime.cp 2>&1 \
            || echo 'hearth-build: failed'
    } | {
        result=0
        : >"$launch/build.log"
        while IFS= read -r line; do
            printf '%s\n' "$line" >>"$launch/build.log"
            case $line in
                *'hearth-build: failed') result=1 ;;
                '[INFO] Building '*'['*/*']'*)
                    place=${line##*\[} module=${line#\[INFO\] Building }
                    printf '  %4ss  %s %s\n' $(($(date +%s) - begun)) "${place%%]*}" "${module%% *}" >&2 ;;
                *Downloaded*)
                    fetched=$((fetched + 1))
                    [ $((fetched % 100)) -ne 0 ] || printf '  %4ss  %s files fetched\n' $(($(date +%s) - begun)) $fetched >&2 ;;
            esac
        done
        [ $result -ne 0 ] || printf '  %4ss  built\n' $(($(date +%s) - begun)) >&2
        return $result
    }
}

own_jar() { for jar in "$here/$1/target/$1"-[0-9]*.jar; do [ -e "$jar" ] && printf '%s' "$jar" && return 0; done; return 1; }

assemble() {
    modules=''
    for pom in "$here"/*/pom.xml; do
        module=${pom%/pom.xml} module=${module##*/}
        case $module in bench|testkit) continue ;; esac
        own_jar "$module" >/dev/null && modules="$modules $module"
    done
    digest=$({
        for module in $modules; do cat "$(own_jar "$module")"; done
        cat "$here"/app/target/runtime.cp "$here"/agent/target/runtime.cp "$here"/workers/target/runtime.cp "$jdk/release" \
            "$here/build/arguments.sh" "$here/build/launch.sh"
        printf '%s' "$jdk" "$(find_anvil)"
    } | digest_of)
    folder=$launch/$digest
    if [ ! -e "$folder/complete" ]; then
        rm -rf "$folder"
        mkdir -p "$folder/lib" "$folder/native" "$launch/tmp"
        for module in $modules; do cp "$(own_jar "$module")" "$folder/lib/$module.jar"; done
        class_paths
        unpack_natives "$folder/native"
        native=$folder/native tmp=$launch/tmp program=''
        anvil=$(find_anvil)
        for kind_of in panel cli work agent gatekeeper worker; do write_arguments "$kind_of" "$folder/$kind_of.args"; done
        : >"$folder/complete"
    fi
    # the agent as a service names this file: it always leads to the newest build
    cp "$folder/agent.args" "$launch/agent.args.new"
    mv "$launch/agent.args.new" "$launch/agent.args"
    printf '%s\n' "$digest" >"$launch/current.new"
    mv "$launch/current.new" "$launch/current"
    # folders of builds long gone; the newest three stay for an agent that still runs on one of them
    # shellcheck disable=SC2012 # the names are hex digits
    ls -td "$launch"/*/complete | sed 1,3d | while IFS= read -r old; do rm -rf "${old%/complete}"; done
}

find_anvil() { # of this platform, as npm put it in place; else one on the PATH; else nothing
    for file in "$here"/network/sidecar/node_modules/@foundry-rs/anvil-*/bin/anvil; do
        [ -x "$file" ] && { printf '%s' "$file"; return 0; }
    done
    command -v anvil || true
}

class_paths() { # sets app_path, fx_path, agent_path, worker_path: this build's jars, then libraries
    app_path='' fx_path='' agent_path='' worker_path='' logging=''
    fold app; app_path=$path fx_path=$modular
    fold agent; agent_path=$path logging=$binding
    fold workers; worker_path=$path
    case $worker_path in *slf4j-jdk14*) ;; *) worker_path=$worker_path${logging:+:$logging} ;; esac
}

fold() { # MODULE: its class path with our own jars replaced by the folder's copies
    path=$folder/lib/$1.jar modular='' binding=''
    rest=$(cat "$here/$1/target/runtime.cp")
    while [ -n "$rest" ]; do
        entry=${rest%%:*}
        case $rest in *:*) rest=${rest#*:} ;; *) rest='' ;; esac
        case $entry in
            "$here"/*/target/*) module=${entry#"$here"/}; path=$path:$folder/lib/${module%%/*}.jar ;;
            */org/openjfx/*) modular=$modular${modular:+:}$entry ;;
            *) path=$path:$entry; case $entry in */slf4j-jdk14-*) binding=$entry ;; esac ;;
        esac
    done
}

unpack_natives() { # FOLDER: libraries that would otherwise be unpacked into a folder that others may write
    case $(uname -s)-$(uname -m) in
        Linux-x86_64) sqlite=Linux/x86_64 jna=linux-x86-64 serial=Linux/x86_64 ;;
        Linux-aarch64) sqlite=Linux/aarch64 jna=linux-aarch64 serial=Linux/armv8_64 ;;
        Darwin-arm64) sqlite=Mac/aarch64 jna=darwin-aarch64 serial=OSX/aarch64 ;;
        Darwin-x86_64) sqlite=Mac/x86_64 jna=darwin-x86-64 serial=OSX/x86_64 ;;
        *) return 0 ;;
    esac
    unpack sqlite-jdbc "org/sqlite/native/$sqlite" "$1"
    unpack jna-jpms "com/sun/jna/$jna" "$1"
    unpack jSerialComm "$serial" "$1"
}

unpack() { # NAME FOLDER-IN-JAR TARGET
    jar=$(printf '%s\n' "$agent_path" | tr : '\n' | grep "/$1-[0-9][^/]*\.jar\$" | head -n 1)
    [ -n "$jar" ] || return 0
    scratch=$3/.unpack
    mkdir -p "$scratch"
    (cd "$scratch" && "$jdk/bin/jar" xf "$jar" "$2")
    find "$scratch" -type f \( -name '*.so' -o -name '*.dylib' -o -name '*.jnilib' \) -exec mv {} "$3/" \;
    rm -rf "$scratch"
}

train_in_background() { # an ahead-of-time cache halves the time to the first line or frame; nothing waits for it
    [ -z "${CI:-}" ] || return 0
    [ ! -e "$folder/trained" ] || return 0
    (
        trap '' HUP
        exec </dev/null >"$folder/training.log" 2>&1
        sleep 60 # the first minute belongs to the newcomer
        nice -n 19 sh "$here/build/train.sh" "$folder" "$jdk"
    ) &
}
