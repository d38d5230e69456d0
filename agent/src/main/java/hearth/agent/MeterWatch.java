package hearth.agent;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.meter.PowerMeter;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes once when a meter falls silent, and once when it is back. */
final class MeterWatch {
    private final ActivityLog activity;
    private final Map<String, Boolean> spoke = new ConcurrentHashMap<>();

    MeterWatch(ActivityLog activity) {
        this.activity = activity;
    }

    void look(PowerMeter meter) {
        var id = meter.setting().id();
        switch (meter.state().power()) {
            case Reading.Measured<Watts> _ -> {
                if (Boolean.FALSE.equals(spoke.put(id, true))) {
                    activity.settle(code(id));
                    activity.add(
                            ActivityLog.Kind.MACHINE,
                            ActivityLog.Level.GOOD,
                            meter.setting().name() + " is read again",
                            "",
                            "",
                            "");
                }
            }
            case Reading.Missing<Watts>(Instant _, var why) -> {
                // A meter that has never spoken is shown where it was added.
                if (Boolean.TRUE.equals(spoke.replace(id, false))) {
                    activity.add(
                            ActivityLog.Kind.MACHINE,
                            ActivityLog.Level.WARNING,
                            meter.setting().name() + " has fallen silent",
                            why,
                            "",
                            code(id));
                }
            }
        }
    }

    void forget(String id) {
        spoke.remove(id);
        activity.settle(code(id));
    }

    private static String code(String id) {
        return "METER-9 " + id;
    }
}
