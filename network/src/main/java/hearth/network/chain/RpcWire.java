package hearth.network.chain;

import java.io.IOException;
import java.time.Duration;

/** The way to one address: a payload there, an answer back, within limits. Blocks. */
interface RpcWire {
    byte[] exchange(byte[] payload) throws IOException;

    void close();

    /** The endpoint asked to be left alone for a while. */
    final class RestException extends IOException {
        private static final long serialVersionUID = 1L;
        private final Duration asked;

        RestException(Duration asked) {
            super("it limits the rate of requests (HTTP status 429)");
            this.asked = asked;
        }

        Duration asked() {
            return asked;
        }
    }

    /** The request was too large for the endpoint. */
    final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("it takes no request as large as this (HTTP status 413)");
        }
    }
}
