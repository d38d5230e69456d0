package hearth.link;

import java.time.Duration;

/** What both ends of the link keep to. */
public final class Protocol {
    /** The newest version that this Hearth speaks. */
    public static final int VERSION = 1;

    /** The oldest version that this Hearth understands. */
    public static final int OLDEST = 1;

    /** Largest message, bytes. */
    static final int MESSAGE_LIMIT = 1 << 20;

    /** Largest header, bytes. */
    static final int METADATA_LIMIT = 8 << 10;

    /** Streams of one connection. */
    static final int STREAM_LIMIT = 64;

    /** Replies that a slow caller may leave unread before it is cut off. */
    static final int BACKLOG_LIMIT = 512;

    /** Time for the TLS handshake. */
    static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /** How often open conversations are checked against the list of trusted callers. */
    static final Duration REVOKED_AFTER = Duration.ofSeconds(5);

    private Protocol() {}
}
