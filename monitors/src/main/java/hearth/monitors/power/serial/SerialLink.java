package hearth.monitors.power.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.Decoder;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.decode.P1Counters;
import hearth.monitors.power.decode.P1Key;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterLink;
import hearth.monitors.power.meter.StopSignal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A meter on a serial port. Reads block for half a second at most and no events are used: when a
 * device disappears, the library repeats its event without end (347,000 times in 1.3 s).
 */
public final class SerialLink implements MeterLink {
    private static final int READ_MILLIS = 500;
    private static final Duration PACE = Duration.ofSeconds(1);

    /** So many questions without an answer mean that nobody is there. */
    private static final int UNANSWERED = 5;

    private final MeterKind kind;
    private final MeterType type;
    private final String path;
    private final String format;
    private final Credentials credentials;
    private final LongSupplier nanos;
    private final P1Counters counters;
    private int nextFormat;

    /**
     * @param address the port, with {@code @9600-7E1} where the line is not the usual one
     * @param credentials of a P1 port that encrypts: its key; other kinds have none
     * @param counters of that port's telegrams before
     * @param nanos a clock that never jumps
     */
    public SerialLink(
            MeterKind kind,
            String address,
            Credentials credentials,
            P1Counters counters,
            LongSupplier nanos) {
        this.counters = counters;
        this.kind = kind;
        this.credentials = credentials;
        this.type = kind.type().orElseThrow();
        this.nanos = nanos;
        int at = address.lastIndexOf('@');
        path = at < 0 ? address : address.substring(0, at);
        format = at < 0 ? "" : address.substring(at + 1);
    }

    @Override
    public void follow(Consumer<? super Decoded> each, StopSignal stop)
            throws MeterFailedException, InterruptedException {
        var formats = format.isEmpty() ? LineFormat.usual(kind) : List.of(LineFormat.of(format));
        var line = formats.get(nextFormat % formats.size());
        try (var key = key();
                var port = new OpenPort(open(line))) {
            var session = new Session(port.port(), line, formats.size() > 1, key, each);
            if (request().length == 0) {
                session.listen(stop);
            } else {
                session.ask(stop);
            }
        }
    }

    /** A port that is closed behind the last read. */
    private record OpenPort(SerialPort port) implements AutoCloseable {
        @Override
        public void close() {
            port.closePort();
        }
    }

    private @Nullable P1Key key() throws MeterFailedException {
        if (kind != MeterKind.DSMR) {
            return null;
        }
        byte[] secret = {};
        try {
            secret = credentials.open();
            return secret.length == 0 ? null : P1Key.parse(secret);
        } catch (IllegalArgumentException e) {
            throw new MeterFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new MeterFailedException("The key cannot be read: " + e.getMessage() + ".", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private SerialPort open(LineFormat line) throws MeterFailedException {
        PortTrouble.check(path);
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new MeterFailedException(
                    "There is no serial port " + path + "; is it plugged in?", e);
        }
        line.apply(port);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                READ_MILLIS,
                READ_MILLIS);
        if (!port.openPort(0)) {
            throw PortTrouble.notOpened(path, port.getLastErrorCode());
        }
        return port;
    }

    /** What a meter that does not push wants to hear; empty for one that does. */
    private byte[] request() {
        return switch (kind) {
            // Function 4, ten registers, from whichever meter is on the line.
            case PZEM -> HexFormat.of().parseHex("f8040000000a6464");
            case UM -> new byte[] {(byte) 0xF0};
            case TC66C -> "getva".getBytes(StandardCharsets.US_ASCII);
            case DSMR, SML, SHELLY, TASMOTA, KASA, HOME_ASSISTANT, NUT -> new byte[0];
        };
    }

    /** One time that the port is open. */
    private final class Session {
        private final SerialPort port;
        private final LineFormat line;
        private final boolean others;
        private final Consumer<? super Decoded> each;
        private final byte[] buffer = new byte[4096];
        private final boolean encrypted;
        private Decoder decoder;
        private long bytes;
        private long sound;

        /**
         * @param others whether the line may have another format
         * @param key of a meter that encrypts
         */
        Session(
                SerialPort port,
                LineFormat line,
                boolean others,
                @Nullable P1Key key,
                Consumer<? super Decoded> each) {
            encrypted = key != null;
            decoder = key == null ? type.decoder() : key.decoder(counters);
            this.port = port;
            this.line = line;
            this.others = others;
            this.each = each;
        }

        void listen(StopSignal stop) throws MeterFailedException {
            long patience = kind.patience().toNanos();
            long since = nanos.getAsLong();
            while (!stop.stopped()) {
                long before = sound;
                read();
                if (sound > before) {
                    since = nanos.getAsLong();
                } else if (nanos.getAsLong() - since > patience) {
                    throw nothing();
                }
            }
        }

        private MeterFailedException nothing() {
            if (sound == 0 && others) {
                nextFormat++;
            }
            if (bytes == 0) {
                return new MeterFailedException(
                        kind == MeterKind.DSMR
                                ? "Nothing comes from "
                                        + path
                                        + "; the cable must ask for data (a P1 cable does) and may be"
                                        + " in the wrong socket."
                                : "Nothing comes from " + path + "; check how the head sits.");
            }
            return new MeterFailedException(
                    sound > 0
                            ? "The meter on " + path + " has fallen silent."
                            : "Bytes come from "
                                    + path
                                    + " at "
                                    + line
                                    + ", but no frame is whole: the speed or the kind may be wrong"
                                    + (others ? "; another speed is tried." : "."));
        }

        void ask(StopSignal stop) throws MeterFailedException, InterruptedException {
            int unanswered = 0;
            while (!stop.stopped()) {
                long asked = nanos.getAsLong();
                long before = sound;
                decoder = type.decoder();
                write();
                do {
                    read();
                } while (sound == before
                        && nanos.getAsLong() - asked < PACE.toNanos()
                        && !stop.stopped());
                if (sound == before) {
                    decoder.end(this::told);
                    if (++unanswered >= UNANSWERED) {
                        throw new MeterFailedException(
                                bytes == 0
                                        ? "No answer on "
                                                + path
                                                + "; check power, wiring (RX and TX crossed) and kind."
                                        : "Only damaged answers on "
                                                + path
                                                + "; check the wiring.");
                    }
                } else {
                    unanswered = 0;
                }
                if (stop.pause(PACE.minusNanos(nanos.getAsLong() - asked))) {
                    return;
                }
            }
        }

        private void write() throws MeterFailedException {
            var request = request();
            if (port.writeBytes(request, request.length) != request.length) {
                throw gone();
            }
        }

        private void read() throws MeterFailedException {
            int length = port.readBytes(buffer, buffer.length);
            if (length < 0) {
                throw gone();
            }
            bytes += length;
            if (length == 0 && encrypted) {
                // A telegram comes in one go: what still waits for its end gets none any more, and
                // must not swallow the next because a bit of its length was wrong.
                decoder.end(this::told);
            } else {
                decoder.feed(buffer, 0, length, this::told);
            }
        }

        private MeterFailedException gone() {
            return new MeterFailedException(path + " was unplugged, or its adapter has failed.");
        }

        private void told(Decoded decoded) {
            if (decoded instanceof Decoded.Sound) {
                sound++;
            }
            each.accept(decoded);
        }
    }
}
