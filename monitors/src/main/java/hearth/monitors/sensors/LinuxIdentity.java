package hearth.monitors.sensors;

import hearth.kernel.Reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a Linux machine is: DMI or device tree, /proc/cpuinfo, /etc/os-release. */
final class LinuxIdentity {
    private final Roots roots;
    private final Path etc;
    private final InstantSource time;

    LinuxIdentity(Roots roots, Path etc, InstantSource time) {
        this.roots = roots;
        this.etc = etc;
        this.time = time;
    }

    MachineIdentity read(Reading<Memory> memory) {
        int threads = 0;
        var cores = new HashSet<String>();
        String processor = "";
        String socket = "";
        for (var line : lines(roots.proc().resolve("cpuinfo"))) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            var key = line.substring(0, colon).strip();
            var value = line.substring(colon + 1).strip();
            switch (key) {
                case "processor" -> threads++;
                case "model name" -> processor = value;
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + "/" + value);
                default -> {}
            }
        }
        threads = Math.max(1, threads);
        int physical = cores.isEmpty() ? coresByTopology(threads) : cores.size();
        return new MachineIdentity(
                Roots.text(roots.proc().resolve("sys/kernel/hostname")).orElse("this machine"),
                named(model(), "the board names no model"),
                named(processor(processor), "the processor names no model"),
                Math.clamp(physical, 1, threads),
                threads,
                memory.map(Memory::total),
                os(),
                "Linux " + Roots.text(roots.proc().resolve("sys/kernel/osrelease")).orElse("?"),
                System.getProperty("os.arch", "?"));
    }

    private Reading<String> named(Optional<String> name, String otherwise) {
        return name.map(text -> Reading.counted(text, time.instant()))
                .orElseGet(() -> Reading.missing(time.instant(), otherwise));
    }

    private Optional<String> model() {
        var board = Roots.text(roots.proc().resolve("device-tree/model"));
        if (board.isPresent()) {
            return board;
        }
        Path dmi = roots.sys().resolve("class/dmi/id");
        var vendor = Roots.text(dmi.resolve("sys_vendor")).filter(LinuxIdentity::meant);
        var product = Roots.text(dmi.resolve("product_name")).filter(LinuxIdentity::meant);
        if (product.isEmpty()) {
            vendor = Roots.text(dmi.resolve("board_vendor")).filter(LinuxIdentity::meant);
            product = Roots.text(dmi.resolve("board_name")).filter(LinuxIdentity::meant);
        }
        var maker = vendor.map(name -> name + " ").orElse("");
        return product.map(name -> name.startsWith(maker.strip()) ? name : maker + name);
    }

    /** Makers leave the form unfilled. */
    private static boolean meant(String text) {
        return !text.matches(
                "(?i)to be filled.*|default string|system (product|manufacturer).*|"
                        + "not (specified|applicable)|none|o\\.?e\\.?m\\.?");
    }

    /** ARM kernels name no processor in cpuinfo; the device tree names the chip. */
    private Optional<String> processor(String fromCpuinfo) {
        if (!fromCpuinfo.isEmpty()) {
            return Optional.of(
                    fromCpuinfo
                            .replace("(R)", "")
                            .replace("(TM)", "")
                            .replaceAll(" @ .*$", "")
                            .replaceAll("\\s+", " ")
                            .strip());
        }
        return Roots.text(roots.proc().resolve("device-tree/compatible"))
                .map(text -> {
                    var parts = text.split("[ ,]", -1);
                    return parts[parts.length - 1].toUpperCase(Locale.ROOT);
                });
    }

    private int coresByTopology(int threads) {
        var siblings = new HashSet<String>();
        for (var cpu : Roots.children(roots.sys().resolve("devices/system/cpu"))) {
            Roots.text(cpu.resolve("topology/core_cpus_list"))
                    .or(() -> Roots.text(cpu.resolve("topology/thread_siblings_list")))
                    .ifPresent(siblings::add);
        }
        return siblings.isEmpty() ? threads : siblings.size();
    }

    private String os() {
        for (var line : lines(etc.resolve("os-release"))) {
            if (line.startsWith("PRETTY_NAME=")) {
                return line.substring("PRETTY_NAME=".length()).replace("\"", "").strip();
            }
        }
        return "Linux";
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
