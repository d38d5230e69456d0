package hearth.monitors.power;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device of Windows' Energy Metering Interface answers, byte by byte as emi.h has it:
 * EMI_METADATA_V1, EMI_METADATA_V2 with EMI_CHANNEL_V2, and EMI_CHANNEL_MEASUREMENT_DATA.
 */
final class EmiBytes {
    static final int V1 = 1;
    static final int V2 = 2;

    /** EmiMeasurementUnitPicowattHours, the only unit there is. */
    private static final int PICOWATT_HOURS = 0;

    /** HardwareOEM and HardwareModel: 16 characters of 16 bits each. */
    private static final int MAKER = 2 * 16 * 2;

    private static final int MOST_CHANNELS = 64;

    /**
     * A channel's counter.
     *
     * @param energy picowatt-hours
     * @param time units of 100 ns
     */
    record Counter(long energy, long time) {}

    private EmiBytes() {}

    /** EMI_VERSION: what the other answers look like. */
    static int version(byte[] answer) {
        return answer.length < Short.BYTES ? 0 : little(answer).getShort();
    }

    /** EMI_METADATA_SIZE: bytes; 0 when the answer is none. */
    static int size(byte[] answer) {
        return answer.length < Integer.BYTES ? 0 : little(answer).getInt();
    }

    /** The channels' names in their order; empty when the answer is not what it should be. */
    static Optional<List<String>> channels(int version, byte[] metadata) {
        var bytes = little(metadata);
        var names = new ArrayList<String>();
        try {
            switch (version) {
                case V1 -> {
                    unit(bytes);
                    bytes.position(bytes.position() + MAKER + Short.BYTES);
                    names.add(name(bytes));
                }
                case V2 -> {
                    bytes.position(MAKER + Short.BYTES);
                    int count = bytes.getShort();
                    if (count < 1 || count > MOST_CHANNELS) {
                        return Optional.empty();
                    }
                    for (int i = 0; i < count; i++) {
                        unit(bytes);
                        names.add(name(bytes));
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Shorter than it says it is.
            return Optional.empty();
        }
        return Optional.of(names);
    }

    private static void unit(ByteBuffer bytes) {
        if (bytes.getInt() != PICOWATT_HOURS) {
            throw new IllegalArgumentException("a unit that there is not");
        }
    }

    /** Its size in bytes with the zero at its end, and its characters. */
    private static String name(ByteBuffer bytes) {
        var name = new byte[bytes.getShort() & 0xFFFF];
        bytes.get(name);
        return new String(name, StandardCharsets.UTF_16LE).replace("\0", "").strip();
    }

    /** The counters of so many channels; empty when the answer has another length. */
    static Optional<List<Counter>> counters(int channels, byte[] answer) {
        if (answer.length != channels * 2 * Long.BYTES) {
            return Optional.empty();
        }
        var bytes = little(answer);
        var counters = new ArrayList<Counter>();
        for (int i = 0; i < channels; i++) {
            counters.add(new Counter(bytes.getLong(), bytes.getLong()));
        }
        return Optional.of(counters);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
