package hearth.slots;

import hearth.kernel.Commands;
import hearth.kernel.Threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Slots that are child processes of this one: limited where the system lets us, and honest where it
 * does not. Everything runs as one user, so only Hearth's own workers belong in them.
 */
public final class ProcessSlots implements SlotRuntime {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path PROC = Path.of("/proc");
    private static final int NICENESS = 10;

    private final Path root;
    private final Threads threads;

    /**
     * Slots with their folders inside one.
     *
     * @param root private to this user
     */
    public ProcessSlots(Path root, Threads threads) {
        this.root = root;
        this.threads = threads;
    }

    @Override
    public SlotKind kind() {
        return SlotKind.PROCESS;
    }

    @Override
    public RunningSlot start(SlotSpec spec, SlotProgram program) throws SlotFailedException {
        if (spec.kind() != SlotKind.PROCESS) {
            throw new SlotFailedException(
                    "This version runs process slots only, not " + spec.kind().text() + ".", null);
        }
        var limits = new ArrayList<Enforcement>();
        try {
            var folder = folder(spec.name());
            var command = new ArrayList<String>();
            courtesies(spec, command, limits);
            command.addAll(program.command());
            var process = Commands.prepare(command, folder, program.environment()).start();
            var group = ControlGroup.confine(CGROUPS, PROC.resolve("self"), spec, process.pid());
            limits.addAll(group.limits());
            limits.add(
                    new Enforcement(
                            "disk",
                            false,
                            "its folders are measured every 10 s and the worker is paused when"
                                    + " they are full"));
            limits.add(
                    new Enforcement(
                            "user",
                            false,
                            "developer mode: the same user as the agent, so own workers only"));
            limits.add(
                    new Enforcement(
                            "network", false, "process slots share this machine's network"));
            return new ProcessSlot(spec, program, folder, process, group, limits, threads, PROC);
        } catch (IOException e) {
            throw new SlotFailedException(
                    "The slot "
                            + spec.name()
                            + " could not be started: "
                            + e.getMessage()
                            + ". Check that the program exists and that there is space in "
                            + root
                            + ".",
                    e);
        }
    }

    /** Programs in front of the slot's own that make it yield to the machine's owner. */
    private static void courtesies(SlotSpec spec, List<String> command, List<Enforcement> limits) {
        var prlimit = Path.of("/usr/bin/prlimit");
        if (Files.isExecutable(prlimit)) {
            // No core files: they could hold what the worker had in memory.
            command.addAll(List.of(prlimit.toString(), "--core=0", "--"));
        }
        var nice = Path.of("/usr/bin/nice");
        if (Files.isExecutable(nice)) {
            command.addAll(List.of(nice.toString(), "-n", Integer.toString(NICENESS)));
            limits.add(new Enforcement("priority", true, "nice " + NICENESS));
        } else {
            limits.add(new Enforcement("priority", false, "this system has no nice"));
        }
        var taskset = Path.of("/usr/bin/taskset");
        int machine = Runtime.getRuntime().availableProcessors();
        int cores = (int) Math.ceil(spec.cores());
        if (cores >= machine) {
            limits.add(new Enforcement("cores", true, "the slot has all " + machine + " cores"));
        } else if (Files.isExecutable(taskset)) {
            // The last cores: interrupts and the desktop usually sit on the first.
            command.addAll(
                    List.of(taskset.toString(), "-c", (machine - cores) + "-" + (machine - 1)));
            limits.add(new Enforcement("cores", true, "taskset, " + cores + " of " + machine));
        } else {
            limits.add(new Enforcement("cores", false, "this system has no taskset"));
        }
    }

    private Path folder(String name) throws IOException {
        var folder = root.resolve(name);
        if (Files.isSymbolicLink(folder)) {
            throw new IOException(folder + " is a link");
        }
        if (!Files.isDirectory(folder)) {
            boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        }
        return folder;
    }
}
