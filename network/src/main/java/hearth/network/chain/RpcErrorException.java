package hearth.network.chain;

import org.web3j.protocol.core.Response;

import java.io.IOException;
import java.util.Locale;

/** The endpoint answered, with a JSON-RPC error. */
final class RpcErrorException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 300;
    private static final int EXECUTION_REVERTED = 3;

    private final String reason;
    private final boolean reverted;

    RpcErrorException(Response.Error error) {
        this(
                RevertReasons.decode(error.getData(), message(error)),
                error.getCode() == EXECUTION_REVERTED
                        || message(error).toLowerCase(Locale.ROOT).contains("revert"));
    }

    private RpcErrorException(String reason, boolean reverted) {
        super("it answered \"" + reason + "\"");
        this.reason = reason;
        this.reverted = reverted;
    }

    private static String message(Response.Error error) {
        String message = error.getMessage();
        if (message == null) {
            return "error " + error.getCode();
        }
        // Some endpoints repeat the whole transaction in what they say about it.
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }

    /** The contract's error, or the endpoint's own words. */
    String reason() {
        return reason;
    }

    boolean reverted() {
        return reverted;
    }
}
