package hearth.network.remote;

import hearth.network.packed.Packed;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.Wire;

import java.util.Optional;

/** What a gatekeeper says to a receipt, as bytes; nothing while it is not decided. */
final class OutcomeBytes {
    private static final int NOTHING = 0;
    private static final int HELD = 1;
    private static final int ACCEPTED = 2;
    private static final int REFUSED = 3;

    private OutcomeBytes() {}

    static byte[] encode(Optional<SubmitOutcome> outcome) {
        var packed = new Packed();
        if (outcome.isEmpty()) {
            return packed.u8(NOTHING).bytes();
        }
        return switch (outcome.get()) {
            case Held held -> packed.u8(HELD).blob(Wire.encode(held.ack())).bytes();
            case Accepted taken ->
                    packed.u8(ACCEPTED)
                            .blob(Wire.encode(taken.ack()))
                            .u32(taken.units())
                            .u32(taken.checked())
                            .bytes();
            case Refused refused ->
                    packed.u8(REFUSED)
                            .text(refused.reason().name())
                            .text(refused.sentence())
                            .list(refused.verdicts(), Packed::hash)
                            .bytes();
        };
    }

    static Optional<SubmitOutcome> decode(byte[] bytes) {
        var from = new Packed.Reader(bytes);
        int kind = from.u8();
        Optional<SubmitOutcome> outcome =
                switch (kind) {
                    case NOTHING -> Optional.empty();
                    case HELD -> Optional.of(new Held(Wire.ack(from.blob())));
                    case ACCEPTED ->
                            Optional.of(
                                    new Accepted(Wire.ack(from.blob()), from.u32(), from.u32()));
                    case REFUSED ->
                            Optional.of(
                                    new Refused(
                                            Reason.valueOf(from.text()),
                                            from.text(),
                                            from.list(Packed.Reader::hash)));
                    default -> throw new IllegalArgumentException("an outcome of kind " + kind);
                };
        from.end();
        return outcome;
    }
}
