package hearth.agent;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.Identity;
import hearth.link.LinkFailedException;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Pool;
import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.remote.ManyGatekeepers;
import hearth.network.remote.RemoteGatekeeper;
import hearth.network.remote.SettledEpochs;
import hearth.network.remote.Whereabouts;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.Envelope;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.Domain;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Hello;
import hearth.network.work.Signed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network whose gatekeepers are elsewhere, for one node: the way to them, and the settled epochs
 * that were taken from them. Each was compared with the pool's root before it was kept, so what is
 * here can be claimed when no gatekeeper answers any more.
 */
final class RemoteNetwork implements EpochSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteNetwork.class);

    private static final long REFRESH_MILLIS = 2_000;

    private final NetworkFile file;
    private final NetworkSeat seat;
    private final ManyGatekeepers gatekeepers;
    private final Database database;
    private final SettledEpochs epochs;
    private final Threads threads;
    private final SteadyTask refreshes;

    private RemoteNetwork(
            NetworkFile file,
            NetworkSeat seat,
            ManyGatekeepers gatekeepers,
            Database database,
            Threads threads) {
        this.file = file;
        this.seat = seat;
        this.gatekeepers = gatekeepers;
        this.database = database;
        this.epochs =
                new SettledEpochs(
                        database, gatekeepers.members(), new SeatRoots(seat), threads.time());
        this.threads = threads;
        this.refreshes =
                new SteadyTask(
                        "taking settled epochs over",
                        REFRESH_MILLIS,
                        REFRESH_MILLIS,
                        threads,
                        this::refresh);
    }

    /** Opens what is kept and makes the ways; nothing is asked yet. */
    static RemoteNetwork open(
            Path folder, NetworkSeat seat, long node, NodeKey key, Threads threads)
            throws IOException, DatabaseFailedException {
        var file = seat.file();
        var settlement = file.settlement();
        var domain = Domain.work(settlement.chainId(), file.contracts().registry());
        var name = WorkLoop.networkName(settlement.chainId(), settlement.genesisHash());
        var pool = file.contracts().pool().hex().substring(2, 10);
        var here = name + "-" + pool;
        var database =
                Database.open(
                        folder.resolve("epochs-" + here + ".db"),
                        Database.Durability.FULL,
                        List.of(BooksTable.SCHEMA, BooksTable.WATCHED),
                        threads.time());
        var members = new ArrayList<RemoteGatekeeper>();
        boolean complete = false;
        try {
            // one for each network, so that nobody can tell by it who is in two of them
            var tls = folder.resolve("tls");
            var identity = Identity.in(tls, "node-" + here, threads.time());
            var hello = new Hello(node, PeerLine.hash(identity.pin()));
            var signed = new Signed<>(hello, key.sign(hello.in(domain)));
            var limit = PeerLine.limit(file.parameters().round());
            for (var door : file.doors()) {
                members.add(
                        new RemoteGatekeeper(
                                door.gatekeeper(),
                                PeerLine.to(door, identity, limit),
                                signed,
                                domain,
                                file.parameters().round(),
                                threads.time()));
            }
            complete = true;
        } catch (LinkFailedException e) {
            throw new IOException(e.sentence(), e);
        } finally {
            if (!complete) {
                members.forEach(RemoteGatekeeper::close);
                close(database);
            }
        }
        var many = new ManyGatekeepers(members, file.council(), threads.io());
        return new RemoteNetwork(file, seat, many, database, threads);
    }

    private static void close(Database database) {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("the settled epochs were not closed in order: {}", e.getMessage());
        }
    }

    GatekeeperAccess access() {
        return gatekeepers;
    }

    /** How many gatekeepers answer, and why the others do not. */
    record Reached(int answering, int needed, int all, List<String> faults) {
        /** Whether so many are silent that work does not count; not before they were asked. */
        boolean few() {
            return all - faults.size() < needed;
        }
    }

    Reached reached() {
        var faults = new ArrayList<String>();
        int answering = 0;
        for (var one : gatekeepers.members()) {
            var fault = one.fault();
            if (fault.isPresent()) {
                faults.add(fault.get().sentence() + " [" + fault.get().code() + "]");
            } else if (one.known().isPresent()) {
                answering++;
            }
        }
        return new Reached(
                answering,
                file.parameters().gatekeeperThreshold(),
                file.gatekeepers().size(),
                faults);
    }

    @Override
    public EpochBook book() {
        return epochs.book();
    }

    /** The time into the epoch, as a gatekeeper tells it; what it will bring is not known here. */
    @Override
    public Optional<OpenEpoch> open() {
        return gatekeepers.members().stream()
                .flatMap(one -> one.known().stream())
                .filter(now -> now.epoch() > 0)
                .findFirst()
                .map(this::open);
    }

    private OpenEpoch open(Whereabouts now) {
        var base = file.parameters().basePerEpoch();
        return new OpenEpoch(
                now.epoch(),
                threads.time().instant().minus(now.elapsed()),
                now.elapsed(),
                file.parameters().epoch(),
                0,
                new Envelope(base, Wei.ZERO, Wei.ZERO, Wei.ZERO, base, Wei.ZERO),
                List.of());
    }

    private void refresh() {
        try {
            epochs.takeOver(seat.view().lastPosted());
        } catch (SQLException e) {
            LOG.warn("settled epochs cannot be kept: {}", e.getMessage());
        } catch (ChainFailedException e) {
            LOG.debug("the pool cannot be asked: {}", e.getMessage());
        }
    }

    /** What the pool of a seat has. */
    private record SeatRoots(NetworkSeat seat) implements SettledEpochs.Roots {
        @Override
        public Optional<Pool.Posted> posted(long epoch) throws ChainFailedException {
            return seat.pool().posted(epoch);
        }

        @Override
        public Optional<EpochReport.Posting> posting(long epoch) throws ChainFailedException {
            return seat.pool()
                    .postedAt(epoch)
                    .map(at -> new EpochReport.Posting(at.transaction(), at.block()));
        }
    }

    @Override
    public void close() {
        refreshes.close();
        gatekeepers.close();
        close(database);
    }
}
