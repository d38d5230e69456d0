package hearth.workers.risk.extract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/** A JSON-RPC endpoint did not give what was asked; the kind says what to do about it. */
public final class RpcFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Kind {
        /** No connection, or it broke. Wait and try again. */
        UNREACHABLE("rpc-down"),
        /** No answer in time. Wait, ask for less. */
        SLOW("rpc-slow"),
        /** 429 or its JSON-RPC kin. Wait as long as it says. */
        LIMITED("rpc-limited"),
        /** An error of the server, such as 503. Wait and try again. */
        SERVER("rpc-server"),
        /** The reply is not the JSON that was asked for. Try again, then say so. */
        MALFORMED("rpc-malformed"),
        /** The reply is larger than allowed. Ask for less. */
        OVERSIZED("rpc-oversized"),
        /** The endpoint refuses the call. Do not repeat it. */
        REFUSED("rpc-refused"),
        /** Another chain than the configured one. Stop and tell the owner. */
        WRONG_CHAIN("rpc-wrong-chain"),
        /** Bytes that do not have the hash they should have. Do not believe it. */
        FORGED("rpc-forged");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** A short stable name for people who search for it. */
        public String code() {
            return code;
        }

        boolean passes() {
            return switch (this) {
                case UNREACHABLE, SLOW, LIMITED, SERVER, MALFORMED -> true;
                case OVERSIZED, REFUSED, WRONG_CHAIN, FORGED -> false;
            };
        }
    }

    private final Kind kind;
    private final Duration retryAfter;

    RpcFailedException(Kind kind, String message) {
        this(kind, message, Duration.ZERO, null);
    }

    RpcFailedException(Kind kind, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** How long the endpoint asked to wait; zero when it did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
