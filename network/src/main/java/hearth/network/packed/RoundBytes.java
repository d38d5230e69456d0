package hearth.network.packed;

import hearth.network.work.Domain;
import hearth.network.work.ListedUnit;
import hearth.network.work.RoundOffer;
import hearth.network.work.TicketHolder;
import hearth.network.work.Wire;

/** A round as bytes. Whether it is in order is for {@link RoundOffer#objection} to say. */
public final class RoundBytes {
    private RoundBytes() {}

    public static byte[] encode(RoundOffer offer) {
        return write(new Packed(), offer).bytes();
    }

    public static Packed write(Packed to, RoundOffer offer) {
        return to.blob(Wire.encode(offer.manifest()))
                .list(
                        offer.units(),
                        (into, unit) -> into.hash(unit.codeHash()).address(unit.address()))
                .hash(offer.seedBlockHash())
                .u32(offer.replicas())
                .list(offer.tickets(), RoundBytes::write)
                .list(offer.listings(), Packed::signature);
    }

    public static Packed write(Packed to, TicketHolder holder) {
        return to.u64(holder.nodeId())
                .address(holder.owner())
                .address(holder.key())
                .u32(holder.tickets());
    }

    public static RoundOffer decode(byte[] bytes, Domain domain) {
        var reader = new Packed.Reader(bytes);
        var offer = read(reader, domain);
        reader.end();
        return offer;
    }

    public static RoundOffer read(Packed.Reader from, Domain domain) {
        var manifest = Wire.manifest(from.blob());
        var units = from.list(unit -> new ListedUnit(unit.hash(), unit.address()));
        return new RoundOffer(
                domain,
                manifest,
                units,
                from.hash(),
                from.u32(),
                from.list(RoundBytes::holder),
                from.list(Packed.Reader::signature));
    }

    public static TicketHolder holder(Packed.Reader from) {
        return new TicketHolder(from.u64(), from.address(), from.address(), from.u32());
    }
}
