package hearth.app.wallet;

import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.kernel.Wei;
import hearth.network.chain.Trust;
import hearth.wallet.Account;
import hearth.wallet.Balances;
import hearth.wallet.WalletState;

import java.util.Optional;

/** What the wallet page says, from what the desk reports. */
final class WalletModel {
    private static final Texts TEXTS = Texts.of(WalletModel.class);

    private WalletModel() {}

    static Optional<Account> account(WalletState state) {
        return switch (state) {
            case WalletState.Locked locked -> Optional.of(locked.account());
            case WalletState.Open now -> Optional.of(now.account());
            case WalletState.None _, WalletState.Damaged _ -> Optional.empty();
        };
    }

    /** Whether the chosen account has no key here. */
    static boolean watched(WalletState state) {
        return account(state).filter(a -> a.origin() == Account.Origin.WATCHED).isPresent();
    }

    static String lock(WalletState state) {
        if (watched(state)) {
            return TEXTS.get("accounts.watched");
        }
        return switch (state) {
            case WalletState.Locked _ -> TEXTS.get("locked");
            case WalletState.Open now -> TEXTS.get("opened", Numbers.clockSeconds(now.locksAt()));
            case WalletState.None _ -> TEXTS.get("none");
            case WalletState.Damaged _ -> TEXTS.get("damaged");
        };
    }

    /** An amount read from the chain, or why there is none. */
    static Figure coins(Optional<Wei> amount, String unit, String note) {
        return amount.map(
                        a -> Figure.of(Numbers.coins(a.value().toString()), unit, Mark.CHAIN, note))
                .orElseGet(() -> Figure.missing(TEXTS.get("notread")));
    }

    /** As of which block balances are, and whether that was proven. */
    static String block(Balances balances) {
        String number = Numbers.whole(balances.block());
        return TEXTS.get(balances.trust().verified() ? "block" : "block.unverified", number);
    }

    /** Why figures can be believed. */
    static String trust(Trust trust) {
        return switch (trust) {
            case Trust.Agreed agreed -> TEXTS.get("trust.agreed", agreed.endpoints());
            case Trust.OwnNode _ -> TEXTS.get("trust.own");
            case Trust.Unverified(String why) -> TEXTS.get("trust.unverified", why);
        };
    }

    /** Whether the words of a wallet made here were never checked. */
    static boolean wordsUnchecked(WalletState state) {
        return account(state)
                .filter(a -> a.origin() == Account.Origin.CREATED && a.wordsChecked().isEmpty())
                .isPresent();
    }
}
