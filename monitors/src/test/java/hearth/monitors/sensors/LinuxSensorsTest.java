package hearth.monitors.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Bytes;
import hearth.kernel.Reading;
import hearth.monitors.Tree;
import hearth.monitors.VirtualTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

final class LinuxSensorsTest {
    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime("2026-11-21T10:00:00Z");
    private Tree tree = new Tree(Path.of("."));
    private String firmware = "";
    private LinuxSensors sensors = sensors();

    @BeforeEach
    void record() {
        tree = new Tree(folder);
        sensors = sensors();
    }

    private LinuxSensors sensors() {
        return new LinuxSensors(
                tree.root(),
                time,
                time.nanos(),
                path -> new long[] {1000, path.toString().equals("/") ? 400 : 100},
                () -> firmware.isEmpty() ? Optional.empty() : Optional.of(firmware));
    }

    private static String reason(Reading<?> reading) {
        return reading instanceof Reading.Missing<?> missing ? missing.reason() : "measured";
    }

    @Test
    void loadIsTheBusyShareSinceTheLastReading() {
        tree.put(
                "proc/stat",
                """
                cpu  100 0 100 800 0 0 0 0 0 0
                cpu0 50 0 50 400 0 0 0 0 0 0
                cpu1 50 0 50 400 0 0 0 0 0 0
                intr 1
                """);
        assertTrue(reason(sensors.cpu()).contains("first reading"));
        tree.put(
                "proc/stat",
                """
                cpu  150 0 120 1000 30 0 0 0 0 0
                cpu0 100 0 70 410 20 0 0 0 0 0
                cpu1 50 0 50 590 10 0 0 0 0 0
                intr 1
                """);
        var load = sensors.cpu().measured().orElseThrow();
        assertEquals(70 / 300.0, load.total().value(), 1e-9);
        assertEquals(70 / 100.0, load.perThread().get(0).value(), 1e-9);
        assertEquals(0, load.perThread().get(1).value());
    }

    @Test
    void anIdleCounterThatGoesBackIsNotALoadOfMoreThanAll() {
        tree.put("proc/stat", "cpu  10 0 0 100 50 0 0 0\ncpu0 10 0 0 100 50 0 0 0\n");
        sensors.cpu();
        tree.put("proc/stat", "cpu  60 0 0 110 20 0 0 0\ncpu0 60 0 0 110 20 0 0 0\n");
        assertEquals(1.0, sensors.cpu().measured().orElseThrow().total().value());
    }

