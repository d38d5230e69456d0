package hearth.monitors.power.serial;

import com.fazecast.jSerialComm.SerialPort;

import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterKind;

import java.util.List;
import java.util.regex.Pattern;

/** Speed, data bits, parity (N, E, O) and stop bits of a line, written {@code 9600-7E1}. */
record LineFormat(int baud, int dataBits, char parity, int stopBits) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{3,7})(?:-([78])([NEO])([12]))?");

    /** What meters of a kind use, the usual first. */
    static List<LineFormat> usual(MeterKind kind) {
        var plain = new LineFormat(9600, 8, 'N', 1);
        return switch (kind) {
            // Version 4 and 5, then 2 and 3.
            case DSMR ->
                    List.of(new LineFormat(115_200, 8, 'N', 1), new LineFormat(9600, 7, 'E', 1));
            case TC66C -> List.of(new LineFormat(115_200, 8, 'N', 1));
            case SML, PZEM, UM, SHELLY, TASMOTA, KASA, HOME_ASSISTANT, NUT -> List.of(plain);
        };
    }

    static LineFormat of(String text) throws MeterFailedException {
        var match = WRITTEN.matcher(text);
        if (!match.matches()) {
            throw new MeterFailedException(
                    "“" + text + "” is no line speed; write 9600 or 9600-7E1 behind the @.");
        }
        int baud = Integer.parseInt(match.group(1));
        return match.group(2) == null
                ? new LineFormat(baud, 8, 'N', 1)
                : new LineFormat(
                        baud,
                        Integer.parseInt(match.group(2)),
                        match.group(3).charAt(0),
                        Integer.parseInt(match.group(4)));
    }

    void apply(SerialPort port) {
        port.setComPortParameters(
                baud,
                dataBits,
                stopBits == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
                switch (parity) {
                    case 'E' -> SerialPort.EVEN_PARITY;
                    case 'O' -> SerialPort.ODD_PARITY;
                    default -> SerialPort.NO_PARITY;
                });
    }

    @Override
    public String toString() {
        return baud + " " + dataBits + parity + stopBits;
    }
}
