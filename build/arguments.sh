# Sourced by build/launch.sh and by the packages' build: writes one Java argument file per kind of process.
# Expects: folder (where the files go), native (folder of unpacked libraries), tmp (private folder), app_path, fx_path,
# agent_path, worker_path; anvil (empty: none); either launch (source tree) or program (installed: its launcher).

quoted() { # for an argument file: in double quotes, backslashes and quotes escaped
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

write_arguments() { # KIND FILE
    {
        # One collector and small headers everywhere: also what lets one ahead-of-time cache serve each start.
        echo '-XX:+UseSerialGC'
        echo '-XX:+UseCompactObjectHeaders'
        # Nobody attaches, nothing is dumped: the panel's memory has held a passphrase.
        echo '-XX:+DisableAttachMechanism'
        echo '-XX:-EnableDynamicAgentLoading'
        echo '-XX:-CreateCoredumpOnCrash'
        echo '-XX:-UsePerfData'
        quoted "-XX:ErrorFile=$tmp/crash-%p.log"; echo
        # No Java object is ever read from a stream.
        echo '-Djdk.serialFilter=!*'
        # Libraries of ArcadeDB, protobuf and gRPC still use these on 25; without the words they print warnings.
        echo '--sun-misc-unsafe-memory-access=allow'
        echo '--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED'
        quoted "-Djava.io.tmpdir=$tmp"; echo
        quoted "-Dorg.sqlite.lib.path=$native"; echo
        quoted "-Djna.boot.library.path=$native"; echo
        quoted "-DjSerialComm.library.path=$native"; echo
        quoted "-Dhearth.launch=$folder"; echo
        # the side-car: the chain of the practice network
        [ -z "${anvil:-}" ] || { quoted "-Dhearth.anvil=$anvil"; echo; }
        case $1 in
            panel)
                # 512 MB: opening a keystore needs 256 MB for a moment; what is free again is given back.
                # The first compiler alone: the second took as much of a core in the first minutes as all else together.
                echo '-Xms32m -Xmx512m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:TieredStopAtLevel=1'
                [ -z "$fx_path" ] || { quoted "--module-path=$fx_path"; echo; }
                echo '--add-modules=javafx.controls'
                echo '--enable-native-access=javafx.graphics,ALL-UNNAMED'
                path=$app_path ;;
            cli)
                echo '-Xms16m -Xmx512m -XX:TieredStopAtLevel=1'
                echo '--enable-native-access=ALL-UNNAMED'
                path=$app_path ;;
            work)
                echo '-Xms64m -Xmx1536m'
                echo '--enable-native-access=ALL-UNNAMED'
                path=$app_path ;;
            agent)
                # It runs for months with little to do: a small young generation, and what is free again is given back;
                # what is kept just in case (a signed jar's list of 6,000 digests) goes after half a minute. The link's
                # buffers come in pieces of 128 KiB: pieces of 4 MiB, two of them, were a sixteenth of all its memory.
                echo '-Xms16m -Xmx320m -XX:NewRatio=4 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15 -XX:TieredStopAtLevel=1'
                echo '-XX:SoftRefLRUPolicyMSPerMB=100'
                # What runs once a second stays in the interpreter for minutes before the compiler takes notice: it does
                # after a tenth of the usual number of calls. The code is 4 MiB more; what the C library keeps of memory
                # that was given back to it is about as much, and goes every 20 s.
                echo '-XX:CompileThresholdScaling=0.1'
                echo '-XX:TrimNativeHeapInterval=20000'
                echo '-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=4'
                echo '--enable-native-access=ALL-UNNAMED'
                path=$agent_path ;;
            gatekeeper)
                # each question has a thread of its own, and a list of many thousand units is one message
                echo '-Xms16m -Xmx320m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:TieredStopAtLevel=1'
                echo '--enable-native-access=ALL-UNNAMED'
                path=$agent_path ;;
            worker)
                # how much heap: from its slot's memory, said by the agent in front of this file
                echo '-Xms32m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40'
                echo '--enable-native-access=ALL-UNNAMED'
                path=$worker_path ;;
        esac
        case $1 in
            panel|cli|work)
                quoted "-Dhearth.agent.command=$folder/agent.args"; echo
                if [ -n "${program:-}" ]; then quoted "-Dhearth.program=$program"
                else quoted "-Dhearth.agent.service=$launch/agent.args"; fi
                echo ;;
            agent) quoted "-Dhearth.worker.command=$folder/worker.args"; echo ;;
        esac
        echo '-classpath'
        quoted "$path"; echo
        case $1 in
            panel|cli|work) echo hearth.app.Main ;;
            agent) echo hearth.agent.Main ;;
            gatekeeper) echo hearth.agent.GatekeeperMain ;;
            worker) echo hearth.workers.risk.child.RiskWorkerMain ;;
        esac
    } >"$2.new"
    mv "$2.new" "$2"
}
