package hearth.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

final class AgentServiceCommandsTest {
    private static final String COMMAND = "hearth.agent.command";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return CommandLineRun.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @AfterEach
    void forget() {
        System.clearProperty(COMMAND);
    }

    @Test
    void aDryRunSaysEachStepAsJson() {
        System.setProperty(COMMAND, "/somewhere/agent.args");
        int code = run("agent", "install", "--dry-run", "--json", "--data-dir", folder.toString());
        assertEquals(ExitCode.DONE, code, err.toString());
        var answer = JsonMapper.shared().readTree(out.toString());
        assertEquals("planned", answer.path("service").asString());
        var steps = answer.path("steps").toString();
        assertTrue(steps.contains("@/somewhere/agent.args"), steps);
        assertTrue(steps.contains("systemctl --user enable --now hearth-agent.service"), steps);
    }

    @Test
    void takingAwayCanBePlannedToo() {
        System.setProperty(COMMAND, "/somewhere/agent.args");
        assertEquals(
                ExitCode.DONE,
                run("agent", "uninstall", "--dry-run", "--data-dir", folder.toString()));
        assertTrue(out.toString().contains("systemctl --user disable --now"), out.toString());
    }

    @Test
    void withoutTheLauncherItSaysWhatToUse() {
        int code = run("agent", "install", "--data-dir", folder.toString());
        assertEquals(ExitCode.FAILED, code);
        assertTrue(err.toString().contains("use ./hearth. [SERVICE-1]"), err.toString());
    }
}
