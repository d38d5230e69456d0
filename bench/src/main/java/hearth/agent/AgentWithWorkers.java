package hearth.agent;

import hearth.kernel.AllowForbidden;
import hearth.kernel.DataDir;
import hearth.kernel.DataDirFailedException;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.link.LinkFailedException;
import hearth.monitors.energy.EnergyLedger;
import hearth.monitors.energy.EnergySample;
import hearth.monitors.energy.IdleRule;
import hearth.monitors.energy.Parts;

import org.jspecify.annotations.NullMarked;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjDoubleConsumer;

/**
 * The agent with many workers at once: AgentWithWorkers DATA-DIR PID,PID,… On top of all that it
 * does by itself, the trees of these processes are followed as a worker's is, the machine's watts
 * are split among them each second, and the parts go into history and a ledger of their own.
 */
@NullMarked
public final class AgentWithWorkers {
    private static final double CORES = 0.1;
    private static final int SAVE_SECONDS = 60;

    private final AgentGraph agent;
    private final EnergyLedger ledger;
    private final List<String> names;

    private AgentWithWorkers(AgentGraph agent, EnergyLedger ledger, List<String> names) {
        this.agent = agent;
        this.ledger = ledger;
        this.names = names;
    }

    /** The bench's entry point; whoever started it measures the process. */
    @AllowForbidden("what a benchmark prints")
    public static void main(String[] words)
            throws IOException,
                    DataDirFailedException,
                    DatabaseFailedException,
                    AgentFailedException,
                    LinkFailedException,
                    SQLException,
                    InterruptedException {
        Logging.begin();
        var pids = new TreeMap<Long, String>();
        for (var pid : words[1].split(",", -1)) {
            pids.put(Long.valueOf(pid), "worker-" + pid);
        }
        var dir = DataDir.open(Path.of(words[0]));
        var ended = new CountDownLatch(1);
        try (var threads = Threads.system();
                var agent = new AgentGraph(dir, threads);
                var ledger =
                        EnergyLedger.open(
                                dir.folder("agent").resolve("workers.db"), threads.time());
                var follow = new WorkerFollow(agent.machine().sampler())) {
            follow.follow(pids);
            var workers = new AgentWithWorkers(agent, ledger, List.copyOf(pids.values()));
            try (var _ = agent.machine().sampler().add(workers::measure)) {
                agent.start(0, ended::countDown);
                while (!ended.await(SAVE_SECONDS, TimeUnit.SECONDS)) {
                    ledger.save();
                }
            }
            ledger.save();
            var kept =
                    ledger.minutes(Instant.EPOCH, threads.time().instant()).stream()
                            .map(usage -> Parts.workerOf(usage.part()))
                            .filter(name -> !name.isEmpty())
                            .distinct()
                            .count();
            System.out.println(kept + " workers in the ledger");
        }
    }

    /** One second, as {@link EnergyPart} has it for a node's own worker. */
    private void measure(Instant tick, ObjDoubleConsumer<String> into) {
        var snapshot = agent.machine().latest();
        if (snapshot.power().machine()
                instanceof Reading.Measured<Watts>(var watts, _, var quality)) {
            long milliwatts = Math.round(watts.value() * 1e3);
            var parts =
                    EnergyPart.split(
                            snapshot,
                            milliwatts,
                            quality,
                            EnergyPart.learned(ledger, snapshot, milliwatts),
                            IdleRule.WORKERS,
                            names.stream()
                                    .map(name -> EnergyPart.load(snapshot, name, CORES))
                                    .toList());
            EnergyPart.tell(parts, into);
            ledger.add(
                    new EnergySample(
                            EnergyPart.elapsed(snapshot),
                            snapshot.time(),
                            parts,
                            quality,
                            true,
                            Optional.empty(),
                            0));
        }
    }
}
