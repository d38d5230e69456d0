package hearth.monitors.power.decode;

import hearth.kernel.Quality;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The answer of a Raspberry Pi 5 to {@code vcgencmd pmic_read_adc}, or several one after the other.
 * The sum of its twelve rails is the board's power without what hangs on 5 V directly.
 */
public final class PmicDecoder implements Decoder {
    /** The board has twelve rails with both figures; with fewer the sum would look too good. */
    private static final int RAILS = 12;

    private static final Pattern LINE =
            Pattern.compile(
                    "(\\w{1,40})_([AV])\\s+(current|volt)\\(\\d{1,3}\\)"
                            + "=(-?\\d{1,6}\\.\\d{1,12}|-?\\d{1,6})([AV])");

    private final Lines lines = new Lines();
    private final Map<String, BigDecimal> amperes = new HashMap<>();
    private final Map<String, BigDecimal> volts = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private String damage = "";

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        lines.feed(bytes, offset, length, line -> line(line, each));
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        lines.end(line -> line(line, each));
        finish(each);
    }

    private void line(String line, Consumer<? super Decoded> each) {
        var match = LINE.matcher(line);
        boolean current = match.matches() && "A".equals(match.group(2));
        boolean fits =
                match.matches()
                        && match.group(2).equals(match.group(5))
                        && current == "current".equals(match.group(3));
        if (!fits) {
            damage = "A line of the power chip's answer is damaged.";
            return;
        }
        var name = match.group(1) + "_" + match.group(2);
        // A name that comes again begins the next answer.
        if (!seen.add(name) || seen.size() > 64) {
            finish(each);
            seen.add(name);
        }
        (current ? amperes : volts).put(match.group(1), new BigDecimal(match.group(4)));
    }

    private void finish(Consumer<? super Decoded> each) {
        if (seen.isEmpty() && damage.isEmpty()) {
            return;
        }
        int rails = 0;
        var sum = BigDecimal.ZERO;
        for (var rail : amperes.entrySet()) {
            var tension = volts.get(rail.getKey());
            if (tension != null) {
                rails++;
                sum = sum.add(rail.getValue().multiply(tension));
            }
        }
        if (!damage.isEmpty()) {
            each.accept(new Decoded.Damaged(damage));
        } else if (rails < RAILS || amperes.size() > rails) {
            each.accept(
                    new Decoded.Damaged(
                            "The power chip's answer has "
                                    + rails
                                    + " of 12 rails; only a Raspberry Pi 5 has them all."));
        } else {
            each.accept(new Decoded.Sound(new ReadingDraft().power(sum).reading(Quality.BOARD)));
        }
        seen.clear();
        amperes.clear();
        volts.clear();
        damage = "";
    }
}
