package hearth.app.wallet;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What somebody typed who wants to send coins. Knows no control. */
final class SendModel {
    private static final int DECIMALS = 18;

    /** An amount as typed. */
    sealed interface Amount {
        record Fine(Wei value) implements Amount {}

        /** Nothing was typed yet. */
        record None() implements Amount {}

        record Wrong(String sentence) implements Amount {}
    }

    private final Texts texts = Texts.of(SendModel.class);
    private final List<Address> own;

    /**
     * @param accounts of this wallet
     */
    SendModel(List<Account> accounts) {
        own = accounts.stream().map(Account::address).toList();
    }

    /**
     * Reads an amount of whole coins.
     *
     * @param have what there is, if it was read
     */
    Amount amount(String typed, Optional<Wei> have) {
        String text = typed.strip().replace(String.valueOf(Numbers.THIN), "").replace(',', '.');
        if (typed.strip().matches("[0-9]+,[0-9]{3}")) {
            // A thousand to some, one to others.
            return new Amount.Wrong(texts.get("amount.comma"));
        }
        if (text.isEmpty()) {
            return new Amount.None();
        }
        if (!text.matches("[0-9]{1,30}(\\.[0-9]{1,40})?")) {
            return new Amount.Wrong(texts.get("amount.bad"));
        }
        var coins = new BigDecimal(text).stripTrailingZeros();
        if (coins.scale() > DECIMALS) {
            return new Amount.Wrong(texts.get("amount.small"));
        }
        if (coins.signum() == 0) {
            return new Amount.Wrong(texts.get("amount.bad"));
        }
        var value = new Wei(coins.movePointRight(DECIMALS).toBigIntegerExact());
        return have.isPresent() && have.get().compareTo(value) < 0
                ? new Amount.Wrong(texts.get("amount.more"))
                : new Amount.Fine(value);
    }

    /** Who may be sent to by what is known of an address; empty where it must be read back. */
    Optional<Address> receiver(AddressBook.Finding finding) {
        return switch (finding) {
            case AddressBook.Finding.Known known -> Optional.of(known.entry().address());
            case AddressBook.Finding.New fresh ->
                    own.contains(fresh.address()) ? Optional.of(fresh.address()) : Optional.empty();
            case AddressBook.Finding.LooksLike _, AddressBook.Finding.Wrong _ -> Optional.empty();
        };
    }

    /** What is known, in words; empty for an address that has to be read back first. */
    String words(AddressBook.Finding finding) {
        return switch (finding) {
            case AddressBook.Finding.Known known ->
                    texts.get(
                            "send.known",
                            known.entry().name(),
                            Addresses.checksummed(known.entry().address()));
            case AddressBook.Finding.New fresh ->
                    own.contains(fresh.address())
                            ? texts.get("send.own", Addresses.checksummed(fresh.address()))
                            : "";
            case AddressBook.Finding.LooksLike alike -> alike.sentence();
            case AddressBook.Finding.Wrong wrong -> wrong.sentence();
        };
    }

    /** The transfer, once both halves of it are there. */
    static Optional<Intent.Transfer> transfer(
            Intent.Coin coin, Optional<Address> receiver, Amount amount) {
        return receiver.isPresent() && amount instanceof Amount.Fine(Wei value)
                ? Optional.of(new Intent.Transfer(coin, receiver.get(), value))
                : Optional.empty();
    }
}
