package hearth.monitors.power.decode;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What upsd of Network UPS Tools answers: a list of variables, single variables, or a transcript in
 * which lines begin with {@code >} and {@code <}. Watts are ups.realpower; else the load of the
 * nominal watts; else the volt-amperes, taken as {@value #POWER_FACTOR_PERCENT} % real power. The
 * last two are estimates and marked so.
 */
final class NutDecoder implements Decoder {
    /** Of computers with power-factor correction, as the law asks of supplies above 75 W. */
    static final int POWER_FACTOR_PERCENT = 90;

    private static final int MOST_VARIABLES = 1000;
    private static final Pattern VARIABLE =
            Pattern.compile("VAR (\\S{1,100}) ([a-z0-9._-]{1,100}) \"((?:[^\"\\\\]|\\\\.)*)\"");
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
        lines.end(line -> line(line, each));
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
        } else if (!known(line)) {
            each.accept(new Decoded.Damaged("A line is none of a UPS server."));
        }
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
        var name = match.group(2);
        boolean next = !ups.equals(match.group(1)) || variables.containsKey(name);
        if (next && inList) {
            damage = "The UPS's list is mixed up.";
        } else if (next) {
            finish(each);
            ups = match.group(1);
        }
        if (variables.size() < MOST_VARIABLES) {
            variables.put(name, match.group(3));
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
                draft.voltage(number("output.voltage")).current(number("output.current"));
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

    private Quality power(ReadingDraft draft) throws DamagedException {
        var real = number("ups.realpower");
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
