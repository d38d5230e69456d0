package hearth.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** Power meters. */
@Command(
        name = "meter",
        description = "Power meters: what one says, now or in a capture.",
        subcommands = {MeterDecodeCommand.class})
final class MeterCommand implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException {
        throw new CommandFailedException(
                ExitCode.USAGE,
                "CLI-3",
                "Say what to do: hearth meter list, add, remove, read or decode.");
    }
}
