package hearth.monitors.power.decode;

/** What came of a piece of a meter's output. */
public sealed interface Decoded {
    /** A whole frame. */
    record Sound(MeterReading reading) implements Decoded {}

    /**
     * Bytes that are no whole frame, or a frame in which the meter refuses.
     *
     * @param reason one sentence
     */
    record Damaged(String reason) implements Decoded {
        public Damaged {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("damage needs its reason");
            }
        }
    }
}
