package hearth.network.practice;

import hearth.kernel.Commands;
import hearth.kernel.JsonSocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a local chain is kept from everybody else on this computer. A chain that listens on a port
 * can be told anything by any web page, whatever its options say; so it gets a network of its own,
 * with nobody in it, and is reached by a unix socket in a folder that only this user can enter.
 */
public sealed interface Enclosure {
    /** No port: only programs of this user reach the chain. */
    record Sealed() implements Enclosure {}

    /**
     * A port of the loopback address: every program here and every web page open here reaches it.
     *
     * @param why as a part of a sentence
     */
    record OnPort(String why) implements Enclosure {}

    /**
     * Words in front of a command that give it a network of its own; it keeps its process number.
     */
    List<String> ALONE = List.of("/usr/bin/unshare", "--user", "--map-root-user", "--net", "--");

    /**
     * What this system allows.
     *
     * @param wanted false when the operator wants other programs to reach the chain
     */
    static Enclosure here(Path socket, boolean wanted) throws InterruptedException {
        if (!wanted) {
            return new OnPort("you switched it on");
        }
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return new OnPort("this system has no network of its own for a program");
        }
        if (!JsonSocket.fits(socket)) {
            return new OnPort("the data folder's path is too long for a socket");
        }
        if (!Files.isExecutable(Paths.get(ALONE.getFirst()))) {
            return new OnPort("the program unshare is not installed");
        }
        try {
            var words = new ArrayList<>(ALONE);
            words.add("/bin/true");
            var tried = Commands.run(Path.of("/"), Duration.ofSeconds(5), words);
            return tried.exitCode() == 0
                    ? new Sealed()
                    : new OnPort("this system lets no user give a program a network of its own");
        } catch (IOException e) {
            return new OnPort("it could not be tried out: " + e.getMessage());
        }
    }
}
