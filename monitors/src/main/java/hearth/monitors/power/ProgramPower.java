package hearth.monitors.power;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Power as a program of the system tells it; nothing where the machine has no such program. */
abstract class ProgramPower implements PowerSource {
    private final boolean present;
    private final Supplier<Optional<String>> program;
    private final InstantSource time;

    /**
     * @param present whether this machine has the program
     * @param program asks it; empty when it refuses or does not answer
     */
    ProgramPower(boolean present, Supplier<Optional<String>> program, InstantSource time) {
        this.present = present;
        this.program = program;
        this.time = time;
    }

    /** What its answer says. */
    abstract List<PowerReading> readings(String answer, Instant now);

    /** What is shown when it does not answer. */
    abstract List<PowerReading> silent(Instant now);

    @Override
    public final List<PowerReading> read() {
        if (!present) {
            return List.of();
        }
        var now = time.instant();
        return program.get().map(answer -> readings(answer, now)).orElseGet(() -> silent(now));
    }

    /** Each question starts a program. */
    @Override
    public Duration pace() {
        return Duration.ofSeconds(5);
    }

    @Override
    public final void close() {}
}
