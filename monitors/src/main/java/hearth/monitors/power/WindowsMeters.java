package hearth.monitors.power;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and opens the devices of Windows' Energy Metering Interface: cfgmgr32 names those that are
 * there, kernel32 opens one and hands control requests to it.
 */
final class WindowsMeters {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout PTR = ValueLayout.ADDRESS;

    /** GUID_DEVICE_ENERGY_METER {45BD8344-7ED6-49CF-A440-C276C933B053} as it lies in memory. */
    private static final byte[] ENERGY_METER = {
        0x44,
        (byte) 0x83,
        (byte) 0xBD,
        0x45,
        (byte) 0xD6,
        0x7E,
        (byte) 0xCF,
        0x49,
        (byte) 0xA4,
        0x40,
        (byte) 0xC2,
        0x76,
        (byte) 0xC9,
        0x33,
        (byte) 0xB0,
        0x53
    };

    private static final int GENERIC_READ = 0x80000000;
    private static final int SHARE_READ_WRITE = 3;
    private static final int OPEN_EXISTING = 3;
    private static final long INVALID = -1;
    private static final int MOST_NAMES = 64 * 1024;

    private final MethodHandle listSize;
    private final MethodHandle list;
    private final MethodHandle create;
    private final MethodHandle control;
    private final MethodHandle close;

    private WindowsMeters() {
        listSize =
                function(
                        "cfgmgr32.dll",
                        "CM_Get_Device_Interface_List_SizeW",
                        FunctionDescriptor.of(INT, PTR, PTR, PTR, INT));
        list =
                function(
                        "cfgmgr32.dll",
                        "CM_Get_Device_Interface_ListW",
                        FunctionDescriptor.of(INT, PTR, PTR, PTR, INT, INT));
        create =
                function(
                        "kernel32.dll",
                        "CreateFileW",
                        FunctionDescriptor.of(PTR, PTR, INT, INT, PTR, INT, INT, PTR));
        control =
                function(
                        "kernel32.dll",
                        "DeviceIoControl",
                        FunctionDescriptor.of(INT, PTR, INT, PTR, INT, PTR, INT, PTR, PTR));
        close = function("kernel32.dll", "CloseHandle", FunctionDescriptor.of(INT, PTR));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow(name),
                        descriptor);
    }

    /** Those that are there and may be opened; none on another system. */
    static List<EmiPower.Device> open(String system) {
        if (!system.startsWith("Windows")) {
            return List.of();
        }
        var calls = new WindowsMeters();
        var devices = new ArrayList<EmiPower.Device>();
        for (var name : calls.names()) {
            var handle = calls.create(name);
            if (handle.address() != INVALID) {
                devices.add(calls.device(handle));
            }
        }
        return devices;
    }

    /** A list of names with a zero behind each and one more behind all. */
    private List<String> names() {
        try (var arena = Arena.ofConfined()) {
            var kind = arena.allocateFrom(ValueLayout.JAVA_BYTE, ENERGY_METER);
            var length = arena.allocate(INT);
            int failed = (int) listSize.invokeExact(length, kind, MemorySegment.NULL, 0);
            int characters = length.get(INT, 0);
            if (failed != 0 || characters <= 1 || characters > MOST_NAMES) {
                return List.of();
            }
            var buffer = arena.allocate(2L * characters, 2);
            failed = (int) list.invokeExact(kind, MemorySegment.NULL, buffer, characters, 0);
            if (failed != 0) {
                return List.of();
            }
            var text = new String(buffer.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_16LE);
            return split(text);
        } catch (Throwable e) {
            throw new IllegalStateException("cfgmgr32", e);
        }
    }

    private static List<String> split(String text) {
        var names = new ArrayList<String>();
        for (var name : text.split("\0", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private MemorySegment create(String name) {
        try (var arena = Arena.ofConfined()) {
            return (MemorySegment)
                    create.invokeExact(
                            arena.allocateFrom(name, StandardCharsets.UTF_16LE),
                            GENERIC_READ,
                            SHARE_READ_WRITE,
                            MemorySegment.NULL,
                            OPEN_EXISTING,
                            0,
                            MemorySegment.NULL);
        } catch (Throwable e) {
            throw new IllegalStateException("CreateFileW", e);
        }
    }

    private EmiPower.Device device(MemorySegment handle) {
        return new EmiPower.Device() {
            @Override
            public byte[] ask(int code, int most) throws IOException {
                return control(handle, code, most);
            }

            @Override
            public void close() {
                try {
                    int ignored = (int) close.invokeExact(handle);
                    assert ignored != 0;
                } catch (Throwable e) {
                    throw new IllegalStateException("CloseHandle", e);
                }
            }
        };
    }

    private byte[] control(MemorySegment handle, int code, int most) throws IOException {
        int done;
        try (var arena = Arena.ofConfined()) {
            var answer = arena.allocate(Math.max(1, most), Long.BYTES);
            var length = arena.allocate(INT);
            done =
                    (int)
                            control.invokeExact(
                                    handle,
                                    code,
                                    MemorySegment.NULL,
                                    0,
                                    answer,
                                    most,
                                    length,
                                    MemorySegment.NULL);
            if (done != 0) {
                int got = Math.clamp(length.get(INT, 0), 0, most);
                return answer.asSlice(0, got).toArray(ValueLayout.JAVA_BYTE);
            }
        } catch (Throwable e) {
            throw new IOException("DeviceIoControl", e);
        }
        throw new IOException("the energy meter refuses request " + code);
    }
}
