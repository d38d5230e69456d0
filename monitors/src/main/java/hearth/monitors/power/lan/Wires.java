package hearth.monitors.power.lan;

import hearth.monitors.power.meter.MeterFailedException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** One question and its answer over plain TCP, within limits. */
final class Wires {
    private static final int LARGEST = 256 * 1024;

    private final String host;
    private final int port;
    private final LongSupplier nanos;
    private final LanLimits limits;

    Wires(String host, int port, LongSupplier nanos, LanLimits limits) {
        this.host = host;
        this.port = port;
        this.nanos = nanos;
        this.limits = limits;
    }

    /**
     * @param complete whether the answer so far is all of it
     */
    byte[] ask(byte[] question, Predicate<ByteArrayOutputStream> complete)
            throws MeterFailedException {
        long begin = nanos.getAsLong();
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            socket.connect(address, limits.stepMillis());
            socket.setSoTimeout(limits.stepMillis());
            socket.getOutputStream().write(question);
            socket.getOutputStream().flush();
            return answer(socket.getInputStream(), begin, complete);
        } catch (IOException e) {
            throw WebClient.failed(host, e);
        }
    }

    private byte[] answer(InputStream in, long begin, Predicate<ByteArrayOutputStream> complete)
            throws IOException {
        var answer = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (!complete.test(answer)) {
            int length = in.read(buffer);
            if (length < 0) {
                break;
            }
            answer.write(buffer, 0, length);
            if (answer.size() > LARGEST || nanos.getAsLong() - begin > limits.whole().toNanos()) {
                throw new SocketTimeoutException("the answer does not end");
            }
        }
        return answer.toByteArray();
    }
}
