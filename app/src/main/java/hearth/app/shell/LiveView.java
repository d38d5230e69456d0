package hearth.app.shell;

import hearth.app.agent.ConnectionState;
import hearth.link.wire.Live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known at a moment: how the link stands, what the agent said last, and what time it is.
 *
 * @param latest empty before the agent said anything
 */
public record LiveView(ConnectionState link, Optional<Live> latest, Instant now) {
    /** After this long without a reading a value is old. */
    public static final Duration OLD_AFTER = Duration.ofSeconds(5);

    /** What the agent said last; all fields absent before it said anything. */
    public Live live() {
        return latest.orElse(Live.getDefaultInstance());
    }

    /** Whether the agent ever said anything. */
    public boolean known() {
        return latest.isPresent();
    }

    /** How long ago it was said. */
    public Duration age() {
        return latest.map(l -> Duration.between(Instant.ofEpochMilli(l.getAt()), now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Whether the values are the last known ones, not live. */
    public boolean old() {
        return known()
                && (age().compareTo(OLD_AFTER) > 0 || link instanceof ConnectionState.Unreachable);
    }
}
