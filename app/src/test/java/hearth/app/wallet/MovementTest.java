package hearth.app.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.wallet.LedgerRow;
import hearth.wallet.SentTransfer;
import hearth.wallet.WalletState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What moved, in words. */
class MovementTest {
    private static final Hash32 HASH = new Hash32("0x" + "ab".repeat(32));
    private static final Address SOMEBODY = new Address("0x" + "7b".repeat(20));

    @Test
    void whatIsSentIsNeverShownAsComingIn() {
        var tiny = movement(sending(Intent.Coin.NATIVE, "40000000000000", Optional.empty()));
        assertEquals("−0.00004\u202fETH", tiny.amount());
        assertEquals(-1, tiny.sign());
        var large =
                movement(sending(Intent.Coin.TOKEN, "12500000000000000000", Optional.of("Mira")));
        assertEquals("−12.50", large.amount());
        assertEquals("Sent to Mira", large.what());
        assertEquals("0.0000874\u202fETH", large.fee());
    }

    @Test
    void theNewestOfBothKindsComeFirst() {
        var rows = List.of(claimed(9), claimed(3));
        var sent = List.of(sending(Intent.Coin.TOKEN, "1", Optional.empty()));
        var shown = Movement.of(report(rows, sent), 2);
        assertEquals(List.of(9L, 5L), shown.stream().map(Movement::block).toList());
        assertEquals("+2.00", shown.getFirst().amount());
    }

    private static Movement movement(Desk.Sending sending) {
        return Movement.of(report(List.of(), List.of(sending)), 40).getFirst();
    }

    private static LedgerRow claimed(long block) {
        return new LedgerRow(
                LedgerRow.Kind.CLAIMED, Instant.EPOCH, block, HASH, 0, 1, 0, Wei.coins(2), true);
    }

    private static Desk.Sending sending(Intent.Coin coin, String wei, Optional<String> name) {
        return new Desk.Sending(
                new SentTransfer(
                        Instant.EPOCH,
                        5,
                        HASH,
                        new Intent.Transfer(coin, SOMEBODY, Wei.parse(wei)),
                        Wei.parse("87412000000000")),
                name);
    }

    private static Desk.Report report(List<LedgerRow> rows, List<Desk.Sending> sent) {
        return new Desk.Report(
                new WalletState.None(),
                Optional.empty(),
                List.of(),
                List.of(),
                rows,
                sent,
                Optional.empty(),
                "");
    }
}
