package hearth.workers.risk.extract;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What an endpoint says about when to come back. */
final class Retry {
    private Retry() {}

    /** Retry-After in seconds; its date form and anything else count as not said. */
    static Duration after(HttpHeaders headers) {
        var text = headers.firstValue("Retry-After").orElse("");
        if (text.matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        return Duration.ZERO;
    }
}
