# Sourced by ./hearth, ./setup, ./verify and the packages' launcher: what is on this machine and which process a command
# needs. Plain tests on files, hardly a process started, because this runs before every command.

is_jdk25() { # FOLDER: a JDK is right when its own release file says 25 and it can compile
    [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
    while IFS= read -r line; do
        case $line in JAVA_VERSION=\"25.*|JAVA_VERSION=\"25\"*) return 0 ;; esac
    done <"$1/release"
    return 1
}

find_jdk25() { # sets jdk; the default java of the machine may well be an older one
    for jdk in "${HEARTH_JAVA_HOME:-}" "${JAVA_HOME:-}" "${HOME:-/}"/.jdks/* \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.local/share/mise/installs/java/* \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$jdk" ] && is_jdk25 "$jdk" && return 0
    done
    jdk=
    return 1
}

has_library() { # NAME.so.N in one of the folders where Linux keeps shared libraries
    for folder in /usr/lib/*-linux-gnu* /usr/lib64 /usr/lib /lib/*-linux-gnu* /lib64 /usr/local/lib; do
        [ -e "$folder/$1" ] && return 0
    done
    return 1
}

has_window_libraries() { has_library libgtk-3.so.0 && has_library libXtst.so.6 && has_picture_libraries; }
has_picture_libraries() { has_library libpangoft2-1.0.so.0; }

has_node_modules() { # FOLDER: npm has put in place what the lock file of this folder names
    [ -e "$1/node_modules/.package-lock.json" ] && [ ! "$1/package-lock.json" -nt "$1/node_modules/.package-lock.json" ]
}

# How the window draws: where nothing can draw but the processor, JavaFX and GTK find that out too, but each has then
# loaded Mesa and LLVM, 50 MB. Sets draw (a flag, or empty).
choose_drawing() {
    draw=''
    [ "$kind" = panel ] && [ "$(uname -s)" = Linux ] || return 0
    [ ! -e /dev/dri ] && [ ! -e /dev/nvidiactl ] && [ ! -e /dev/dxg ] || return 0
    draw=-Dprism.order=sw
    export GDK_GL=disable # JavaFX never draws with GTK's own OpenGL
}

choose_kind() { # WORDS...: sets kind (panel, cli, work, agent, gatekeeper: which JVM runs the command), snapshot (yes, no)
    command='' second='' skip=no snapshot=no help=no card=no
    for word in "$@"; do
        if [ "$skip" = yes ]; then skip=no; continue; fi
        case $word in
            --data-dir|--port|--network|--listen|--endpoint) skip=yes ;;
            --snapshot|--snapshot=*) snapshot=yes ;;
            --card|--card=*) card=yes ;;
            -h|--help|-V|--version) help=yes ;;
            -*) ;;
            *) if [ -z "$command" ]; then command=$word; elif [ -z "$second" ]; then second=$word; fi ;;
        esac
    done
    kind=cli
    [ "$help" = no ] || return 0
    case ${command:-open} in
        open|panel) kind=panel ;;
        risk) kind=work ;;
        bench) [ "$card" = no ] || kind=panel snapshot=yes ;; # a picture needs JavaFX but no display
        agent) [ -n "$second" ] || kind=agent ;;
        gatekeeper) kind=gatekeeper ;;
    esac
}

needs_display() { # is a window asked for where none can open?
    [ "$kind" = panel ] && [ "$snapshot" = no ] && [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ]
}