    @Test
    void memoryAndSwapComeFromOneFile() {
        tree.put(
                "proc/meminfo",
                """
                MemTotal:       1000 kB
                MemFree:         300 kB
                MemAvailable:    620 kB
                Buffers:          20 kB
                Cached:          330 kB
                SwapCached:        9 kB
                Shmem:            30 kB
                SwapTotal:       500 kB
                SwapFree:        400 kB
                SReclaimable:     10 kB
                """);
        var memory = sensors.memory().measured().orElseThrow();
        assertEquals(new Bytes(1000 * 1024), memory.total());
        assertEquals(new Bytes(330 * 1024), memory.cache());
        assertEquals(new Bytes(370 * 1024), memory.used());
        assertEquals(new Bytes(620 * 1024), memory.available());
        assertEquals(new Bytes(100 * 1024), sensors.swap().measured().orElseThrow().used());
        tree.put(
                "proc/meminfo",
                "MemTotal: 10 kB\nMemFree: 5 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        sensors.memory();
        assertEquals("no swap is set up", reason(sensors.swap()));
    }

    @Test
    void drivesAreWholeDrivesWithTheirRates() {
        tree.put("sys/block/nvme0n1/size", "7814037168\n")
                .put("sys/block/nvme0n1/device/model", "Samsung SSD 990 PRO 4TB   \n")
                .put("sys/block/sda/size", "1000\n")
                .put("sys/block/sda/queue/rotational", "1\n")
                .put("sys/block/sdb/size", "0\n")
                .put("sys/block/loop0/size", "88\n")
                .put(
                        "proc/diskstats",
                        """
                         259 0 nvme0n1 100 0 2000 10 50 0 4000 20 0 100 30
                         259 1 nvme0n1p1 100 0 2000 10 50 0 4000 20 0 100 30
                           8 0 sda 1 0 8 1 1 0 8 1 0 1 1
                           8 16 sdb 0 0 0 0 0 0 0 0 0 0 0
                           7 0 loop0 9 0 9 9 9 0 9 9 0 9 9
                        """);
        assertTrue(reason(sensors.disks()).contains("first reading"));
        time.pass(Duration.ofSeconds(2));
        tree.put(
                "proc/diskstats",
                """
                 259 0 nvme0n1 120 0 6000 10 60 0 5000 20 0 600 30
                 259 1 nvme0n1p1 120 0 6000 10 60 0 5000 20 0 600 30
                   8 0 sda 1 0 8 1 1 0 8 1 0 1 1
                   8 16 sdb 0 0 0 0 0 0 0 0 0 0 0
                   7 0 loop0 9 0 9 9 9 0 9 9 0 9 9
                """);
        var disks = sensors.disks().measured().orElseThrow();
        assertEquals(List.of("nvme0n1", "sda"), disks.stream().map(DiskUse::name).toList());
        var nvme = disks.getFirst();
        assertEquals(DiskUse.Kind.NVME, nvme.kind());
        assertEquals(DiskUse.Kind.HDD, disks.get(1).kind());
        assertEquals("Samsung SSD 990 PRO 4TB", nvme.model().measured().orElseThrow());
        assertEquals(4000 * 512 / 2.0, nvme.read().value());
        assertEquals(1000 * 512 / 2.0, nvme.write().value());
        assertEquals(10, nvme.readsPerSecond());
        assertEquals(5, nvme.writesPerSecond());
        assertEquals(0.25, nvme.busy().measured().orElseThrow().value());
        assertEquals("the drive names no model", reason(disks.get(1).model()));
    }

    @Test
    void aCounterThatWasResetGivesNoRateInsteadOfANegativeOne() {
        tree.put("sys/block/sda/size", "1000\n")
                .put("proc/diskstats", "8 0 sda 100 0 800 1 100 0 800 1 0 1 1\n");
        sensors.disks();
        time.pass(Duration.ofSeconds(1));
        tree.put("proc/diskstats", "8 0 sda 1 0 8 1 1 0 8 1 0 1 1\n");
        assertTrue(reason(sensors.disks()).contains("first reading"));
    }

    @Test
    void adaptersAreShownBridgesAndTheLoopBackAreNot() {
        var head = "Inter-|   Receive  |  Transmit\n face |bytes\n";
        tree.put("sys/class/net/enp5s0/device/vendor", "x")
                .put("sys/class/net/enp5s0/speed", "2500\n")
                .put("sys/class/net/enp5s0/operstate", "up\n")
                .put("sys/class/net/wlan0/device/vendor", "x")
                .put("sys/class/net/wlan0/speed", "-1\n")
                .put("sys/class/net/docker0/speed", "10000\n")
                .put(
                        "proc/net/dev",
                        head
                                + """
                                    lo: 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0
                                enp5s0:1000 1 0 0 0 0 0 0 2000 1 0 0 0 0 0 0
                                 wlan0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                docker0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                """);
        sensors.network();
        time.pass(Duration.ofMillis(500));
        tree.put(
                "proc/net/dev",
                head
                        + """
                            lo: 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0
                        enp5s0:2000 1 0 0 0 0 0 0 2300 1 0 0 0 0 0 0
                         wlan0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                        docker0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                        """);
        var links = sensors.network().measured().orElseThrow();
        assertEquals(List.of("enp5s0", "wlan0"), links.stream().map(NetworkUse::name).toList());
        assertEquals(2000, links.getFirst().in().value());
        assertEquals(600, links.getFirst().out().value());
        assertTrue(links.getFirst().up());
        assertEquals(2_500_000_000L, links.getFirst().bitsPerSecond().measured().orElseThrow());
        assertEquals("the driver tells no link speed", reason(links.get(1).bitsPerSecond()));
    }

    @Test
    void temperaturesAreNamedAndImpossibleOnesAreMissing() {
        tree.put("sys/class/hwmon/hwmon0/name", "k10temp\n")
                .put("sys/class/hwmon/hwmon0/temp1_input", "64125\n")
                .put("sys/class/hwmon/hwmon0/temp1_label", "Tctl\n")
                .put("sys/class/hwmon/hwmon0/temp1_crit", "95000\n")
                .put("sys/class/hwmon/hwmon1/name", "nvme\n")
                .put("sys/class/hwmon/hwmon1/temp1_input", "48850\n")
                .put("sys/class/hwmon/hwmon1/temp1_label", "Composite\n")
                .put("sys/class/hwmon/hwmon2/name", "nvme\n")
                .put("sys/class/hwmon/hwmon2/temp1_input", "41850\n")
                .put("sys/class/hwmon/hwmon2/temp1_label", "Composite\n")
                .put("sys/class/hwmon/hwmon10/name", "acpitz\n")
                .put("sys/class/hwmon/hwmon10/temp1_input", "0\n")
                .put("sys/class/hwmon/hwmon10/temp2_input", "-273000\n")
                .put("sys/class/hwmon/hwmon10/fan1_input", "1140\n")
                .put("sys/class/hwmon/hwmon10/fan1_label", "CPU\n")
                .put("sys/class/hwmon/hwmon10/fan2_input", "0\n");
        var found =
                sensors.temperatures().measured().orElseThrow().stream()
                        .collect(Collectors.toMap(Temperature::name, Function.identity()));
        var cpu = found.get("k10temp Tctl");
        assertTrue(cpu != null);
        assertEquals(64.125, cpu.value().measured().orElseThrow().value());
        assertEquals(95, cpu.limit().measured().orElseThrow().value());
        assertEquals(Temperature.Part.CPU, cpu.part());
        assertTrue(found.containsKey("nvme Composite") && found.containsKey("nvme Composite 2"));
        var board = found.get("acpitz");
        assertTrue(board != null && reason(board.value()).contains("no sensible value"));
        var fans = sensors.fans().measured().orElseThrow();
        assertEquals(1140, fans.getFirst().turnsPerMinute().measured().orElseThrow());
        assertEquals(0, fans.get(1).turnsPerMinute().measured().orElseThrow());
    }

    @Test
    void aPiTellsItsTemperatureByAThermalZone() {
        tree.put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n")
                .put("sys/class/thermal/thermal_zone0/temp", "52350\n")
                .put("sys/class/thermal/cooling_device0/type", "pwm-fan\n");
        var one = sensors.temperatures().measured().orElseThrow().getFirst();
        assertEquals(52.35, one.value().measured().orElseThrow().value());
        assertEquals(Temperature.Part.CPU, one.part());
    }

    @Test
    void whereNothingIsThereEachReadingSaysWhy() {
        assertEquals("no temperature sensor", reason(sensors.temperatures()));
        assertEquals("no fan sensor", reason(sensors.fans()));
        assertEquals("/proc/stat cannot be read", reason(sensors.cpu()));
        assertEquals("/proc/meminfo cannot be read", reason(sensors.memory()));
        assertEquals("/proc/diskstats cannot be read", reason(sensors.disks()));
        assertEquals("/proc/net/dev cannot be read", reason(sensors.network()));
        assertTrue(reason(sensors.pressure()).contains("PSI"));
        assertTrue(reason(sensors.throttling()).contains("does not count"));
        assertTrue(reason(sensors.frequencies()).contains("does not tell"));
        assertTrue(reason(sensors.uptime()).contains("cannot be read"));
        assertTrue(reason(sensors.mounts()).contains("cannot be asked"));
    }

    @Test
    void aPisFirmwareSaysWhatSlowsItNowAndSinceStart() {
        firmware = "throttled=0x50005\n";
        var throttling = sensors.throttling().measured().orElseThrow();
        assertTrue(throttling.now());
        assertEquals(List.of("supply voltage too low", "throttled"), throttling.causes());
        assertEquals(throttling.causes(), throttling.sinceStart());
        firmware = "throttled=0x20000";
        var after = sensors.throttling().measured().orElseThrow();
        assertFalse(after.now());
        assertEquals(List.of("clock capped"), after.sinceStart());
        tree.put("sys/devices/platform/soc/soc:firmware/get_throttled", "8\n");
        assertEquals(
                List.of("too hot: soft limit"),
                sensors.throttling().measured().orElseThrow().causes());
    }

    @Test
    void anIntelProcessorThrottlesWhileItsCountersRise() {
        var counter = "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count";
        tree.put(counter, "3\n");
        var first = sensors.throttling().measured().orElseThrow();
        assertFalse(first.now());
        assertEquals(1, first.sinceStart().size());
        tree.put(counter, "4\n");
        assertTrue(sensors.throttling().measured().orElseThrow().now());
        assertFalse(sensors.throttling().measured().orElseThrow().now());
    }

    @Test
    void waitingIsASharePerResource() {
        tree.put("proc/pressure/cpu", "some avg10=2.57 avg60=1.77 avg300=0.57 total=6473221\n")
                .put(
                        "proc/pressure/memory",
                        """
                        some avg10=0.40 avg60=0 avg300=0 total=0
                        full avg10=0.10 avg60=0 avg300=0 total=0
                        """);
        var pressure = sensors.pressure().measured().orElseThrow();
        assertEquals(0.0257, pressure.cpu().measured().orElseThrow().value(), 1e-9);
        assertEquals(0.004, pressure.memory().measured().orElseThrow().value(), 1e-9);
        assertEquals(0.001, pressure.memoryFull().measured().orElseThrow().value(), 1e-9);
        assertEquals("not counted by this kernel", reason(pressure.io()));
    }

    private static String stat(int pid, String name, int parent, long ticks, long start, long rss) {
        return pid
                + " ("
                + name
                + ") S "
                + parent
                + " 1 1 0 -1 4194304 1 2 3 4 "
                + ticks
                + " 0 0 0 20 0 1 0 "
                + start
                + " 1000000 "
                + rss
                + " 18446744073709551615 1\n";
    }

    @Test
    void programsWithStrangeNamesAndReusedNumbers() {
        tree.put("proc/10/stat", stat(10, "java", 1, 1000, 5, 100))
                .put("proc/11/stat", stat(11, "a) b (c", 10, 200, 6, 10))
                .put("proc/12/stat", stat(12, "old", 11, 900, 7, 10))
                .put("proc/2/stat", stat(2, "kthreadd", 0, 0, 0, 0))
                .put("proc/uptime", "1 1\n");
        assertTrue(reason(sensors.programs()).contains("first listing"));
        time.pass(Duration.ofSeconds(5));
        tree.put("proc/10/stat", stat(10, "java", 1, 1990, 5, 100))
                .put("proc/11/stat", stat(11, "a) b (c", 10, 250, 6, 10))
                .put("proc/12/stat", stat(12, "new", 11, 950, 99, 10));
        var programs = sensors.programs().measured().orElseThrow();
        assertEquals(3, programs.top().size());
        var java = programs.top().getFirst();
        assertEquals("java", java.name());
        assertEquals(1.98, java.cpu(), 1e-9);
        var strange = programs.top().get(1);
        assertEquals("a) b (c", strange.name());
        assertEquals(0.1, strange.cpu(), 1e-9);
        var reused = programs.top().get(2);
        assertEquals("new", reused.name());
        assertEquals(0, reused.cpu());
        var use = sensors.use(10).measured().orElseThrow();
        assertEquals(3, use.processes());
        assertEquals(Duration.ofMillis((1990 + 250 + 950) * 10), use.cpuTime());
        assertTrue(reason(sensors.use(4711)).contains("ended"));
    }

    @Test
    void spaceIsAskedOncePerDriveAndNeverOfANetwork() {
        tree.put(
                "proc/self/mounts",
                """
                /dev/nvme0n1p2 / ext4 rw 0 0
                /dev/nvme0n1p2 /snap/a ext4 rw 0 0
                nas:/export /mnt/nas nfs4 rw 0 0
                tmpfs /run tmpfs rw 0 0
                /dev/loop3 /snap/core squashfs ro 0 0
                /dev/sda1 /media/my\\040disk vfat rw 0 0
                """);
        var mounts = sensors.mounts().measured().orElseThrow();
        assertEquals(
                List.of("/", "/media/my disk"), mounts.stream().map(MountSpace::path).toList());
        assertEquals(0.6, mounts.getFirst().used().value(), 1e-9);
    }

    @Test
    void aPcAndAPiSayWhatTheyAre() {
        tree.put(
                        "proc/cpuinfo",
                        """
                        processor : 0
                        model name : Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz
                        physical id : 0
                        core id : 0
                        cpu MHz : 1800.5

                        processor : 1
                        model name : Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz
                        physical id : 0
                        core id : 0
                        cpu MHz : 900.0
                        """)
                .put("proc/sys/kernel/hostname", "tower\n")
                .put("proc/sys/kernel/osrelease", "6.12.1\n")
                .put("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n")
                .put("sys/class/dmi/id/sys_vendor", "To Be Filled By O.E.M.\n")
                .put("sys/class/dmi/id/product_name", "System Product Name\n")
                .put("sys/class/dmi/id/board_vendor", "ASRock\n")
                .put("sys/class/dmi/id/board_name", "B450M\n");
        var pc = sensors.identity();
        assertEquals("tower", pc.host());
        assertEquals(1, pc.cores());
        assertEquals(2, pc.threads());
        assertEquals("Intel Core i5-8250U CPU", pc.processor().measured().orElseThrow());
        assertEquals("ASRock B450M", pc.model().measured().orElseThrow());
        assertEquals("Debian GNU/Linux 13 (trixie)", pc.os());
        assertEquals(1.8005e9, sensors.frequencies().measured().orElseThrow().get(0).value(), 1);
        tree.put("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0")
                .put("proc/device-tree/compatible", "raspberrypi,5-model-b\0brcm,bcm2712\0")
                .put("proc/cpuinfo", "processor : 0\nCPU part : 0xd0b\n\nprocessor : 1\n");
        var pi = sensors.identity();
        assertEquals("Raspberry Pi 5 Model B Rev 1.0", pi.model().measured().orElseThrow());
        assertEquals("BCM2712", pi.processor().measured().orElseThrow());
        assertEquals(2, pi.cores());
    }

    @Test
    void theClockComesFromFrequencyScalingWhereItExists() {
        tree.put("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "4050000\n")
                .put("sys/devices/system/cpu/cpufreq/policy0/x", "1\n");
        var clocks = sensors.frequencies().measured().orElseThrow();
        assertEquals(1, clocks.size());
        assertEquals(4.05e9, clocks.getFirst().value());
    }
}
