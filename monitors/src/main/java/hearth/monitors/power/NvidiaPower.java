package hearth.monitors.power;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * NVIDIA's graphics cards, each the whole board, as nvidia-smi tells them. Parts of the machine:
 * shown, never added.
 */
public final class NvidiaPower extends ProgramPower {
    /** What nvidia-smi is asked. */
    public static final List<String> QUESTION =
            List.of("--query-gpu=index,name,power.draw", "--format=csv,noheader,nounits");

    /** Names hold no comma; a card that measures nothing says [N/A] or [Not Supported]. */
    private static final Pattern CARD =
            Pattern.compile("(\\d{1,3}), ([^,]{1,100}), (\\d{1,5}(?:\\.\\d{1,4})?|\\[[^]]{1,40}])");

    /**
     * @param present whether this machine has the program
     * @param program asks it {@link #QUESTION}
     */
    public NvidiaPower(boolean present, Supplier<Optional<String>> program, InstantSource time) {
        super(present, program, time);
    }

    @Override
    List<PowerReading> silent(Instant now) {
        return List.of(
                reading(
                        "gpu",
                        "NVIDIA graphics",
                        Reading.missing(now, "nvidia-smi does not answer; is the driver loaded?")));
    }

    @Override
    List<PowerReading> readings(String answer, Instant now) {
        var cards = new ArrayList<PowerReading>();
        for (var line : answer.split("\\R", -1)) {
            var match = CARD.matcher(line.strip());
            if (match.matches()) {
                var figure = match.group(3);
                Reading<Watts> watts =
                        figure.startsWith("[")
                                ? Reading.missing(now, "the card does not measure its power")
                                : Reading.counted(new Watts(Double.parseDouble(figure)), now);
                cards.add(reading("gpu." + match.group(1), match.group(2), watts));
            }
        }
        return cards;
    }

    private static PowerReading reading(String source, String name, Reading<Watts> watts) {
        return new PowerReading(source, name, Covers.PART, watts, "the card alone");
    }
}
