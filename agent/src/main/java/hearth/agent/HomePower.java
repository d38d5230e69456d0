package hearth.agent;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.meter.PowerMeter;

import java.time.Instant;
import java.util.Collection;

/**
 * What the home draws as a whole.
 *
 * @param watts below zero while the home sends power out
 * @param imitable whether anybody on the network could have made it up
 */
record HomePower(Reading<Watts> watts, boolean imitable) {
    /**
     * By the meters of the home; of several, such as one a phase, the sum. One that is silent
     * leaves it unknown.
     */
    static HomePower of(Collection<? extends PowerMeter> meters, Instant now) {
        var homes = meters.stream().filter(meter -> meter.setting().home()).toList();
        if (homes.isEmpty()) {
            return new HomePower(Reading.missing(now, "no meter of the whole home"), false);
        }
        boolean imitable = homes.stream().anyMatch(meter -> meter.setting().imitable());
        double sum = 0;
        var at = now;
        var quality = Quality.WALL;
        for (var meter : homes) {
            switch (meter.state().power()) {
                case Reading.Missing<Watts>(Instant since, String why) -> {
                    return new HomePower(
                            Reading.missing(since, meter.setting().name() + ": " + why), imitable);
                }
                case Reading.Measured<Watts> told -> {
                    sum += told.value().value();
                    at = told.at().isBefore(at) ? told.at() : at;
                    quality = told.quality().compareTo(quality) > 0 ? told.quality() : quality;
                }
            }
        }
        return new HomePower(new Reading.Measured<>(new Watts(sum), at, quality), imitable);
    }

    /** What it sends out, 0 while it draws. */
    Reading<Watts> surplus() {
        return watts.map(power -> new Watts(Math.max(0, -power.value())));
    }

    /**
     * How much of a machine's draw comes from the own roof: all of it while the home sends power
     * out. While it draws, nobody knows the roof's part, and none is claimed.
     *
     * @param milliwatts of the machine
     */
    long solar(long milliwatts) {
        return surplus().measured().filter(out -> out.value() > 0).map(_ -> milliwatts).orElse(0L);
    }
}
