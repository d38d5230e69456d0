package hearth.monitors.power.decode;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What upsd of Network UPS Tools answers: a list of variables, single variables, or a transcript in
 * which lines begin with {@code >} and {@code <}; also what upsc prints. Watts are those that the
 * UPS measures; else the load of the nominal watts; else the volt-amperes, or the load of the
 * nominal ones, taken as {@value #POWER_FACTOR_PERCENT} % real power. All but the first are
 * estimates and marked so.
 */
final class NutDecoder implements Decoder {
    /** Of computers with power-factor correction, as the law asks of supplies above 75 W. */
    static final int POWER_FACTOR_PERCENT = 90;

    private static final int MOST_VARIABLES = 1000;
    private static final List<String> PHASES = List.of("L1", "L2", "L3");
    private static final Pattern VARIABLE =
            Pattern.compile("VAR (\\S{1,100}) ([A-Za-z0-9._-]{1,100}) \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** As upsc prints it. */
    private static final Pattern PRINTED =
            Pattern.compile("([a-z][A-Za-z0-9-]{0,40}(?:\\.[A-Za-z0-9-]{1,40})+): ?(.*)");

    private static final Pattern LIST = Pattern.compile("(BEGIN|END) LIST VAR (\\S{1,100})");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,6})?");

    private final Lines lines = new Lines();
    private final Map<String, String> variables = new HashMap<>();
    private String ups = "";
    private boolean inList;
    private String damage = "";

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        lines.feed(bytes, offset, length, line -> line(line, each));
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        lines.end(line -> {
            if (PRINTED.matcher(line).matches()) {
                // Nothing but the line's end says that the number is whole.
                damage = "A line of the UPS's list is cut off.";
            } else {
                line(line, each);
            }
        });
        if (inList) {
            damage = "The list of the UPS is cut off before its end.";
        }
        finish(each);
    }

    private void line(String whole, Consumer<? super Decoded> each) {
        if (whole.startsWith("> ")) {
            return;
        }
        var line = whole.startsWith("< ") ? whole.substring(2).strip() : whole;
        var list = LIST.matcher(line);
        if (list.matches()) {
            if (list.group(1).equals("BEGIN")) {
                if (inList) {
                    damage = "The list of the UPS is cut off before its end.";
                }
                finish(each);
                inList = true;
                ups = list.group(2);
            } else {
                if (!inList || !ups.equals(list.group(2))) {
                    damage = "The beginning of the UPS's list is missing.";
                }
                inList = false;
                finish(each);
            }
        } else if (line.startsWith("VAR ")) {
            variable(line, each);
        } else if (line.startsWith("ERR ")) {
            refusal(line, each);
        } else if (inList) {
            damage = "A line of the UPS's list is damaged.";
        } else if (!printed(line, each) && !known(line)) {
            each.accept(new Decoded.Damaged("A line is none of a UPS server."));
        }
    }

    private boolean printed(String line, Consumer<? super Decoded> each) {
        var match = PRINTED.matcher(line);
        boolean fits = match.matches();
        if (fits) {
            variable("", match.group(1), match.group(2), each);
        }
        return fits;
    }

    /** Replies of upsd that say nothing about power. */
    private static boolean known(String line) {
        return line.matches(
                "(?:OK|UPS|UPSDESC|DESC|TYPE|RW|CMD|CMDDESC|ENUM|RANGE|CLIENT|NUMLOGINS|NUMATTACH"
                        + "|TRACKING|BEGIN LIST|END LIST|Commands:|Network UPS Tools)(?: .*)?"
                        + "|\\d\\.\\d{1,2}");
    }

    private void variable(String line, Consumer<? super Decoded> each) {
        var match = VARIABLE.matcher(line);
        if (!match.matches()) {
            damage = "A line of the UPS's list is damaged.";
            return;
        }
        variable(match.group(1), match.group(2), match.group(3), each);
    }

    private void variable(String of, String name, String value, Consumer<? super Decoded> each) {
        boolean next = !ups.equals(of) || variables.containsKey(name);
        if (next && inList) {
            damage = "The UPS's list is mixed up.";
        } else if (next) {
            finish(each);
            ups = of;
        }
        if (variables.size() < MOST_VARIABLES) {
            variables.put(name, value);
        }
    }

    private void refusal(String line, Consumer<? super Decoded> each) {
        var code = line.substring(4).split(" ", 2)[0];
        var why =
                switch (code) {
                    case "DATA-STALE" -> "The UPS has not answered its server for a while.";
                    case "DRIVER-NOT-CONNECTED" -> "The UPS server's driver does not run.";
                    case "UNKNOWN-UPS" -> "The server has no UPS of this name.";
                    case "ACCESS-DENIED" -> "The server refuses access.";
                    default -> "";
                };
        if (why.isEmpty()) {
            // Other refusals answer questions that have nothing to do with power.
            return;
        }
        if (inList) {
            damage = why;
            inList = false;
        }
        finish(each);
        if (!why.equals(lastDamage)) {
            each.accept(new Decoded.Damaged(why));
        }
        lastDamage = "";
    }

    private String lastDamage = "";

    private void finish(Consumer<? super Decoded> each) {
        if (!damage.isEmpty()) {
            each.accept(new Decoded.Damaged(damage));
            lastDamage = damage;
        } else if (!variables.isEmpty()) {
            try {
                var draft = new ReadingDraft();
                var quality = power(draft);
                electricity(draft);
                if (!draft.empty()) {
                    each.accept(new Decoded.Sound(draft.reading(quality)));
                }
            } catch (DamagedException e) {
                each.accept(new Decoded.Damaged(e.sentence()));
            }
        }
        damage = "";
        variables.clear();
    }

    /** The output's figures; a UPS of three phases tells each phase's. */
    private void electricity(ReadingDraft draft) throws DamagedException {
        var volts = number("output.voltage");
        var amperes = number("output.current");
        draft.voltage(volts).current(amperes);
        for (var phase : PHASES) {
            if (volts == null) {
                draft.voltage(number("output." + phase + "-N.voltage"));
            }
            if (amperes == null) {
                draft.current(number("output." + phase + ".current"));
            }
        }
    }

    /** Watts that the UPS measures itself, as a whole or by phases. */
    private @Nullable BigDecimal real() throws DamagedException {
        for (var name : List.of("ups.realpower", "output.realpower")) {
            var whole = number(name);
            if (whole != null) {
                return whole;
            }
        }
        for (var side : List.of("ups.", "output.")) {
            var sum = BigDecimal.ZERO;
            int told = 0;
            for (var phase : PHASES) {
                var one = number(side + phase + ".realpower");
                if (one != null) {
                    sum = sum.add(one);
                    told++;
                }
            }
            // With a phase missing the sum would look like the whole.
            if (told == PHASES.size()) {
                return sum;
            }
        }
        return null;
    }

    private Quality power(ReadingDraft draft) throws DamagedException {
        var real = real();
        if (real != null) {
            draft.power(real);
            return Quality.WALL;
        }
        var load = number("ups.load");
        var nominal = number("ups.realpower.nominal");
        if (load != null && nominal != null) {
            draft.power(load.multiply(nominal).movePointLeft(2));
            return Quality.ESTIMATE;
        }
        var apparent = number("ups.power");
        var rating = number("ups.power.nominal");
        if (apparent == null && load != null && rating != null) {
            apparent = load.multiply(rating).movePointLeft(2);
        }
        if (apparent != null) {
            draft.power(
                    apparent.multiply(BigDecimal.valueOf(POWER_FACTOR_PERCENT)).movePointLeft(2));
            return Quality.ESTIMATE;
        }
        return Quality.WALL;
    }

    private @Nullable BigDecimal number(String name) throws DamagedException {
        var text = variables.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!NUMBER.matcher(text.strip()).matches()) {
            throw new DamagedException("The UPS's " + name + " is not a number.");
        }
        return new BigDecimal(text.strip());
    }
}
