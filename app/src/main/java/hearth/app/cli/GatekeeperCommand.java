package hearth.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** A gatekeeper: a program of its own that the launcher starts; here it is described. */
@Command(
        name = "gatekeeper",
        description = {
            "A gatekeeper of a network, as a process of its own.",
            "init --endpoint HOST:PORT makes its keys and prints its entry for the network file;",
            "run --network FILE [--listen HOST:PORT] checks the nodes' work and signs roots."
        })
final class GatekeeperCommand implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException {
        throw new CommandFailedException(
                ExitCode.USAGE,
                "CLI-1",
                "Start a gatekeeper with ./hearth gatekeeper: it is a program of its own.");
    }
}
