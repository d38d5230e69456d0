package hearth.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.util.List;

/** Runs one command line. */
public final class CommandLineRun {
    private CommandLineRun() {}

    /** Runs it and gives the exit code; results go to {@code out}, the rest to {@code err}. */
    public static int run(String[] words, PrintWriter out, PrintWriter err) {
        var window = PlainWindow.asked(List.of(words));
        if (window.isPresent()) {
            try {
                return window.get().open();
            } catch (Exception e) {
                return failed(e, err);
            }
        }
        var line =
                new CommandLine(new Root())
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler((e, ran, _) -> failed(e, ran.getErr()))
                        .setParameterExceptionHandler(CommandLineRun::misused);
        return line.execute(words);
    }

    private static int failed(Exception e, PrintWriter err) {
        return switch (e) {
            case CommandFailedException known -> {
                err.println(known.sentence() + " [" + known.code() + "]");
                err.flush();
                yield known.exitCode();
            }
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield ExitCode.CANCELLED;
            }
            default -> {
                err.println("Hearth failed by a bug: " + e + " [HEARTH-9]");
                e.printStackTrace(err);
                err.flush();
                yield ExitCode.FAILED;
            }
        };
    }

    private static int misused(ParameterException e, String[] words) {
        var err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE;
    }
}
