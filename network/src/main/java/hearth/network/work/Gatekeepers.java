package hearth.network.work;

import hearth.kernel.Address;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gatekeepers of a network: what fewer than {@code threshold} of them say has no effect.
 *
 * @param members ascending
 * @param threshold how many must sign, 1 to all
 */
public record Gatekeepers(List<Address> members, int threshold) {
    public Gatekeepers {
        members = members.stream().sorted().distinct().toList();
        if (threshold < 1 || threshold > members.size()) {
            throw new IllegalArgumentException(threshold + " of " + members.size());
        }
    }

    /** One gatekeeper alone. */
    public static Gatekeepers alone(Address gatekeeper) {
        return new Gatekeepers(List.of(gatekeeper), 1);
    }

    /** The member who signed; empty when it was none. */
    public Optional<Address> signer(TypedDigest digest, Signature signature) {
        return Recover.signer(digest.digest(), signature).filter(members::contains);
    }

    /** The members among those who signed one message. */
    public Set<Address> signers(TypedDigest digest, Collection<Signature> signatures) {
        var signers = new LinkedHashSet<Address>();
        signatures.forEach(one -> signer(digest, one).ifPresent(signers::add));
        return signers;
    }

    /** Whether enough members signed one message. */
    public boolean agreed(TypedDigest digest, Collection<Signature> signatures) {
        return signers(digest, signatures).size() >= threshold;
    }

    /** Whose turn it is; the same for everybody. */
    public Address turn(long number) {
        return members.get((int) Math.floorMod(number, (long) members.size()));
    }
}
