package hearth.network.chain;

import org.web3j.protocol.core.methods.response.Log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Logs of a contract read as its events. */
final class LogEvents {
    private LogEvents() {}

    /**
     * Those that the contract's reader knows, in their order.
     *
     * @throws ChainFailedException if the endpoint gave a log that is not what its topic says
     */
    static <E> List<E> read(
            ChainClient chain, List<Log> logs, Function<? super Log, Optional<E>> event)
            throws ChainFailedException {
        List<E> events = new ArrayList<>();
        for (Log log : logs) {
            try {
                event.apply(log).ifPresent(events::add);
            } catch (RuntimeException e) {
                // The library and the values' own checks answer with several exceptions.
                throw chain.failed(new IOException("an event is malformed", e));
            }
        }
        return events;
    }
}
