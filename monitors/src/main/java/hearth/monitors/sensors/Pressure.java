package hearth.monitors.sensors;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;

/**
 * Share of the last ten seconds in which programs had to wait.
 *
 * @param cpu at least one program waited for the processor
 * @param memory at least one program waited for memory
 * @param memoryFull all programs waited for memory
 * @param io at least one program waited for a drive
 * @param ioFull all programs waited for a drive
 */
public record Pressure(
        Reading<Ratio> cpu,
        Reading<Ratio> memory,
        Reading<Ratio> memoryFull,
        Reading<Ratio> io,
        Reading<Ratio> ioFull) {}
