package hearth.monitors.power.decode;

import hearth.kernel.Quality;
import hearth.monitors.power.decode.FrameScanner.Match;

import java.math.BigDecimal;

/**
 * PZEM-004T v3: Modbus RTU. A capture may hold the requests too. Registers of function 4: volts
 * ×0.1, amperes ×0.001 (two, low word first), watts ×0.1 (two), watt-hours (two), hertz, power
 * factor, alarm.
 */
final class PzemFrame implements FrameScanner.Shape {
    private static final int REPLY = 25;
    private static final int READ_INPUT = 0x04;
    private static final int RESET = 0x42;
    private static final int CALIBRATE = 0x41;

    /** The address that every meter answers to. */
    private static final int ANY = 0xF8;

    @Override
    public Match at(byte[] bytes, int offset, int available) {
        int address = bytes[offset] & 0xFF;
        if (address == 0 || address > ANY) {
            return new Match.Nothing();
        }
        if (available < 2) {
            return new Match.NeedMore();
        }
        int function = bytes[offset + 1] & 0xFF;
        return switch (function) {
            case READ_INPUT -> input(bytes, offset, available);
            case 0x03 -> holding(bytes, offset, available);
            case 0x06 -> silent(bytes, offset, available, 8);
            case RESET, CALIBRATE -> silent(bytes, offset, available, 4);
            case 0x83, 0x84, 0x86, 0xC1, 0xC2 -> refusal(bytes, offset, available);
            default -> new Match.Nothing();
        };
    }

    private static Match input(byte[] bytes, int offset, int available) {
        if (available < 3) {
            return new Match.NeedMore();
        }
        int count = bytes[offset + 2] & 0xFF;
        if (count == 0) {
            return silent(bytes, offset, available, 8);
        }
        if (count != 20) {
            // A reply of other registers: which ones, only its request says.
            return count <= 20 && count % 2 == 0
                    ? silent(bytes, offset, available, count + 5)
                    : new Match.Nothing();
        }
        if (available < REPLY) {
            return new Match.NeedMore();
        }
        return checked(bytes, offset, REPLY)
                ? new Match.Whole(REPLY, new Decoded.Sound(reading(bytes, offset + 3)))
                : new Match.Broken(REPLY, "A reply of the PZEM has a wrong checksum.");
    }

    private static MeterReading reading(byte[] bytes, int data) {
        return new ReadingDraft()
                .voltage(BigDecimal.valueOf(word(bytes, data), 1))
                .current(BigDecimal.valueOf(twoWords(bytes, data + 2), 3))
                .power(BigDecimal.valueOf(twoWords(bytes, data + 6), 1))
                .energyImport(BigDecimal.valueOf(twoWords(bytes, data + 10)))
                .reading(Quality.WALL);
    }

    private static Match holding(byte[] bytes, int offset, int available) {
        if (available < 3) {
            return new Match.NeedMore();
        }
        int count = bytes[offset + 2] & 0xFF;
        return switch (count) {
            case 0 -> silent(bytes, offset, available, 8);
            case 2, 4 -> silent(bytes, offset, available, count + 5);
            default -> new Match.Nothing();
        };
    }

    private static Match silent(byte[] bytes, int offset, int available, int length) {
        if (available < length) {
            return new Match.NeedMore();
        }
        return checked(bytes, offset, length) ? new Match.Silent(length) : new Match.Nothing();
    }

    private static Match refusal(byte[] bytes, int offset, int available) {
        if (available < 5) {
            return new Match.NeedMore();
        }
        if (!checked(bytes, offset, 5)) {
            return new Match.Nothing();
        }
        int code = bytes[offset + 2] & 0xFF;
        var why =
                switch (code) {
                    case 1 -> "it does not know the request";
                    case 2 -> "it has no such register";
                    case 3 -> "the value is out of its range";
                    case 4 -> "it is faulty";
                    default -> "for a reason that the protocol does not name";
                };
        return new Match.Whole(
                5, new Decoded.Damaged("The PZEM refused: " + why + " (code " + code + ")."));
    }

    private static boolean checked(byte[] bytes, int offset, int length) {
        int end = offset + length - 2;
        return Crc16.modbus(bytes, offset, end)
                == ((bytes[end] & 0xFF) | (bytes[end + 1] & 0xFF) << 8);
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static long twoWords(byte[] bytes, int at) {
        return (long) word(bytes, at + 2) << 16 | word(bytes, at);
    }

    @Override
    public String cutOff(int available) {
        return "A frame of the PZEM is cut off after " + available + " bytes.";
    }
}
