package hearth.network.practice;

import hearth.kernel.DataDir;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How the two chains of a practice network are started, kept and brought to finality. */
final class LocalChains {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChains.class);

    /**
     * A local chain gets slower with its height; then it begins anew, like a deep reorganisation.
     */
    private static final long SOURCE_HEIGHT_LIMIT = 30_000;

    /**
     * Lies there while the operator wants a port; also read by the agent that follows a killed one.
     */
    private static final String PORT_WANTED = "port.on";

    private final ChainState state;
    private final Sidecar.Spec settlement;
    private final Sidecar.Spec source;
    private final Enclosure enclosure;
    private final InstantSource time;

    LocalChains(Path binary, Path folder, InstantSource time) throws InterruptedException {
        boolean wanted = !Files.exists(folder.resolve(PORT_WANTED));
        this.enclosure = Enclosure.here(folder.resolve("settlement.ipc"), wanted);
        this.state = new ChainState(folder, "settlement");
        this.settlement = settlement(binary, folder, enclosure);
        this.source = source(binary, folder, enclosure);
        this.time = time;
    }

    private static Sidecar.Spec settlement(Path binary, Path folder, Enclosure enclosure) {
        return new Sidecar.Spec(
                binary,
                folder,
                "settlement",
                PracticeNetwork.SETTLEMENT_CHAIN,
                List.of("--prune-history", "64"),
                enclosure);
    }

    private static Sidecar.Spec source(Path binary, Path folder, Enclosure enclosure) {
        // Hundreds of contracts at once must fit into a block of a second.
        return new Sidecar.Spec(
                binary,
                folder,
                "source",
                PracticeNetwork.SOURCE_CHAIN,
                List.of("--prune-history", "--block-time", "1", "--gas-limit", "2000000000"),
                enclosure);
    }

    /** Ends chains that a killed agent left running. */
    static void endLeftOver(Path folder, InstantSource time) throws IOException {
        Path any = folder.resolve("none");
        Enclosure either = new Enclosure.Sealed();
        Sidecar.endLeftOver(settlement(any, folder, either), time);
        Sidecar.endLeftOver(source(any, folder, either), time);
    }

    /** Says whether the chains shall have ports the next time they start. */
    static void wantPort(Path folder, boolean port) throws IOException {
        Path mark = folder.resolve(PORT_WANTED);
        if (port) {
            DataDir.write(mark, new byte[0]);
        } else {
            Files.deleteIfExists(mark);
        }
    }

    /** How the chains are kept from everybody else. */
    Enclosure enclosure() {
        return enclosure;
    }

    /** What the settlement chain keeps on disk. */
    ChainState state() {
        return state;
    }

    /**
     * The settlement chain with its last state; anew only when that is damaged. Blocks until it
     * answers.
     */
    Sidecar startSettlement() throws IOException, InterruptedException {
        Sidecar.Spec spec = settlement;
        state.begin();
        if (!state.exists()) {
            return Sidecar.adoptOrStart(spec, time);
        }
        Optional<Path> unpacked = state.unpack();
        if (unpacked.isEmpty()) {
            Path aside = state.moveAside(time.instant());
            LOG.error("the settlement chain begins anew; its damaged state is {}", aside);
            return Sidecar.adoptOrStart(spec, time);
        }
        // A chain that does not start now (a full disk, a busy computer) keeps its state for later.
        Sidecar loaded =
                Sidecar.adoptOrStart(
                        spec.with(List.of("--load-state", unpacked.get().toString())), time);
        state.tidy();
        return loaded;
    }

    /** The source chain, empty unless it still runs. Blocks until it answers. */
    Sidecar startSource() throws IOException, InterruptedException {
        return Sidecar.adoptOrStart(source, time);
    }

    /**
     * Blocks are made by transactions alone, and the last two are not final. So that a claim
     * becomes final without the next one, empty blocks follow it, one a second.
     */
    static void finalise(ChainClient chain) throws ChainFailedException {
        ChainClient.Block latest = chain.latest();
        boolean waiting = latest.transactions() > 0;
        if (!waiting && latest.number() > 0) {
            waiting =
                    chain.block(latest.number() - 1)
                            .map(block -> block.transactions() > 0)
                            .orElse(false);
        }
        if (waiting) {
            chain.command("anvil_mine", "0x1");
        }
    }

    /** Whether the source chain should begin anew. */
    static boolean tooHigh(ChainClient chain) throws ChainFailedException {
        return chain.latest().number() > SOURCE_HEIGHT_LIMIT;
    }
}
