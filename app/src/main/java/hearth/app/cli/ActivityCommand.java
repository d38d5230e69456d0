package hearth.app.cli;

import hearth.link.wire.ActivityRequest;
import hearth.link.wire.PanelMessage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What happened and why. */
@Command(name = "activity", description = "What happened and why, newest first.")
final class ActivityCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(names = "--limit", defaultValue = "50", description = "How many (default 50).")
    private int limit;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                false,
                agent -> {
                    var reply =
                            agent.ask(
                                            PanelMessage.newBuilder()
                                                    .setActivity(
                                                            ActivityRequest.newBuilder()
                                                                    .setLimit(limit)))
                                    .getActivity();
                    common.print(
                            WireJson.array(reply.getEntriesList()),
                            () -> {
                                for (var entry : reply.getEntriesList()) {
                                    common.out()
                                            .printf(
                                                    Locale.ROOT,
                                                    "%s %-8s %s. %s%n",
                                                    Instant.ofEpochMilli(entry.getAt()),
                                                    entry.getLevel(),
                                                    entry.getTitle(),
                                                    entry.getDetail());
                                }
                            });
                    return ExitCode.DONE;
                });
    }
}
