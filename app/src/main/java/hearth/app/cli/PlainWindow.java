package hearth.app.cli;

import hearth.app.PanelWindow;
import hearth.kernel.DataDir;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The window, asked for in the plainest words. The parser of all commands takes a third of the
 * processor's time until the window is there, so these words are read without it; all others,
 * mistaken ones too, are the parser's.
 *
 * @param dataDir where the data is; empty for the usual place
 */
record PlainWindow(Optional<Path> dataDir) {
    private static final String DATA_DIR = "--data-dir";

    /** Nothing, {@code panel}, and with either {@code --data-dir DIR}. */
    static Optional<PlainWindow> asked(List<String> words) {
        List<String> left = new ArrayList<>(words);
        Optional<Path> dir = Optional.empty();
        int at = left.indexOf(DATA_DIR);
        if (at >= 0 && at + 1 < left.size() && !left.get(at + 1).startsWith("-")) {
            try {
                dir = Optional.of(Path.of(left.remove(at + 1)));
            } catch (InvalidPathException e) {
                // No name of a folder: the parser says so.
                return Optional.empty();
            }
            left.remove(at);
        }
        return left.isEmpty() || left.equals(List.of("panel"))
                ? Optional.of(new PlainWindow(dir))
                : Optional.empty();
    }

    /** Opens it and blocks until it is closed. */
    int open() throws CommandFailedException, InterruptedException {
        return open(Common.data(dataDir));
    }

    /** Opens the window of a data folder and blocks until it is closed. */
    static int open(DataDir dir) throws CommandFailedException, InterruptedException {
        try {
            PanelWindow.run(dir);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "DATA-2",
                    "The data folder cannot be used: " + e.getMessage() + ".");
        } catch (UnsupportedOperationException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "PANEL-1",
                    "No window can be opened here. Without a display use hearth status or"
                            + " hearth panel --snapshot DIR.");
        }
    }
}
