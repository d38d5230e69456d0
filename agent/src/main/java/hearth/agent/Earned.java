package hearth.agent;

import hearth.kernel.Wei;

import java.time.Instant;
import java.util.List;

/**
 * What a stretch of time brought.
 *
 * @param settled each closed epoch's pay
 * @param open an estimate of the open epoch's; zero when the stretch ends before it
 */
record Earned(List<Pay> settled, Wei open) {
    static final Earned NOTHING = new Earned(List.of(), Wei.ZERO);

    /** One epoch's pay, at its close. */
    record Pay(Instant at, Wei amount) {}

    Earned {
        settled = List.copyOf(settled);
    }

    /** All that was settled from a moment, inclusive, until another. */
    Wei settled(Instant from, Instant to) {
        return settled.stream()
                .filter(pay -> !pay.at().isBefore(from) && pay.at().isBefore(to))
                .map(Pay::amount)
                .reduce(Wei.ZERO, Wei::plus);
    }

    /** Settled and open together. */
    Wei all() {
        return settled.stream().map(Pay::amount).reduce(open, Wei::plus);
    }
}
