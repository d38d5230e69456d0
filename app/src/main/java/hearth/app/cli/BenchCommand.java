package hearth.app.cli;

import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.PanelMessage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Measures this machine. */
@Command(name = "bench", description = "Measures what this machine can do.")
final class BenchCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(
            names = "--quick",
            description = "About ten seconds; the only kind so far, and the default.")
    private boolean quick;

    @Option(names = "--last", description = "Only show the last report.")
    private boolean last;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                true,
                agent -> {
                    var report =
                            agent.ask(
                                            PanelMessage.newBuilder()
                                                    .setBench(
                                                            BenchRequest.newBuilder()
                                                                    .setMode(quick ? "quick" : "")
                                                                    .setOnlyLast(last)),
                                            message ->
                                                    common.progress(
                                                            message.getProgress().getText()))
                                    .getBench()
                                    .getReport();
                    common.print(WireJson.of(report), () -> words(report));
                    return ExitCode.DONE;
                });
    }

    private void words(BenchReport report) {
        for (var measure : report.getMeasuresList()) {
            common.out()
                    .printf(
                            Locale.ROOT,
                            "%-36s %s%n",
                            measure.getLabel(),
                            measure.getMissing().isEmpty()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%,.4g %s ±%.1f %%",
                                            measure.getMedian(),
                                            measure.getUnit(),
                                            measure.getSpread() * 100)
                                    : "not measured: " + measure.getMissing());
        }
        if (!report.getTrustworthy()) {
            common.out().println("Not trustworthy: " + report.getVerdict());
        }
    }
}
