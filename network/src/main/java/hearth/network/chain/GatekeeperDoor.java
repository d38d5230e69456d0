package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

/**
 * Where a gatekeeper that is a process of its own can be reached.
 *
 * @param gatekeeper whose it is
 * @param host name or address
 * @param port 1 to 65,535
 * @param pin SHA-256 of the public key (SubjectPublicKeyInfo) that it shows in TLS
 */
public record GatekeeperDoor(Address gatekeeper, String host, int port, Hash32 pin) {
    private static final int LONGEST_NAME = 253;

    public GatekeeperDoor {
        if (host.isEmpty()
                || host.length() > LONGEST_NAME
                || !host.matches("[A-Za-z0-9._:-]+")
                || port < 1
                || port > 65_535) {
            throw new IllegalArgumentException("not host:port: " + host + ":" + port);
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when it is nothing like that
     */
    public static GatekeeperDoor at(Address gatekeeper, String endpoint, Hash32 pin) {
        int colon = endpoint.lastIndexOf(':');
        var host = colon < 0 ? "" : endpoint.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.contains(":") && !bracketed) {
            throw new IllegalArgumentException("not host:port: " + endpoint);
        }
        try {
            return new GatekeeperDoor(
                    gatekeeper,
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(endpoint.substring(colon + 1)),
                    pin);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not host:port: " + endpoint, e);
        }
    }

    /** {@code host:port} as it stands in a network file. */
    public String endpoint() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
