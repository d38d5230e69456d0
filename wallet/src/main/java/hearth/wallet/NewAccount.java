package hearth.wallet;

import hearth.kernel.Address;
import hearth.wallet.Account.Origin;

import java.time.Instant;
import java.util.Optional;

/** An account that is being made from a key. */
final class NewAccount implements AccountBook.Making {
    private final KeySeal seal;
    private final byte[] key;
    private final Passphrase passphrase;
    private final Address address;
    private final Origin origin;

    /**
     * @param key left as it is; the caller wipes it
     * @param passphrase protects the keystore
     */
    NewAccount(KeySeal seal, byte[] key, Passphrase passphrase, Address address, Origin origin) {
        this.seal = seal;
        this.key = key;
        this.passphrase = passphrase;
        this.address = address;
        this.origin = origin;
    }

    @Override
    public byte[] keystore() throws WalletFailedException {
        return seal.seal(key, passphrase, address);
    }

    @Override
    public Account account(Optional<Account> former, Instant now) {
        return new Account(
                address,
                former.map(Account::payout).orElse(address),
                origin,
                former.map(Account::made).orElse(now),
                origin == Origin.WORDS ? Optional.of(now) : Optional.empty(),
                seal.words());
    }
}
