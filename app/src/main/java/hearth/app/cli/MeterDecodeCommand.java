package hearth.app.cli;

import hearth.monitors.power.decode.MeterType;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Decodes a capture of a meter, without an agent. */
@Command(
        name = "decode",
        description =
                "Reads a meter's capture from standard input; prints one JSON line a reading.")
final class MeterDecodeCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "dsmr sml pzem um24c um25c um34c tc66c kasa shelly tasmota nut pmic")
    private @Nullable String type;

    @Override
    public Integer call() throws CommandFailedException {
        var known = MeterType.of(String.valueOf(type));
        if (known.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "METER-1",
                    "There is no meter type “"
                            + type
                            + "”; the types are dsmr, sml, pzem, um24c, um25c, um34c, tc66c, kasa,"
                            + " shelly, tasmota, nut and pmic.");
        }
        try (var in = new FileInputStream(FileDescriptor.in)) {
            var run = new DecodeRun(known.get(), common.out());
            return run.decode(in) ? ExitCode.DONE : ExitCode.PARTLY;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "METER-2",
                    "The capture cannot be read: " + e.getMessage() + ".");
        }
    }
}
