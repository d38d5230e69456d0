package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Token;
import hearth.wallet.LedgerCsv;
import hearth.wallet.LedgerFailedException;
import hearth.wallet.LedgerRow;
import hearth.wallet.PriceBook;
import hearth.wallet.RewardLedger;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Writes the ledger as a table. */
@Command(
        name = "export-csv",
        description = "Writes what came in and went out as a table for a tax adviser.")
final class WalletExportCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("ledger.csv");

    @Option(
            names = "--prices",
            paramLabel = "F",
            description = "A file with a line a day, like 2026-11-21,0.0412: one token's price.")
    private @Nullable Path prices;

    @Option(
            names = "--currency",
            defaultValue = "EUR",
            description = "What the prices are in (default EUR).")
    private String currency = "EUR";

    @Option(
            names = "--price-source",
            paramLabel = "TEXT",
            description =
                    "Where the prices are from; stands in the table. Default: the file's name.")
    private @Nullable String source;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var network = common.agent(false, Common.Agent::networkFile);
        var dir = common.data();
        try (var threads = Threads.system();
                var wallet = new WalletAccess().open(dir, threads);
                var chain = new ChainClient(network.settlement(), threads.time())) {
            var owner =
                    wallet.account()
                            .orElseThrow(() ->
                                    new CommandFailedException(
                                            ExitCode.FAILED,
                                            "wallet.none",
                                            "There is no wallet yet."));
            try (var ledger =
                    RewardLedger.open(dir, network, owner.address(), chain, threads.time())) {
                var synced = ledger.sync();
                var rows = ledger.rows().get();
                LedgerCsv.write(
                        file.toAbsolutePath(),
                        rows,
                        new LedgerCsv.Subject(
                                new Token(chain, network).symbol(), network.name(), book()));
                long unproven = rows.stream().filter(row -> !row.proven()).count();
                common.print(
                        WireJson.object()
                                .put("file", file.toString())
                                .put("rows", rows.size())
                                .put("unverified", unproven)
                                .put(
                                        "claimedWei",
                                        ledger.sum(LedgerRow.Kind.CLAIMED).value().toString()),
                        () ->
                                common.out()
                                        .println(
                                                rows.size()
                                                        + " rows in "
                                                        + file
                                                        + "; "
                                                        + (unproven == 0
                                                                ? synced.trust().words()
                                                                : unproven + " of them unverified")
                                                        + "."));
                return ExitCode.DONE;
            }
        } catch (ChainFailedException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "NETWORK-1", String.valueOf(e.getMessage()));
        } catch (LedgerFailedException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "wallet.storage", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "wallet.export",
                    "Nothing was written: " + e.getMessage() + ".");
        }
    }

    private Optional<PriceBook> book() throws IOException {
        if (prices == null) {
            return Optional.empty();
        }
        String from = source == null ? String.valueOf(prices.getFileName()) : source;
        return Optional.of(PriceBook.read(prices, currency, from));
    }
}
