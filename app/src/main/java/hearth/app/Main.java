package hearth.app;

import hearth.app.cli.CommandLineRun;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the panel's and the command line's process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = CommandLineRun.run(words, out, err);
        out.flush();
        System.exit(code);
    }
}
