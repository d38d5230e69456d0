package hearth.app.cli;

import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.decode.P1Counters;
import hearth.monitors.power.decode.P1Key;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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

    @Option(
            names = "--key-file",
            paramLabel = "F",
            description =
                    "Of a P1 port that encrypts: a file of yours, mode 0600, whose first line is"
                            + " its key.")
    private @Nullable Path keyFile;

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
        try (var key = key(known.get());
                var in = new FileInputStream(FileDescriptor.in)) {
            var decoder = key == null ? known.get().decoder() : key.decoder(new P1Counters());
            return new DecodeRun(decoder, common.out()).decode(in)
                    ? ExitCode.DONE
                    : ExitCode.PARTLY;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "METER-2",
                    "The capture cannot be read: " + e.getMessage() + ".");
        }
    }

    private @Nullable P1Key key(MeterType type) throws CommandFailedException {
        if (keyFile == null) {
            return null;
        }
        if (type != MeterType.DSMR) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "METER-15", "Only a P1 port (dsmr) has a key.");
        }
        var text = MeterWords.firstLine(keyFile).toByteArray();
        try {
            return P1Key.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "METER-15", String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
