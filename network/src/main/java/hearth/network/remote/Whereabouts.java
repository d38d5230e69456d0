package hearth.network.remote;

import hearth.kernel.Hash32;
import hearth.network.packed.Packed;
import hearth.network.work.Ack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a gatekeeper stands at this moment.
 *
 * @param epoch that is open; 0 when none is
 * @param elapsed network time into it
 * @param settled the newest settled epoch; 0 before the first
 * @param manifest digest of the round that takes something; empty when none does
 * @param phase what it takes
 */
public record Whereabouts(
        long epoch,
        Duration elapsed,
        long settled,
        Optional<Hash32> manifest,
        Optional<Ack.Phase> phase) {
    private static final Hash32 NONE = Hash32.of(new byte[32]);
    private static final List<Ack.Phase> PHASES = List.of(Ack.Phase.values());

    byte[] encode() {
        return new Packed()
                .u64(epoch)
                .u64(elapsed.toMillis())
                .u64(settled)
                .hash(manifest.orElse(NONE))
                .u8(phase.map(one -> PHASES.indexOf(one) + 1).orElse(0))
                .bytes();
    }

    static Whereabouts decode(byte[] bytes) {
        var from = new Packed.Reader(bytes);
        long epoch = from.u64();
        long elapsed = from.u64();
        long settled = from.u64();
        var manifest = Optional.of(from.hash()).filter(digest -> !digest.equals(NONE));
        int phase = from.u8();
        from.end();
        if (epoch < 0 || elapsed < 0 || settled < 0 || phase > PHASES.size()) {
            throw new IllegalArgumentException("a gatekeeper's standing out of range");
        }
        return new Whereabouts(
                epoch,
                Duration.ofMillis(elapsed),
                settled,
                manifest,
                phase == 0 ? Optional.empty() : Optional.of(PHASES.get(phase - 1)));
    }
}
