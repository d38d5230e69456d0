package hearth.monitors.bench;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What {@link BenchChild} is to do.
 *
 * @param main the class whose {@code main} calls {@link BenchChild#serve}
 * @param folder where the drive's test file may be for a moment
 * @param threads how many the machine has
 * @param available memory that programs can get, bytes; 0 where it is not known
 * @param around what the machine's sensors say now; asked once a second under load
 */
public record BenchJob(
        Class<?> main,
        Path folder,
        int threads,
        BenchPlan plan,
        long available,
        Supplier<LoadPoint.Around> around) {}
