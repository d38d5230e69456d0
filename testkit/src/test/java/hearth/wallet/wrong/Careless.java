package hearth.wallet.wrong;

/** Keeps a secret as a String, and something harmless with a name that only sounds like one. */
public final class Careless {
    private final String walletPassphrase;

    Careless(String walletPassphrase) {
        this.walletPassphrase = walletPassphrase;
    }

    @Override
    public String toString() {
        return "Careless[" + walletPassphrase.length() + "]";
    }
}
