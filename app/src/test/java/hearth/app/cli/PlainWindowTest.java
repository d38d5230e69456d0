package hearth.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which words open the window without the parser of all commands. */
class PlainWindowTest {
    @Test
    void plainWordsOpenIt() {
        var usual = Optional.of(new PlainWindow(Optional.empty()));
        assertEquals(usual, PlainWindow.asked(List.of()));
        assertEquals(usual, PlainWindow.asked(List.of("panel")));
        var there = Optional.of(new PlainWindow(Optional.of(Path.of("d"))));
        assertEquals(there, PlainWindow.asked(List.of("--data-dir", "d")));
        assertEquals(there, PlainWindow.asked(List.of("panel", "--data-dir", "d")));
        assertEquals(there, PlainWindow.asked(List.of("--data-dir", "d", "panel")));
    }

    @Test
    void allOthersAreTheParsers() {
        for (var words :
                List.of(
                        List.of("status"),
                        List.of("panel", "panel"),
                        List.of("--help"),
                        List.of("panel", "--snapshot", "d"),
                        List.of("panel", "--data-dir"),
                        List.of("panel", "--data-dir", "--json"),
                        List.of("--data-dir", "a\0b"),
                        List.of("--data-dir=d"))) {
            assertEquals(Optional.empty(), PlainWindow.asked(words), words.toString());
        }
    }

    @Test
    void aNameThatNoFolderCanHaveIsAMistakeInTheWords() {
        var err = new StringWriter();
        var words = new String[] {"--data-dir", "a\0b"};
        var out = new PrintWriter(new StringWriter());
        assertEquals(ExitCode.USAGE, CommandLineRun.run(words, out, new PrintWriter(err)));
        assertFalse(err.toString().contains("HEARTH-9"), err.toString());
    }
}
