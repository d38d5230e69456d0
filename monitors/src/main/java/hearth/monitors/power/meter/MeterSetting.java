package hearth.monitors.power.meter;

import hearth.monitors.power.model.MachineClass;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A meter as the operator added it; holds nothing secret.
 *
 * @param id short and stable, letters, digits and dashes
 * @param name for people
 * @param address a serial port, with its speed where it is not the usual one ({@code
 *     /dev/ttyUSB0@9600-7E1}), or host, port and channel
 * @param user the name that goes with a password, or empty
 * @param feeds machine to its share, above 0, together at most 1; a machine without neighbours has
 *     1. Empty for a meter that is only shown, or is of the whole home
 * @param home whether it measures the whole home: what that sends out is the surplus
 * @param models the class of each machine that it feeds, when the shares were made of them; empty
 *     when the operator stated the shares
 */
public record MeterSetting(
        String id,
        String name,
        MeterKind kind,
        String address,
        String user,
        Map<String, Double> feeds,
        boolean home,
        Map<String, MachineClass> models) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LONGEST = 200;

    /** One whose shares the operator stated. */
    public MeterSetting(
            String id,
            String name,
            MeterKind kind,
            String address,
            String user,
            Map<String, Double> feeds,
            boolean home) {
        this(id, name, kind, address, user, feeds, home, Map.of());
    }

    public MeterSetting {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A meter's id has small letters, digits and dashes, at most 40: “" + id + "”.");
        }
        if (address.isBlank()
                || address.length() > LONGEST
                || !address.chars().allMatch(c -> c > ' ' && c != 0x7F)) {
            throw new IllegalArgumentException("A meter needs an address without spaces.");
        }
        if (name.isBlank() || name.length() > LONGEST || user.length() > LONGEST) {
            throw new IllegalArgumentException("A meter needs a name of at most 200 letters.");
        }
        feeds = Map.copyOf(new TreeMap<>(feeds));
        models = Map.copyOf(new TreeMap<>(models));
        if (!models.isEmpty() && !models.keySet().equals(feeds.keySet())) {
            throw new IllegalArgumentException(
                    "Say of each machine of a shared meter its share, or of each its class.");
        }
        double sum = 0;
        for (double share : feeds.values()) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("A machine's share is above 0 and at most 1.");
            }
            sum += share;
        }
        if (home && !feeds.isEmpty()) {
            throw new IllegalArgumentException(
                    "A meter of the whole home feeds no single machine.");
        }
        if (sum > 1.0001) {
            throw new IllegalArgumentException("The shares of a meter add up to 1 at most.");
        }
    }

    /** Shares of machines by the watts of their classes at half load. */
    public static Map<String, Double> shares(Map<String, MachineClass> models) {
        double all = models.values().stream().mapToDouble(MachineClass::halfLoad).sum();
        var shares = new TreeMap<String, Double>();
        models.forEach((machine, model) -> shares.put(machine, model.halfLoad() / all));
        return shares;
    }

    /**
     * One machine's share when its watts are modelled and the others are taken at half load.
     *
     * @param watts of this machine
     */
    double shareOf(String machine, double watts) {
        double others =
                models.entrySet().stream()
                        .filter(one -> !one.getKey().equals(machine))
                        .mapToDouble(one -> one.getValue().halfLoad())
                        .sum();
        return watts / (watts + others);
    }

    /**
     * Whether anyone on the network could answer in the meter's place: without TLS nothing proves
     * who does. Such a meter may pause work, but never loosens a limit or enters a signed report.
     */
    public boolean imitable() {
        return switch (kind.way()) {
            case SERIAL -> false;
            case LAN -> !address.startsWith("https://");
        };
    }
}
