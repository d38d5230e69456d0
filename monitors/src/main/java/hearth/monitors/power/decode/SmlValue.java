package hearth.monitors.power.decode;

import java.math.BigInteger;
import java.util.List;

/** An element of an SML message. */
sealed interface SmlValue {
    /** An optional element that is not there. */
    record Absent() implements SmlValue {}

    /** The mark behind a message. */
    record EndOfMessage() implements SmlValue {}

    /** Bytes of any meaning. */
    final class Octets implements SmlValue {
        private final byte[] bytes;

        Octets(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not a copy: nobody changes them. */
        byte[] bytes() {
            return bytes;
        }
    }

    /** Yes or no. */
    record Truth(boolean value) implements SmlValue {}

    /** A whole number. */
    final class Whole implements SmlValue {
        private final byte[] raw;
        private final boolean signed;

        /**
         * @param raw one to eight bytes, the highest first
         */
        Whole(byte[] raw, boolean signed) {
            this.raw = raw;
            this.signed = signed;
        }

        BigInteger value() {
            return signed ? new BigInteger(raw) : unsigned();
        }

        /** The same bytes read without a sign. */
        BigInteger unsigned() {
            return new BigInteger(1, raw);
        }

        boolean signed() {
            return signed;
        }

        int bytes() {
            return raw.length;
        }
    }

    /** A list of elements. */
    record Items(List<SmlValue> values) implements SmlValue {}
}
