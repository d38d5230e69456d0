package hearth.network.chain;

import hearth.kernel.Hash32;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds a block that the endpoints name alike. Each header's hash is computed here; what two
 * independent endpoints name is believed, what one alone names is not.
 */
final class HeaderAgreement {
    /** How far back from the newest block the endpoints may differ: two epochs of Ethereum. */
    private static final int[] STEPS = {0, 1, 2, 4, 8, 16, 32, 64};

    private final NetworkFile.Endpoint endpoint;
    private final List<RpcHost> hosts;

    HeaderAgreement(NetworkFile.Endpoint endpoint, List<RpcHost> hosts) {
        this.endpoint = endpoint;
        this.hosts = hosts;
    }

    /**
     * A block and who names it.
     *
     * @param doubt why no more than one endpoint does; empty when several do
     */
    record Agreed(BlockHeader header, List<RpcHost> hosts, String doubt) {}

    /** No header could be had that fits its own hash; the message says what each endpoint did. */
    static final class NoHeaderException extends Exception {
        private static final long serialVersionUID = 1L;

        NoHeaderException(String why) {
            super(why);
        }
    }

    private final class Round {
        final Map<RpcHost, Long> heads = new LinkedHashMap<>();
        final List<String> faults = new ArrayList<>();

        void note(RpcHost host, Exception why) {
            heads.remove(host);
            faults.add(RpcHost.shown(host.address()) + ": " + why.getMessage());
        }

        String doubt() {
            String missing = faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")";
            return hosts.size() == 1
                    ? "one endpoint alone says so"
                    : "only one of " + hosts.size() + " endpoints can be used now" + missing;
        }
    }

    /** The newest block on which the endpoints agree. Blocks. */
    Agreed newest() throws NoHeaderException, ContradictedException {
        Round round = new Round();
        for (RpcHost host : hosts) {
            try {
                JsonNode head = new RpcCalls(host).one("eth_blockNumber");
                round.heads.put(host, Quantities.exact(head));
            } catch (IOException | BadProofException e) {
                round.note(host, e);
            }
        }
        if (round.heads.isEmpty()) {
            throw new NoHeaderException(String.join("; ", round.faults));
        }
        List<Long> heights =
                round.heads.values().stream().sorted(Comparator.reverseOrder()).toList();
        // The second highest: two have it, and one that lags behind holds nobody back.
        long number = heights.get(Math.min(1, heights.size() - 1));
        String differing = "";
        for (int step : STEPS) {
            if (number < step) {
                break;
            }
            List<Named> said = ask(number - step, round);
            if (said.isEmpty()) {
                break;
            }
            Named most = said.getFirst();
            if (most.by().size() >= 2 || round.heads.size() == 1) {
                return agreed(most, round);
            }
            differing = different(number - step, said);
        }
        if (differing.isEmpty()) {
            throw new NoHeaderException(String.join("; ", round.faults));
        }
        throw new ContradictedException(differing);
    }

    /** A certain block, if the endpoints that have it agree on it. Blocks. */
    Agreed at(long number) throws NoHeaderException, ContradictedException {
        Round round = new Round();
        hosts.forEach(host -> round.heads.put(host, number));
        List<Named> said = ask(number, round);
        if (said.isEmpty()) {
            throw new NoHeaderException(String.join("; ", round.faults));
        }
        if (said.size() > 1 && said.getFirst().by().size() < 2) {
            throw new ContradictedException(different(number, said));
        }
        return agreed(said.getFirst(), round);
    }

    /** A header and the endpoints that name it. */
    private record Named(BlockHeader header, List<RpcHost> by) {}

    /** What the endpoints name for a block, that of most first. */
    private static List<Named> ask(long number, Round round) {
        Map<Hash32, Named> said = new LinkedHashMap<>();
        for (RpcHost host : List.copyOf(round.heads.keySet())) {
            if (round.heads.getOrDefault(host, 0L) < number) {
                continue;
            }
            try {
                BlockHeader header = header(host, number);
                said.computeIfAbsent(header.hash(), _ -> new Named(header, new ArrayList<>()))
                        .by()
                        .add(host);
            } catch (IOException | BadProofException e) {
                round.note(host, e);
            }
        }
        return said.values().stream()
                .sorted(Comparator.comparingInt((Named each) -> each.by().size()).reversed())
                .toList();
    }

    static BlockHeader header(RpcHost host, long number) throws IOException, BadProofException {
        JsonNode block =
                new RpcCalls(host).one("eth_getBlockByNumber", Quantities.of(number), false);
        if (block.isNull()) {
            throw new IOException("it has no block " + number);
        }
        BlockHeader header = BlockHeader.of(block);
        if (header.number() != number) {
            throw new BadProofException(
                    "asked for block " + number + " it gave block " + header.number());
        }
        return header;
    }

    private static Agreed agreed(Named named, Round round) {
        return new Agreed(
                named.header(),
                List.copyOf(named.by()),
                named.by().size() > 1 ? "" : round.doubt());
    }

    /** What a proof under this block is worth. */
    Trust trust(Agreed agreed) {
        if (agreed.hosts().size() > 1) {
            return new Trust.Agreed(agreed.header().number(), agreed.hosts().size());
        }
        return endpoint.here() && hosts.size() == 1
                ? new Trust.OwnNode(agreed.header().number())
                : new Trust.Unverified(agreed.doubt());
    }

    private static String different(long number, List<Named> said) {
        String who =
                said.stream()
                        .map(each ->
                                each.by().stream()
                                                .map(host -> RpcHost.shown(host.address()))
                                                .collect(Collectors.joining(" and "))
                                        + " names "
                                        + each.header().hash().shortened())
                        .collect(Collectors.joining(", "));
        return "The endpoints are on different chains: for block "
                + number
                + " "
                + who
                + ". Nothing of it is believed until they agree; take the wrong one out of the"
                + " network file.";
    }
}
