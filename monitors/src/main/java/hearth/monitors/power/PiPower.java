package hearth.monitors.power;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;
import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.PmicDecoder;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Raspberry Pi 5's power chip: the sum of its rails, and what that means at the supply by a
 * published fit. What draws from 5 V directly (USB, HAT, fan) and the losses before it are not in
 * the sum.
 */
public final class PiPower extends ProgramPower {
    /**
     * @param present whether this machine has such a firmware
     * @param firmware asks it for {@code pmic_read_adc}
     */
    public PiPower(boolean present, Supplier<Optional<String>> firmware, InstantSource time) {
        super(present, firmware, time);
    }

    @Override
    List<PowerReading> readings(String answer, Instant now) {
        return rails(answer)
                .map(rails -> told(rails, now))
                .orElseGet(() -> missing(now, "only a Raspberry Pi 5 measures its rails"));
    }

    @Override
    List<PowerReading> silent(Instant now) {
        return missing(now, "the firmware does not answer; join group video");
    }

    private static List<PowerReading> missing(Instant now, String why) {
        return List.of(board(Reading.missing(now, why)));
    }

    private static List<PowerReading> told(Watts rails, Instant now) {
        return List.of(
                board(new Reading.Measured<>(rails, now, Quality.BOARD)),
                new PowerReading(
                        "board.supply",
                        "board, as at its supply",
                        Covers.MACHINE,
                        new Reading.Measured<>(atTheSupply(rails), now, Quality.ESTIMATE),
                        "by a published fit of one board: rails × 1.1451 + 0.5879 W"));
    }

    private static PowerReading board(Reading<Watts> watts) {
        return new PowerReading(
                "board",
                "board rails",
                Covers.MACHINE,
                watts,
                "lower bound: without USB, fan and supply losses");
    }

    /**
     * A straight line through what a meter at the USB-C plug showed under different loads
     * (github.com/jfikar/RPi5-power): another board with another supply will differ.
     */
    private static Watts atTheSupply(Watts rails) {
        return new Watts(rails.value() * 1.1451 + 0.5879);
    }

    /** The sum of the rails; empty when the answer is not a Raspberry Pi 5's. */
    private static Optional<Watts> rails(String answer) {
        var decoded = new ArrayList<Decoded>();
        var decoder = new PmicDecoder();
        var bytes = answer.getBytes(StandardCharsets.US_ASCII);
        decoder.feed(bytes, 0, bytes.length, decoded::add);
        decoder.end(decoded::add);
        return decoded.stream().flatMap(one -> power(one).stream()).findFirst();
    }

    private static Optional<Watts> power(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Sound(var reading) -> reading.power();
            case Decoded.Damaged _ -> Optional.empty();
        };
    }
}
