package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.work.Gatekeepers;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * All that has to be known of a network to join it: where its chains are and which contracts it
 * trusts. The practice network and a public one differ only in this file.
 *
 * @param name shown to people
 * @param settlement the chain with stakes and rewards
 * @param source the chain whose contracts are worked on
 * @param contracts addresses on the settlement chain
 * @param codeHashes keccak256 of each contract's run-time code
 * @param parameters the rules' numbers
 * @param gatekeepers who may sign roots, ascending
 * @param doors where gatekeepers can be reached, by gatekeeper; none for one that lives in an agent
 */
public record NetworkFile(
        String name,
        Endpoint settlement,
        Endpoint source,
        Contracts contracts,
        CodeHashes codeHashes,
        NetworkParameters parameters,
        List<Address> gatekeepers,
        List<GatekeeperDoor> doors) {

    public NetworkFile {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("a network's name has 1 to 80 characters");
        }
        gatekeepers = gatekeepers.stream().sorted().toList();
        if (gatekeepers.isEmpty()
                || gatekeepers.stream().distinct().count() != gatekeepers.size()) {
            throw new IllegalArgumentException("gatekeepers must be one or more, all different");
        }
        if (parameters.gatekeeperThreshold() > gatekeepers.size()) {
            throw new IllegalArgumentException(
                    "threshold "
                            + parameters.gatekeeperThreshold()
                            + " is above the "
                            + gatekeepers.size()
                            + " gatekeepers");
        }
        doors = doors.stream().sorted(Comparator.comparing(GatekeeperDoor::gatekeeper)).toList();
        var named = doors.stream().map(GatekeeperDoor::gatekeeper).toList();
        if (named.stream().distinct().count() != named.size() || !gatekeepers.containsAll(named)) {
            throw new IllegalArgumentException("an endpoint is of none or of the same gatekeeper");
        }
        if (doors.stream().map(GatekeeperDoor::pin).distinct().count() != doors.size()) {
            throw new IllegalArgumentException("two gatekeepers have the same pin");
        }
    }

    /** A network whose gatekeepers have no endpoints. */
    public NetworkFile(
            String name,
            Endpoint settlement,
            Endpoint source,
            Contracts contracts,
            CodeHashes codeHashes,
            NetworkParameters parameters,
            List<Address> gatekeepers) {
        this(name, settlement, source, contracts, codeHashes, parameters, gatekeepers, List.of());
    }

    /** Whether enough gatekeepers can be reached for work to be acknowledged. */
    public boolean reachable() {
        return doors.size() >= parameters.gatekeeperThreshold();
    }

    /** The gatekeepers as those who sign together. */
    public Gatekeepers council() {
        return new Gatekeepers(gatekeepers, parameters.gatekeeperThreshold());
    }

    /**
     * A chain and how to reach it.
     *
     * @param chainId EIP-155 number
     * @param genesisHash hash of block 0; null where the network gives none (then not checked)
     * @param rpc addresses in order of preference, at least one: http, https, or {@code unix} with
     *     the absolute path of a socket of this computer
     * @param webSocket for new blocks: ws, wss, or a unix socket again; null: blocks are polled
     */
    public record Endpoint(
            long chainId, @Nullable Hash32 genesisHash, List<URI> rpc, @Nullable URI webSocket) {
        /** Scheme of an address that is a unix socket: {@code unix:///path}. */
        public static final String UNIX = "unix";

        public Endpoint {
            if (chainId <= 0) {
                throw new IllegalArgumentException("chainId must be above zero: " + chainId);
            }
            rpc = List.copyOf(rpc);
            if (rpc.isEmpty()) {
                throw new IllegalArgumentException("at least one rpc address is needed");
            }
            rpc.forEach(uri -> requireScheme(uri, "http", "https"));
            if (webSocket != null) {
                requireScheme(webSocket, "ws", "wss");
            }
        }

        /** The same with the hash of its block 0. */
        public Endpoint begunWith(Hash32 genesis) {
            return new Endpoint(chainId, genesis, rpc, webSocket);
        }

        /** Whether every address is on this computer, so that nobody else's node is believed. */
        public boolean here() {
            return rpc.stream().allMatch(Endpoint::isHere);
        }

        private static boolean isHere(URI uri) {
            String host = uri.getHost();
            return UNIX.equals(uri.getScheme())
                    || "localhost".equals(host)
                    || "[::1]".equals(host)
                    || (host != null && host.matches("127(\\.[0-9]{1,3}){3}"));
        }

        private static void requireScheme(URI uri, String plain, String secure) {
            String scheme = uri.getScheme();
            if (UNIX.equals(scheme)) {
                String path = uri.getPath();
                if (uri.getHost() != null
                        || path == null
                        || !path.startsWith("/")
                        || !path.equals(Path.of(path).normalize().toString())) {
                    throw new IllegalArgumentException("not a unix socket's path: " + uri);
                }
                return;
            }
            if (uri.getHost() == null || !(plain.equals(scheme) || secure.equals(scheme))) {
                throw new IllegalArgumentException(
                        "not a " + plain + " or " + secure + " address: " + uri);
            }
        }
    }

    /** Addresses of Hearth's contracts on the settlement chain. */
    public record Contracts(Address token, Address registry, Address pool) {}

    /** keccak256 of the run-time code of each contract, immutables included. */
    public record CodeHashes(Hash32 token, Hash32 registry, Hash32 pool) {}

    /** What one ticket stakes, in the token's smallest unit. */
    public Wei stakePerTicket() {
        return parameters.stakePerTicket();
    }
}
