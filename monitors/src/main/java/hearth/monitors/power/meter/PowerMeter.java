package hearth.monitors.power.meter;

/** A meter that is being read. Safe from any thread. */
public interface PowerMeter extends AutoCloseable {
    /** What the operator said about it. */
    MeterSetting setting();

    /** How it does now; never blocks. */
    MeterState state();

    /** Stops reading it and frees its port. */
    @Override
    void close();
}
