package hearth.bench.idle;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.monitors.Sampler;
import hearth.monitors.history.History;
import hearth.monitors.power.PowerSources;
import hearth.monitors.sensors.MachineSensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The sampler with its history and nothing else, for as long as asked: SamplerCost FOLDER SECONDS.
 */
public final class SamplerCost {
    private SamplerCost() {}

    /** The bench's entry point; whoever started it measures the process. */
    public static void main(String[] args)
            throws IOException, DatabaseFailedException, SQLException, InterruptedException {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        try (var threads = Threads.system();
                var history = History.open(folder.resolve("history.db"), threads.time());
                var sampler =
                        new Sampler(
                                MachineSensors.ofThisMachine(threads.time()),
                                PowerSources.ofThisMachine(threads.time()),
                                threads,
                                Optional.of(history),
                                System::nanoTime)) {
            sampler.start();
            var never = new CountDownLatch(1);
            if (!never.await(Long.parseLong(args[1]), TimeUnit.SECONDS)) {
                System.out.println(
                        "series " + history.series().size() + ", last " + history.saved().get());
            }
        }
    }
}
