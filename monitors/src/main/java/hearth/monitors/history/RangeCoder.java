package hearth.monitors.history;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Adaptive binary range coder (the scheme of LZMA): a series that hardly changes costs a small part
 * of a bit per sample, noise costs its entropy.
 */
final class RangeCoder {
    private static final int BITS = 11;
    private static final int MOVE = 4;
    private static final int TOP = 1 << 24;

    private RangeCoder() {}

    /** Probabilities for one kind of number; learns as it goes, the same on both sides. */
    static final class Model {
        private static final int CONTEXTS = 6;
        private static final int LENGTHS = 33;
        private static final int MANTISSA = 3;
        private final short[] zero = fresh(CONTEXTS);
        private final short[] sign = fresh(3);
        private final short[] length = fresh(CONTEXTS * LENGTHS);
        private final short[] mantissa = fresh(LENGTHS << MANTISSA);
        private int context;
        private int lastSign;

        private static short[] fresh(int size) {
            short[] probabilities = new short[size];
            Arrays.fill(probabilities, (short) (1 << (BITS - 1)));
            return probabilities;
        }

        private void learn(int value) {
            int bits = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
            // The size of the last changes says much about the size of the next.
            context = Math.min(CONTEXTS - 1, (context + bits + 1) / 2);
            lastSign = Integer.signum(value) + 1;
        }
    }

    /** Writes numbers. */
    static final class Encoder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        private long low;
        private int range = -1;
        private int cache;
        private long cacheSize = 1;

        void number(Model model, int value) {
            int magnitude = Math.abs(value);
            bit(model.zero, model.context, magnitude == 0 ? 0 : 1);
            if (magnitude != 0) {
                bit(model.sign, model.lastSign, value < 0 ? 1 : 0);
                int bits = 31 - Integer.numberOfLeadingZeros(magnitude);
                int base = model.context * Model.LENGTHS;
                for (int i = 0; i < bits; i++) {
                    bit(model.length, base + i, 1);
                }
                bit(model.length, base + bits, 0);
                int node = 1;
                for (int i = bits - 1; i >= 0; i--) {
                    int bit = magnitude >>> i & 1;
                    if (node < 1 << Model.MANTISSA) {
                        bit(model.mantissa, (bits << Model.MANTISSA) + node, bit);
                        node = node << 1 | bit;
                    } else {
                        direct(bit);
                    }
                }
            }
            model.learn(value);
        }

        byte[] finish() {
            for (int i = 0; i < 5; i++) {
                shift();
            }
            byte[] all = out.toByteArray();
            int end = all.length;
            // The reader continues with zeros after the end.
            while (end > 1 && all[end - 1] == 0) {
                end--;
            }
            return Arrays.copyOfRange(all, 1, Math.max(1, end));
        }

        private void bit(short[] probabilities, int index, int bit) {
            int p = probabilities[index];
            int bound = (range >>> BITS) * p;
            if (bit == 0) {
                range = bound;
                probabilities[index] = (short) (p + (((1 << BITS) - p) >>> MOVE));
            } else {
                low += bound & 0xFFFFFFFFL;
                range -= bound;
                probabilities[index] = (short) (p - (p >>> MOVE));
            }
            normalise();
        }

        private void direct(int bit) {
            range >>>= 1;
            if (bit == 1) {
                low += range & 0xFFFFFFFFL;
            }
            normalise();
        }

        private void normalise() {
            while (Integer.compareUnsigned(range, TOP) < 0) {
                range <<= 8;
                shift();
            }
        }

        private void shift() {
            if (low < 0xFF000000L || low > 0xFFFFFFFFL) {
                int carry = (int) (low >>> 32);
                int next = cache;
                do {
                    out.write(next + carry);
                    next = 0xFF;
                } while (--cacheSize != 0);
                cache = (int) (low >>> 24) & 0xFF;
            }
            cacheSize++;
            low = (low & 0x00FFFFFFL) << 8;
        }
    }

    /**
     * Reads what {@link Encoder} wrote; damaged input gives wrong numbers, never an endless loop.
     */
    static final class Decoder {
        private final byte[] in;
        private int at;
        private int code;
        private int range = -1;

        Decoder(byte[] in, int from) {
            this.in = in;
            this.at = from;
            for (int i = 0; i < 4; i++) {
                code = code << 8 | next();
            }
        }

        int number(Model model) {
            int value = 0;
            if (bit(model.zero, model.context) == 1) {
                int negative = bit(model.sign, model.lastSign);
                int base = model.context * Model.LENGTHS;
                int bits = 0;
                while (bits < 30 && bit(model.length, base + bits) == 1) {
                    bits++;
                }
                int magnitude = 1;
                for (int i = bits - 1; i >= 0; i--) {
                    int bit =
                            magnitude < 1 << Model.MANTISSA
                                    ? bit(model.mantissa, (bits << Model.MANTISSA) + magnitude)
                                    : direct();
                    magnitude = magnitude << 1 | bit;
                }
                value = negative == 1 ? -magnitude : magnitude;
            }
            model.learn(value);
            return value;
        }

        private int bit(short[] probabilities, int index) {
            int p = probabilities[index];
            int bound = (range >>> BITS) * p;
            int bit;
            if (Integer.compareUnsigned(code, bound) < 0) {
                range = bound;
                probabilities[index] = (short) (p + (((1 << BITS) - p) >>> MOVE));
                bit = 0;
            } else {
                range -= bound;
                code -= bound;
                probabilities[index] = (short) (p - (p >>> MOVE));
                bit = 1;
            }
            normalise();
            return bit;
        }

        private int direct() {
            range >>>= 1;
            int bit = Integer.compareUnsigned(code, range) >= 0 ? 1 : 0;
            if (bit == 1) {
                code -= range;
            }
            normalise();
            return bit;
        }

        private void normalise() {
            while (Integer.compareUnsigned(range, TOP) < 0) {
                range <<= 8;
                code = code << 8 | next();
            }
        }

        private int next() {
            return at < in.length ? in[at++] & 0xFF : 0;
        }
    }
}
