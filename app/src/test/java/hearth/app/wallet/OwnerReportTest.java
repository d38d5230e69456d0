package hearth.app.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.ChainEvidence;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Trust;
import hearth.wallet.Account;
import hearth.wallet.Balances;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is not known of one account hides nothing of the others. */
final class OwnerReportTest {
    private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");

    @Test
    void anAccountThatCannotBeReadStandsAlone() {
        var mine = account("0a");
        var broken = account("0b");
        var fine = account("0c");
        var balances =
                new Balances(
                        Wei.coins(5),
                        Wei.coins(2),
                        Wei.ZERO,
                        Wei.ZERO,
                        "SUB0",
                        7,
                        NOW,
                        new Trust.OwnNode(7));
        var holdings =
                OwnerReport.holdings(
                        List.of(mine, broken, fine),
                        mine,
                        balances,
                        account -> {
                            if (account.equals(broken)) {
                                throw new ChainFailedException(
                                        "The proof is none.", new IllegalArgumentException());
                            }
                            return new ChainEvidence.Holdings(Wei.coins(3), Wei.coins(9), 0, 7);
                        });
        assertEquals(
                List.of(
                        new Desk.Holding(
                                mine, Optional.of(Wei.coins(5)), Optional.of(Wei.coins(2))),
                        new Desk.Holding(broken, Optional.empty(), Optional.empty()),
                        new Desk.Holding(
                                fine, Optional.of(Wei.coins(9)), Optional.of(Wei.coins(3)))),
                holdings);
    }

    private static Account account(String end) {
        var address = new Address("0x" + end.repeat(20));
        return new Account(
                address, address, Account.Origin.WATCHED, NOW, Optional.empty(), "no key here");
    }
}
