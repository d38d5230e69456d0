package hearth.network.packed;

import hearth.network.settlement.Delivery;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.Domain;
import hearth.network.work.Submission;
import hearth.network.work.Wire;

import java.util.Map;

/** The signed objects of an epoch as bytes. */
public final class RecordsBytes {
    private RecordsBytes() {}

    public static byte[] encode(EpochRecords records) {
        return new Packed()
                .u64(records.epoch())
                .list(records.tickets(), RoundBytes::write)
                .list(records.earlier(), RoundBytes::write)
                .list(records.rounds(), RoundBytes::write)
                .list(records.deliveries(), RecordsBytes::write)
                .list(records.heartbeats(), (to, one) -> to.blob(Wire.encode(one)))
                .list(records.verdicts(), (to, one) -> to.blob(Wire.encode(one)))
                .bytes();
    }

    /** Throws {@link IllegalArgumentException} on what is nothing like it. */
    public static EpochRecords decode(byte[] bytes, Domain domain) {
        var from = new Packed.Reader(bytes);
        var records =
                new EpochRecords(
                        from.u64(),
                        from.list(RoundBytes::holder),
                        from.list(RoundBytes::holder),
                        from.list(round -> RoundBytes.read(round, domain)),
                        from.list(RecordsBytes::delivery),
                        from.list(one -> Wire.heartbeat(one.blob())),
                        from.list(one -> Wire.verdict(one.blob())),
                        Map.of());
        from.end();
        return records;
    }

    private static void write(Packed to, Delivery delivery) {
        to.blob(Wire.encode(delivery.submission().receipt()))
                .blob(delivery.submission().opening())
                .list(delivery.acks(), (into, ack) -> into.blob(Wire.encode(ack)));
    }

    private static Delivery delivery(Packed.Reader from) {
        var receipt = Wire.receipt(from.blob());
        return new Delivery(
                new Submission(receipt, from.blob()), from.list(ack -> Wire.ack(ack.blob())));
    }
}
