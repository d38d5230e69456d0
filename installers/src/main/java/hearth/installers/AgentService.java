package hearth.installers;

import hearth.kernel.Commands;
import hearth.kernel.DataDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The agent as a service of this user on this machine (a systemd user unit): put in place, asked
 * after and taken away again. Needs no administrator. Every call blocks on the service manager.
 */
public final class AgentService {
    private static final List<String> MANAGER = List.of("systemctl", "--user");

    private final Path units;
    private final List<String> command;
    private final ServiceCommands commands;

    AgentService(Path units, List<String> command, ServiceCommands commands) {
        this.units = units;
        this.command = List.copyOf(command);
        this.commands = commands;
    }

    /**
     * The service that would run the agent of this very program.
     *
     * @param system the process's properties: {@code hearth.program} is the installed launcher;
     *     without one {@code hearth.agent.service} or {@code hearth.agent.command} names the
     *     agent's Java argument file and {@code java.home} its Java
     * @param dataDir where the agent keeps its data, absolute
     * @return empty when this process was not started by Hearth's launcher, so that nothing says
     *     how an agent is started
     */
    public static Optional<AgentService> ofThisProgram(
            Properties system, Map<String, String> environment, Path dataDir) {
        var command = command(system);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        var home = Path.of(system.getProperty("user.home", "/"));
        var config = environment.get("XDG_CONFIG_HOME");
        var base =
                config != null && config.startsWith("/")
                        ? Path.of(config)
                        : home.resolve(".config");
        return Optional.of(
                new AgentService(
                        base.resolve("systemd/user"),
                        Stream.concat(
                                        command.stream(),
                                        Stream.of(
                                                "--data-dir", dataDir.toAbsolutePath().toString()))
                                .toList(),
                        ServiceCommands.ofSystem()));
    }

    /** An installed Hearth is asked for its agent; a source tree names Java and a file for it. */
    private static List<String> command(Properties system) {
        var program = system.getProperty("hearth.program");
        if (program != null) {
            return List.of(program, "agent");
        }
        var arguments =
                system.getProperty(
                        "hearth.agent.service", system.getProperty("hearth.agent.command"));
        return arguments == null
                ? List.of()
                : List.of(
                        Path.of(system.getProperty("java.home", "/"), "bin", "java").toString(),
                        "@" + arguments);
    }

    /** What {@link #install} would do, step by step; changes nothing. */
    public ServiceOutcome.Planned planInstall() {
        var steps = new ArrayList<String>();
        steps.add("write " + unit() + ":");
        UnitFile.text(command).lines().map(line -> "  " + line).forEach(steps::add);
        steps.add(words("daemon-reload"));
        steps.add(words("enable", "--now", UnitFile.NAME));
        return new ServiceOutcome.Planned(steps);
    }

    /** What {@link #uninstall} would do, step by step; changes nothing. */
    public ServiceOutcome.Planned planUninstall() {
        return new ServiceOutcome.Planned(
                List.of(
                        words("disable", "--now", UnitFile.NAME),
                        "delete " + unit(),
                        words("daemon-reload")));
    }

    /**
     * Writes the unit and has it start with every session; a unit in place is replaced.
     *
     * @param now also starts it, or restarts one that runs; not to be asked for while an agent of
     *     the same data folder runs outside the service
     * @throws IOException when the unit's file cannot be written
     */
    public ServiceOutcome install(boolean now) throws IOException, InterruptedException {
        var silent = obstacle();
        if (silent.isPresent()) {
            return new ServiceOutcome.NoServiceManager(silent.get());
        }
        boolean replaced = present();
        Files.createDirectories(units);
        DataDir.write(unit(), UnitFile.text(command).getBytes(StandardCharsets.UTF_8));
        var steps = new ArrayList<List<String>>();
        steps.add(List.of("daemon-reload"));
        if (!now) {
            steps.add(List.of("enable", UnitFile.NAME));
        } else {
            steps.add(List.of("enable", "--now", UnitFile.NAME));
            if (replaced) {
                steps.add(List.of("restart", UnitFile.NAME));
            }
        }
        for (var step : steps) {
            var finished = ask(step);
            if (finished.exitCode() != 0) {
                takeBack();
                return new ServiceOutcome.Refused(step.getFirst(), reason(finished));
            }
        }
        return new ServiceOutcome.Installed(unit(), now);
    }

    /**
     * Stops the service and deletes its unit; the data folder stays.
     *
     * @throws IOException when the unit's file cannot be deleted
     */
    public ServiceOutcome uninstall() throws IOException, InterruptedException {
        if (!present()) {
            return new ServiceOutcome.NotInstalled();
        }
        var silent = obstacle();
        if (silent.isPresent()) {
            return new ServiceOutcome.NoServiceManager(silent.get());
        }
        var stopped = ask(List.of("disable", "--now", UnitFile.NAME));
        if (stopped.exitCode() != 0) {
            return new ServiceOutcome.Refused("disable", reason(stopped));
        }
        Files.deleteIfExists(unit());
        ask(List.of("daemon-reload"));
        return new ServiceOutcome.Removed(unit());
    }

    /** Whether it is in place, and what the service manager says of it. */
    public ServiceState state() throws InterruptedException {
        if (!present()) {
            return new ServiceState.Absent();
        }
        try {
            var silent = obstacle();
            if (silent.isPresent()) {
                return new ServiceState.Unknown(silent.get());
            }
            var active = ask(List.of("is-active", UnitFile.NAME)).output().strip();
            var enabled = ask(List.of("is-enabled", UnitFile.NAME)).output().strip();
            return new ServiceState.Present(
                    active.isEmpty() ? "unknown" : active, enabled.equals("enabled"));
        } catch (IOException e) {
            return new ServiceState.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Where the unit is, or would be, written. */
    public Path unit() {
        return units.resolve(UnitFile.NAME);
    }

    private boolean present() {
        return Files.exists(unit(), LinkOption.NOFOLLOW_LINKS);
    }

    private void takeBack() throws IOException, InterruptedException {
        ask(List.of("disable", "--now", UnitFile.NAME));
        Files.deleteIfExists(unit());
        ask(List.of("daemon-reload"));
    }

    /** Why the service manager cannot be asked here, or empty when it can. */
    public Optional<String> obstacle() throws InterruptedException {
        try {
            var finished = ask(List.of("show", "--property=Version"));
            return finished.exitCode() == 0 ? Optional.empty() : Optional.of(reason(finished));
        } catch (IOException e) {
            return Optional.of("systemd is not on this system");
        }
    }

    private Commands.Finished ask(List<String> words) throws IOException, InterruptedException {
        var all = new ArrayList<>(MANAGER);
        all.addAll(words);
        return commands.run(all);
    }

    private static String words(String... words) {
        return String.join(" ", MANAGER) + " " + String.join(" ", words);
    }

    private static String reason(Commands.Finished finished) {
        return finished.errors()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                .orElse("exit code " + finished.exitCode());
    }
}
