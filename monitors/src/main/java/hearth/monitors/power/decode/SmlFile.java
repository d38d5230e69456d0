package hearth.monitors.power.decode;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of one SML frame and the readings in them. */
final class SmlFile {
    private static final BigInteger LIST_RESPONSE = BigInteger.valueOf(0x0701);
    private static final int MESSAGE = 6;
    private static final int UNIT_WATT = 27;
    private static final int UNIT_WATT_HOUR = 30;
    private static final int UNIT_AMPERE = 33;
    private static final int UNIT_VOLT = 35;
    private static final int LARGEST_SCALER = 15;

    /** A second before 2000 or after 2100 is a clock that was never set. */
    private static final long EARLIEST = 946_684_800;

    private static final long LATEST = 4_102_444_800L;

    private SmlFile() {}

    /**
     * Reads them all.
     *
     * @param checkMessages whether each message's own checksum must hold
     */
    static List<MeterReading> read(byte[] content, boolean checkMessages) throws DamagedException {
        var readings = new ArrayList<MeterReading>();
        var reader = new SmlReader(content);
        reader.skipZeros();
        while (!reader.done()) {
            int begin = reader.at();
            if (reader.list() != MESSAGE) {
                throw new DamagedException("A message of the SML frame cannot be read.");
            }
            reader.element(); // transaction
            reader.element(); // group
            reader.element(); // what to do on an error
            var body = reader.element();
            int end = reader.at();
            var sum = reader.element();
            if (checkMessages && !holds(sum, content, begin, end)) {
                throw new DamagedException("A message's checksum is wrong.");
            }
            if (!(reader.element() instanceof SmlValue.EndOfMessage)) {
                throw new DamagedException("A message of the SML frame has no end.");
            }
            if (body instanceof SmlValue.Items(var parts)
                    && parts.size() == 2
                    && parts.get(0) instanceof SmlValue.Whole tag
                    && tag.value().equals(LIST_RESPONSE)) {
                readings.add(response(parts.get(1)));
            }
            reader.skipZeros();
        }
        return readings;
    }

    private static boolean holds(SmlValue sum, byte[] content, int begin, int end) {
        if (!(sum instanceof SmlValue.Whole whole)) {
            return false;
        }
        int value = whole.value().intValue() & 0xFFFF;
        int swapped = value >>> 8 | (value & 0xFF) << 8;
        return Crc16.x25(content, begin, end) == swapped
                || Crc16.kermit(content, begin, end) == swapped;
    }

    /** Client, server, list's name, sensor's time, values, signature, gateway's time. */
    private static MeterReading response(SmlValue body) throws DamagedException {
        if (!(body instanceof SmlValue.Items(var parts))
                || parts.size() < 5
                || !(parts.get(4) instanceof SmlValue.Items(var entries))) {
            throw new DamagedException("The SML frame's list of values cannot be read.");
        }
        var server = parts.get(1) instanceof SmlValue.Octets id ? id.bytes() : new byte[0];
        var registers = new ObisRegisters();
        registers.at(time(parts.get(3)));
        for (var entry : entries) {
            if (entry instanceof SmlValue.Items(var fields) && fields.size() >= 6) {
                entry(fields, server, registers);
            }
        }
        return registers.reading();
    }

    /** Name, status, time, unit, scaler, value, signature. */
    private static void entry(List<SmlValue> fields, byte[] server, ObisRegisters registers) {
        if (!(fields.get(0) instanceof SmlValue.Octets octets)) {
            return;
        }
        var name = octets.bytes();
        if (name.length != 6
                || name[0] != 1
                || (name[5] & 0xFF) != 255
                || !(fields.get(5) instanceof SmlValue.Whole raw)) {
            return;
        }
        int channel = name[1] & 0xFF;
        int c = name[2] & 0xFF;
        int d = name[3] & 0xFF;
        int e = name[4] & 0xFF;
        var kind = ObisRegisters.kind(c, d);
        if (kind.isEmpty() || channel > 127 || e > 63) {
            return;
        }
        if (d == 8 && e == 0 && feedsIn(fields.get(1))) {
            registers.feedsIn();
        }
        boolean tariffs =
                switch (kind.get()) {
                    case ENERGY, POWER -> true;
                    case VOLTAGE, CURRENT -> false;
                };
        int scaler = whole(fields.get(4), 0);
        if ((!tariffs && e != 0)
                || whole(fields.get(3), unit(kind.get())) != unit(kind.get())
                || Math.abs(scaler) > LARGEST_SCALER) {
            return;
        }
        var value = DzgMeter.corrected(server, c, d, raw);
        // The checksum vouches for the frame: a register told twice keeps its first value.
        var _ = registers.put(channel, c, d, e, new BigDecimal(value).scaleByPowerOfTen(scaler));
    }

    /** Bit 5 of the status word of a register of energy (FNN Lastenheft EDL 1.0, 2010). */
    private static boolean feedsIn(SmlValue status) {
        return status instanceof SmlValue.Whole word && word.unsigned().testBit(5);
    }

    private static int unit(ObisRegisters.Kind kind) {
        return switch (kind) {
            case ENERGY -> UNIT_WATT_HOUR;
            case POWER -> UNIT_WATT;
            case VOLTAGE -> UNIT_VOLT;
            case CURRENT -> UNIT_AMPERE;
        };
    }

    private static int whole(SmlValue value, int otherwise) {
        return value instanceof SmlValue.Whole number && number.value().bitLength() < 31
                ? number.value().intValue()
                : otherwise;
    }

    /** A choice of seconds since an unknown start (1), UTC (2), or UTC with its offsets (3). */
    private static @Nullable Instant time(SmlValue time) {
        if (!(time instanceof SmlValue.Items(var choice)) || choice.size() != 2) {
            return null;
        }
        var seconds =
                switch (whole(choice.get(0), 0)) {
                    case 2 -> choice.get(1);
                    case 3 ->
                            choice.get(1) instanceof SmlValue.Items(var local) && !local.isEmpty()
                                    ? local.getFirst()
                                    : new SmlValue.Absent();
                    default -> new SmlValue.Absent();
                };
        if (seconds instanceof SmlValue.Whole number && number.value().bitLength() < 63) {
            long second = number.value().longValue();
            return second > EARLIEST && second < LATEST ? Instant.ofEpochSecond(second) : null;
        }
        return null;
    }
}
