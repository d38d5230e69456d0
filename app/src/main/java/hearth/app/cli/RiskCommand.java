package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.workers.risk.TrainedModel;
import hearth.workers.risk.load.GraphFailedException;
import hearth.workers.risk.model.RiskFiles;
import hearth.workers.risk.pipeline.RiskRun;
import hearth.workers.risk.pipeline.RunReport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The contract-risk worker's parts on files, without an agent. */
@Command(
        name = "risk",
        description = "Scores contracts of a file, or measures the worker's three stages on it.",
        subcommands = {RiskCommand.Score.class, RiskCommand.Run.class})
final class RiskCommand implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException {
        throw new CommandFailedException(
                ExitCode.USAGE, "CLI-3", "Say what to do: hearth risk score, or hearth risk run.");
    }

    private static CommandFailedException unreadable(Path file, IOException e) {
        return new CommandFailedException(
                ExitCode.FAILED,
                "RISK-1",
                e instanceof NoSuchFileException missing
                        ? "There is no file " + missing.getFile() + "."
                        : file + " cannot be used: " + e.getMessage() + ".");
    }

    /** Scores a file. */
    @Command(
            name = "score",
            description = "Scores each line's bytecode of a JSON-lines file (.gz or not).")
    static final class Score implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Option(names = "--input", required = true, paramLabel = "FILE.jsonl[.gz]")
        private @Nullable Path input;

        @Option(names = "--output", required = true, paramLabel = "OUT.jsonl")
        private @Nullable Path output;

        @Override
        public Integer call() throws CommandFailedException {
            var from = input;
            var to = output;
            if (from == null || to == null) {
                throw new IllegalStateException("picocli asks for both");
            }
            try {
                var summary = RiskFiles.score(from, to);
                common.print(
                        WireJson.object()
                                .put("scored", summary.scored())
                                .put("damaged", summary.damaged()),
                        () ->
                                common.out()
                                        .println(
                                                summary.scored()
                                                        + " scored, "
                                                        + summary.damaged()
                                                        + " damaged lines"));
                return summary.damaged() == 0 ? ExitCode.DONE : ExitCode.PARTLY;
            } catch (IOException e) {
                throw unreadable(from, e);
            }
        }
    }

    /** Measures the stages. */
    @Command(
            name = "run",
            description =
                    "Runs extract, infer and load from a file into a fresh graph, and measures.")
    static final class Run implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Option(names = "--input", required = true, paramLabel = "FILE.jsonl[.gz]")
        private @Nullable Path input;

        @Option(
                names = "--seconds",
                defaultValue = "60",
                paramLabel = "N",
                description = "At most so long (default 60); a shorter file ends it earlier.")
        private int seconds = 60;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var from = input;
            if (from == null || seconds < 1) {
                throw new CommandFailedException(
                        ExitCode.USAGE, "CLI-4", "--seconds takes a number from 1 on.");
            }
            Path graph = null;
            try (var threads = Threads.system()) {
                graph = common.data().temporary("risk-run");
                var report =
                        new RiskRun(TrainedModel.load(), threads)
                                .file(from, Duration.ofSeconds(seconds), graph);
                print(report);
                return ExitCode.DONE;
            } catch (IOException e) {
                throw unreadable(from, e);
            } catch (GraphFailedException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "RISK-2", String.valueOf(e.getMessage()));
            } finally {
                if (graph != null) {
                    delete(graph);
                }
            }
        }

        private void print(RunReport report) {
            var json = WireJson.object().put("contractsPerSecond", report.contractsPerSecond());
            var stages = json.putObject("stages");
            report.stages().forEach(stages::put);
            json.put("cpuSeconds", report.cpuSeconds());
            if (report.peakRssBytes().isPresent()) {
                json.put("peakRssBytes", report.peakRssBytes().getAsLong());
            } else {
                json.putNull("peakRssBytes");
            }
            json.put("contracts", report.contracts())
                    .put("codes", report.codes())
                    .put("seconds", report.seconds())
                    .put("inputEnded", report.inputEnded());
            common.print(
                    json,
                    () ->
                            common.out()
                                    .printf(
                                            Locale.ROOT,
                                            "%.0f contracts/s: %d contracts, %d codes, in %.1f s, %.1f s of CPU%n",
                                            report.contractsPerSecond(),
                                            report.contracts(),
                                            report.codes(),
                                            report.seconds(),
                                            report.cpuSeconds()));
        }

        private static void delete(Path folder) {
            try {
                Files.walkFileTree(
                        folder,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                                    throws IOException {
                                Files.delete(file);
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult postVisitDirectory(
                                    Path dir, @Nullable IOException e) throws IOException {
                                Files.delete(dir);
                                return FileVisitResult.CONTINUE;
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException("the measured graph stays in " + folder, e);
            }
        }
    }
}
