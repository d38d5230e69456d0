package hearth.monitors.sensors;

import java.util.List;

/**
 * Whether the machine runs slower than it could.
 *
 * @param now whether it does so now
 * @param causes what slows it now, in words
 * @param sinceStart what slowed it since it was started, in words; empty when nothing did
 */
public record Throttling(boolean now, List<String> causes, List<String> sinceStart) {
    public Throttling {
        causes = List.copyOf(causes);
        sinceStart = List.copyOf(sinceStart);
    }
}
