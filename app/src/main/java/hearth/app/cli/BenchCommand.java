package hearth.app.cli;

import hearth.app.PanelPictures;
import hearth.app.theme.Theme;
import hearth.kernel.Address;
import hearth.kernel.Hex;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchHistoryReply;
import hearth.link.wire.BenchHistoryRequest;
import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.Measure;
import hearth.link.wire.PanelMessage;
import hearth.network.work.SealedText;
import hearth.network.work.Signature;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Measures this machine. */
@Command(name = "bench", description = "Measures what this machine can do.")
final class BenchCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LARGEST_REPORT = 8 << 20;

    @Mixin private final Common common = new Common();

    @ArgGroup(exclusive = true)
    private @Nullable What what;

    @Option(names = "--yes", description = "Do not ask before a long run.")
    private boolean yes;

    @Option(
            names = "--code-file",
            paramLabel = "FILE",
            description = "Where the code is, for --network without a terminal.")
    private @Nullable Path codeFile;

    @Option(
            names = "--streams",
            defaultValue = "1",
            description = "Connections at once, for --network (default 1).")
    private int streams;

    @Option(
            names = "--card",
            paramLabel = "FILE.png",
            description = "Draws the report as a picture to show around.")
    private @Nullable Path card;

    @Option(
            names = "--theme",
            paramLabel = "dark|light",
            defaultValue = "dark",
            description = "The picture's look (default dark).")
    private String theme = "dark";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes the signed report there.")
    private @Nullable Path report;

    /** What is asked for; only one of these. */
    private static final class What {
        @Option(
                names = "--quick",
                description = "About half a minute, for a first impression; the default.")
        private boolean quick;

        @Option(names = "--full", description = "About five minutes, for figures to compare.")
        private boolean full;

        @Option(
                names = "--sustained",
                paramLabel = "15m",
                converter = HistoryCommand.Ago.class,
                description = "The full run, then all threads at work for so long.")
        private @Nullable Duration sustained;

        @Option(names = "--last", description = "Only shows the last report.")
        private boolean last;

        @Option(
                names = "--history",
                description = "What was measured before, what became slower, what it is fit for.")
        private boolean history;

        @Option(
                names = "--serve",
                paramLabel = "ADDRESS[:PORT]",
                description =
                        "Answers one measurement of the line at this address of this machine, and"
                                + " shows the code for it; needs no agent.")
        private @Nullable String serve;

        @Option(
                names = "--network",
                paramLabel = "ADDRESS:PORT",
                description = "Measures the line to a machine that serves; asks for its code.")
        private @Nullable String network;

        @Option(
                names = "--verify",
                paramLabel = "FILE",
                description = "Checks the signature of a report's file; needs no agent.")
        private @Nullable Path verify;
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var wish = what == null ? new What() : what;
        if (wish.verify != null) {
            return verify(wish.verify);
        }
        if (wish.serve != null) {
            return BenchLineEnd.serve(wish.serve, common);
        }
        if (wish.history) {
            return common.agent(true, this::history);
        }
        var request =
                BenchRequest.newBuilder().setMode(wish.quick ? "quick" : "").setOnlyLast(wish.last);
        if (wish.full) {
            request.setMode("full");
            ask("A full run keeps all threads and the drive busy for about five minutes.");
        }
        if (wish.sustained != null) {
            long seconds = wish.sustained.toSeconds();
            request.setMode("sustained")
                    .setLoadSeconds(Math.toIntExact(Math.min(seconds, 1 << 20)));
            ask(
                    "A sustained run keeps all threads busy for "
                            + seconds / 60
                            + " minutes and more.");
        }
        if (wish.network != null) {
            request.setMode("network")
                    .setPeer(wish.network)
                    .setStreams(streams)
                    .setCode(BenchLineEnd.code(codeFile));
        }
        return common.agent(true, agent -> measure(agent, request));
    }

    /** Nobody is asked where nobody can answer: then the words of the command count. */
    private void ask(String words) throws CommandFailedException {
        var terminal = yes ? Optional.<Console>empty() : Terminal.open();
        if (terminal.isEmpty()) {
            return;
        }
        var answer = terminal.get().readLine("%s Go on? [y/N] ", words);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new CommandFailedException(
                    ExitCode.CANCELLED, "BENCH-4", "Nothing was measured.");
        }
    }

    private int measure(Common.Agent agent, BenchRequest.Builder request)
            throws CommandFailedException, InterruptedException {
        var limit = PATIENCE.plusSeconds(request.getLoadSeconds());
        var found =
                agent.ask(PanelMessage.newBuilder().setBench(request), this::progress, limit)
                        .getBench()
                        .getReport();
        if (report != null) {
            write(report, found);
        }
        if (card != null) {
            draw(card, found);
        }
        common.print(WireJson.of(found), () -> words(found));
        return ExitCode.DONE;
    }

    private void progress(AgentMessage message) {
        var progress = message.getProgress();
        common.progress(
                String.format(
                        Locale.ROOT,
                        "%3.0f %%  %s",
                        progress.getShare() * 100,
                        progress.getText()));
    }

    private void words(BenchReport found) {
        for (var measure : found.getMeasuresList()) {
            line(measure, "");
        }
        if (!found.getTrustworthy()) {
            common.out().println("Verdict: " + found.getVerdict());
        }
    }

    private void line(Measure measure, String tail) {
        common.out()
                .printf(
                        Locale.ROOT,
                        "%-38s %s%s%n",
                        measure.getLabel(),
                        measure.getMissing().isEmpty()
                                ? BenchWords.figure(measure)
                                : "not measured: " + measure.getMissing(),
                        tail);
    }

    private int history(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var reply =
                agent.ask(
                                PanelMessage.newBuilder()
                                        .setBenchHistory(BenchHistoryRequest.getDefaultInstance()))
                        .getBenchHistory();
        common.print(WireJson.of(reply), () -> history(reply));
        return ExitCode.DONE;
    }

    private void history(BenchHistoryReply reply) {
        var out = common.out();
        for (var one : reply.getReportsList()) {
            out.printf(
                    Locale.ROOT,
                    "%s  %-9s %s%n",
                    Instant.ofEpochMilli(one.getAt()),
                    one.getMode(),
                    one.getTrustworthy() ? "trustworthy" : one.getVerdict());
        }
        reply.getComparedList().forEach(one -> line(one, BenchWords.change(one)));
        for (var network : reply.getQualificationsList()) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %-8s %s%n",
                    network.getNetwork(),
                    network.getState(),
                    network.getSummary());
        }
    }

    private static void write(Path file, BenchReport found) throws CommandFailedException {
        if (found.getText().isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "BENCH-8",
                    "The last report is from before reports were signed; measure again.");
        }
        try {
            var sealed =
                    new SealedText(
                            found.getText(),
                            new Address(found.getSigner()),
                            Signature.of(Hex.parse(found.getSignature())));
            Files.writeString(file, sealed.file());
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "BENCH-9",
                    "The report cannot be written to " + file + ": " + e.getMessage() + ".");
        }
    }

    private void draw(Path file, BenchReport found)
            throws CommandFailedException, InterruptedException {
        try {
            PanelPictures.card(found, Theme.named(theme), file);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "DATA-3",
                    "The picture cannot be written: " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-2", "The theme is dark or light.");
        }
    }

    private int verify(Path file) throws CommandFailedException {
        String text;
        try {
            if (Files.size(file) > LARGEST_REPORT) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "BENCH-10", file + " is too large for a report.");
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "BENCH-9", file + " cannot be read: " + e.getMessage() + ".");
        }
        var sealed =
                SealedText.parse(text)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.FAILED,
                                        "BENCH-10",
                                        file + " is not a benchmark report of Hearth."));
        if (!sealed.holds()) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "BENCH-11",
                    "The report was changed after it was signed, or "
                            + sealed.signer()
                            + " did not sign it.");
        }
        var json =
                WireJson.object()
                        .put("valid", true)
                        .put("signer", sealed.signer().hex())
                        .put("digest", sealed.digest().hex());
        common.print(
                json,
                () -> {
                    common.out().println("Signed by node key " + sealed.signer());
                    common.out().println("Digest " + sealed.digest());
                });
        return ExitCode.DONE;
    }
}
