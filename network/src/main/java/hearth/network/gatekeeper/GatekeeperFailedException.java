package hearth.network.gatekeeper;

import java.sql.SQLException;

/** The gatekeeper cannot keep or read its records; the message is a sentence for the operator. */
public final class GatekeeperFailedException extends Exception {
    public GatekeeperFailedException(String message) {
        super(message);
    }

    public GatekeeperFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    static GatekeeperFailedException records(SQLException e) {
        return new GatekeeperFailedException(
                "The gatekeeper's records cannot be used (" + e.getMessage() + ").", e);
    }
}
