package hearth.monitors.power.meter;

import hearth.monitors.power.decode.Decoded;

import java.util.function.Consumer;

/** The way to one meter. */
public interface MeterLink {
    /**
     * Opens the way and tells every frame until it fails or is stopped. Blocks; on its own thread.
     *
     * @throws MeterFailedException when the way cannot be opened or breaks
     */
    void follow(Consumer<? super Decoded> each, StopSignal stop)
            throws MeterFailedException, InterruptedException;
}
