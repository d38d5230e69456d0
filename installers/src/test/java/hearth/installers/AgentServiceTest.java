package hearth.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Commands;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

final class AgentServiceTest {
    @TempDir private Path folder;
    private final FakeManager manager = new FakeManager();

    private AgentService service(String... command) {
        return new AgentService(folder.resolve("systemd/user"), List.of(command), manager);
    }

    private AgentService usual() {
        return service("/opt/java/bin/java", "@/opt/hearth/agent.args", "--data-dir", "/home/a/h");
    }

    @Test
    void installWritesThePrivateUnitThenStartsIt() throws Exception {
        var outcome = assertInstanceOf(ServiceOutcome.Installed.class, usual().install(true));
        assertEquals(List.of("daemon-reload", "enable"), manager.verbs());
        var text = Files.readString(outcome.unit());
        assertTrue(
                text.contains(
                        "ExecStart=\"/opt/java/bin/java\" \"@/opt/hearth/agent.args\""
                                + " \"--data-dir\" \"/home/a/h\"\n"),
                text);
        assertFalse(text.contains("@command@"), text);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(outcome.unit())));
    }

    @Test
    void installingAgainRestartsWithTheNewUnit() throws Exception {
        usual().install(true);
        service("/opt/other/java").install(true);
        assertEquals(
                List.of("daemon-reload", "enable", "daemon-reload", "enable", "restart"),
                manager.verbs());
        assertTrue(Files.readString(usual().unit()).contains("/opt/other/java"));
    }

    @Test
    void installingBesideARunningAgentStartsNothing() throws Exception {
        var outcome = assertInstanceOf(ServiceOutcome.Installed.class, usual().install(false));
        assertFalse(outcome.running());
        assertEquals(
                List.of("systemctl", "--user", "enable", "hearth-agent.service"), manager.last());
    }

    @Test
    void whatTheManagerRefusesIsTakenBack() throws Exception {
        manager.answers("enable", 1, "", "Failed to enable unit: Access denied.\nmore\n");
        var refused = assertInstanceOf(ServiceOutcome.Refused.class, usual().install(true));
        assertEquals(
                "The service manager refused (enable): Failed to enable unit: Access denied.",
                refused.sentence());
        assertFalse(Files.exists(usual().unit()));
    }

    @Test
    void withoutAManagerNothingIsWritten() throws Exception {
        manager.isAbsent();
        assertInstanceOf(ServiceOutcome.NoServiceManager.class, usual().install(true));
        assertFalse(Files.exists(usual().unit()));
    }

    @Test
    void withoutASessionNothingIsWritten() throws Exception {
        manager.answers("show", 1, "", "Failed to connect to bus: No medium found");
        var outcome =
                assertInstanceOf(ServiceOutcome.NoServiceManager.class, usual().install(true));
        assertTrue(outcome.sentence().contains("No medium found"), outcome.sentence());
        assertFalse(Files.exists(usual().unit()));
    }

    @Test
    void uninstallStopsItAndDeletesTheUnit() throws Exception {
        usual().install(true);
        assertInstanceOf(ServiceOutcome.Removed.class, usual().uninstall());
        assertFalse(Files.exists(usual().unit()));
        assertEquals("disable", manager.verbs().get(2));
        assertInstanceOf(ServiceOutcome.NotInstalled.class, usual().uninstall());
    }

    @Test
    void aServiceThatWillNotStopKeepsItsUnit() throws Exception {
        usual().install(true);
        manager.answers("disable", 1, "", "Job failed");
        assertInstanceOf(ServiceOutcome.Refused.class, usual().uninstall());
        assertTrue(Files.exists(usual().unit()));
    }

    @Test
    void stateIsWhatTheManagerSays() throws Exception {
        assertEquals(new ServiceState.Absent(), usual().state());
        usual().install(true);
        manager.answers("is-active", 3, "failed\n", "");
        manager.answers("is-enabled", 0, "enabled\n", "");
        assertEquals(new ServiceState.Present("failed", true), usual().state());
        manager.isAbsent();
        assertInstanceOf(ServiceState.Unknown.class, usual().state());
    }

    @Test
    void aPlanChangesNothing() {
        var steps = usual().planInstall().steps();
        assertTrue(steps.getFirst().startsWith("write "), steps.toString());
        assertTrue(steps.contains("systemctl --user enable --now hearth-agent.service"));
        assertEquals(3, usual().planUninstall().steps().size());
        assertEquals(List.of(), manager.verbs());
        assertFalse(Files.exists(usual().unit()));
    }

    @Test
    void pathsAreQuotedForSystemd() {
        var text = UnitFile.text(List.of("/a b/java", "@/100%/$HOME/\"x\\y"));
        assertTrue(text.contains("ExecStart=\"/a b/java\" \"@/100%%/$$HOME/\\\"x\\\\y\"\n"), text);
        assertThrows(
                IllegalArgumentException.class,
                () -> UnitFile.text(List.of("/a\nExecStartPre=/bin/true")));
    }

    @Test
    void aProgramThatNobodyLaunchedHasNoService() {
        var none = new Properties();
        assertTrue(AgentService.ofThisProgram(none, Map.of(), folder).isEmpty());
        var launched = new Properties();
        launched.setProperty("hearth.agent.command", "/x/agent.args");
        launched.setProperty("java.home", "/jdk");
        var service =
                AgentService.ofThisProgram(
                                launched, Map.of("XDG_CONFIG_HOME", "/home/a/conf"), folder)
                        .orElseThrow();
        assertEquals(Path.of("/home/a/conf/systemd/user/hearth-agent.service"), service.unit());
        assertTrue(service.planInstall().steps().toString().contains("\"@/x/agent.args\""));
        launched.setProperty("hearth.program", "/usr/bin/hearth");
        var installed =
                AgentService.ofThisProgram(launched, Map.of(), folder).orElseThrow().planInstall();
        assertTrue(
                installed
                        .steps()
                        .toString()
                        .contains("\"/usr/bin/hearth\" \"agent\" \"--data-dir\""));
    }

    /** systemd's own reader finds nothing to complain about; it also names unknown settings. */
    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        var unit = folder.resolve(UnitFile.NAME);
        Files.writeString(unit, UnitFile.text(List.of("/bin/sh", "@/a b/100%/agent.args")));
        Commands.Finished finished;
        try {
            var process =
                    Commands.prepare(
                                    List.of("systemd-analyze", "--user", "verify", unit.toString()),
                                    folder,
                                    Map.of("XDG_RUNTIME_DIR", folder.toString()))
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(Duration.ofSeconds(30)), "systemd-analyze did not end");
            finished = new Commands.Finished(process.exitValue(), said, "");
        } catch (IOException e) {
            Assumptions.abort("systemd-analyze is not on this machine: " + e.getMessage());
            return;
        }
        assertEquals("", finished.output());
        assertEquals(0, finished.exitCode());
    }
}
