package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.chain.ChainEvidence.UnprovableException;
import hearth.network.chain.HeaderAgreement.Agreed;
import hearth.network.chain.HeaderAgreement.NoHeaderException;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;
import hearth.network.chain.proof.BlockReceipts;

import org.web3j.protocol.core.methods.response.Log;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The events of Hearth's contracts in a range of blocks, complete and true where that can be
 * proven: headers are chained by their parents up to a block that the endpoints agree on, a
 * header's bloom filter says which blocks surely hold no event, and of the others all receipts are
 * fetched and their root rebuilt. A left-out or invented event then shows. All methods block.
 */
public final class EventReader {
    /** Headers are 600 bytes each; a longer range is only checked where events are said to be. */
    private static final long CHAINED = 2_000;

    private final ChainClient chain;
    private final ChainEvidence evidence;
    private final Pool pool;
    private final Registry registry;
    private final List<Address> contracts;

    public EventReader(ChainClient chain, NetworkFile network) {
        this.chain = chain;
        this.evidence = new ChainEvidence(chain);
        this.pool = new Pool(chain, network);
        this.registry = new Registry(chain, network);
        this.contracts = List.of(network.contracts().pool(), network.contracts().registry());
    }

    /** What happened in a range, and why it can be believed. */
    public record Range(List<Pool.Event> pool, List<Registry.Event> registry, Trust trust) {}

    /**
     * Events of a range of blocks, both ends included.
     *
     * @throws ContradictedException when an endpoint left something out or made something up
     */
    public Range read(long from, long to) throws ChainFailedException {
        try {
            Agreed last = evidence.headers().at(to);
            Trust trust = evidence.headers().trust(last);
            if (to - from < CHAINED) {
                return range(chained(from, last), trust);
            }
            return range(compared(from, last), trust);
        } catch (NoHeaderException | UnprovableException e) {
            List<Log> said = new ArrayList<>();
            for (Address contract : contracts) {
                said.addAll(chain.logs(contract, from, to));
            }
            return range(said, ChainEvidence.unverified(e));
        }
    }

    private Range range(List<Log> logs, Trust trust) throws ChainFailedException {
        return new Range(
                pool.events(of(logs, contracts.get(0))),
                registry.events(of(logs, contracts.get(1))),
                trust);
    }

    private static List<Log> of(List<Log> logs, Address contract) {
        return logs.stream().filter(log -> contract.hex().equals(log.getAddress())).toList();
    }

    private List<Log> chained(long from, Agreed last)
            throws ContradictedException, UnprovableException {
        List<BlockHeader> headers = evidence.first(last, calls -> headers(from, last, calls));
        List<Log> logs = new ArrayList<>();
        for (BlockHeader header : headers) {
            if (contracts.stream().anyMatch(header::mayHoldEventOf)) {
                logs.addAll(proven(new Agreed(header, last.hosts(), last.doubt())));
            }
        }
        return logs;
    }

    /** The headers of a range, each named by the one that follows. */
    private static List<BlockHeader> headers(long from, Agreed last, RpcCalls calls)
            throws IOException, BadProofException {
        List<List<Object>> asked = new ArrayList<>();
        for (long number = from; number < last.header().number(); number++) {
            asked.add(List.of(Quantities.of(number), false));
        }
        List<BlockHeader> headers = new ArrayList<>();
        for (JsonNode block : calls.many("eth_getBlockByNumber", asked)) {
            headers.add(BlockHeader.of(block));
        }
        headers.add(last.header());
        for (int i = 1; i < headers.size(); i++) {
            if (!headers.get(i).parent().equals(headers.get(i - 1).hash())
                    || headers.get(i).number() != headers.get(i - 1).number() + 1) {
                throw new BadProofException(
                        "block "
                                + headers.get(i).number()
                                + " does not follow the one given before it");
            }
        }
        return headers;
    }

    /** The events of one block, from all of its receipts. */
    private List<Log> proven(Agreed block) throws ContradictedException, UnprovableException {
        BlockReceipts receipts =
                evidence.first(block, calls -> ChainEvidence.receipts(block, calls));
        List<Log> logs = new ArrayList<>();
        for (BlockReceipts.Receipt receipt : receipts.receipts()) {
            for (BlockReceipts.Event event : receipt.events()) {
                if (contracts.contains(event.contract())) {
                    logs.add(log(block.header(), receipt, event));
                }
            }
        }
        return logs;
    }

    private static Log log(
            BlockHeader header, BlockReceipts.Receipt receipt, BlockReceipts.Event event) {
        Log log = new Log();
        log.setAddress(event.contract().hex());
        log.setBlockNumber(Quantities.of(header.number()));
        log.setBlockHash(header.hash().hex());
        log.setTransactionHash(receipt.transaction().hex());
        log.setLogIndex(Quantities.of(event.index()));
        log.setData(event.payload());
        log.setTopics(event.topics().stream().map(Hash32::hex).toList());
        return log;
    }

    /** For a long range: every endpoint's list is the same, and each of its blocks is proven. */
    private List<Log> compared(long from, Agreed last)
            throws ChainFailedException, UnprovableException {
        List<Log> logs = new ArrayList<>();
        for (Address contract : contracts) {
            logs.addAll(chain.logs(contract, from, last.header().number()));
        }
        List<Long> blocks =
                logs.stream().map(l -> l.getBlockNumber().longValueExact()).distinct().toList();
        for (RpcHost host : last.hosts()) {
            List<Long> theirs = blocksWithEvents(host, from, last.header().number());
            if (!theirs.equals(blocks.stream().sorted().toList())) {
                throw new ContradictedException(
                        RpcHost.shown(host.address())
                                + " tells of events in other blocks than the first endpoint; one of"
                                + " them leaves something out. Nothing of it is believed.");
            }
        }
        List<Log> proven = new ArrayList<>();
        for (long number : blocks.stream().sorted().toList()) {
            try {
                proven.addAll(proven(evidence.headers().at(number)));
            } catch (NoHeaderException e) {
                throw new UnprovableException(String.valueOf(e.getMessage()));
            }
        }
        return proven;
    }

    private List<Long> blocksWithEvents(RpcHost host, long from, long to)
            throws UnprovableException {
        try {
            List<Long> blocks = new ArrayList<>();
            for (long at = from; at <= to; at += CHAINED) {
                JsonNode found =
                        new RpcCalls(host)
                                .one(
                                        "eth_getLogs",
                                        Map.of(
                                                "fromBlock",
                                                Quantities.of(at),
                                                "toBlock",
                                                Quantities.of(Math.min(to, at + CHAINED - 1)),
                                                "address",
                                                contracts.stream().map(Address::hex).toList()));
                for (JsonNode log : found) {
                    blocks.add(Quantities.exact(log.path("blockNumber")));
                }
            }
            return blocks.stream().distinct().sorted().toList();
        } catch (IOException | BadProofException e) {
            throw new UnprovableException(RpcHost.shown(host.address()) + ": " + e.getMessage());
        }
    }
}
