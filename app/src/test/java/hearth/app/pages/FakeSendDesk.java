package hearth.app.pages;

import hearth.app.wallet.DeskFailedException;
import hearth.app.wallet.SendDesk;
import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.TransactionTerms;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionState;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.CoinText;
import hearth.wallet.Consent;
import hearth.wallet.Effects;
import hearth.wallet.FlowEvent;
import hearth.wallet.FlowProblem;
import hearth.wallet.FlowStep;
import hearth.wallet.Passphrase;
import hearth.wallet.RaiseOutcome;
import hearth.wallet.TransferOutcome;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts and receivers without a file, and transfers without a chain. */
final class FakeSendDesk implements SendDesk {
    /** An account whose key is elsewhere. */
    static final Account COLD =
            new Account(
                    new Address("0x8e03b90a1b2c3d4e5f60718293a4b5c655f10b71"),
                    new Address("0x8e03b90a1b2c3d4e5f60718293a4b5c655f10b71"),
                    Account.Origin.WATCHED,
                    Sample.NOW,
                    Optional.empty(),
                    "no key here");

    static final AddressBook.Entry FRIEND =
            new AddressBook.Entry(
                    "Mira", new Address("0x" + "7b".repeat(20)), Sample.NOW.minusSeconds(86_400));

    final List<AddressBook.Entry> book = new ArrayList<>(List.of(FRIEND));
    final List<Account> others = new ArrayList<>();
    final List<Intent.Transfer> sent = new ArrayList<>();
    final List<SentTransaction> followed = new ArrayList<>();
    String refuses = "";

    /** The endpoint takes what is sent and then falls silent. */
    boolean silent;

    /** What sends breaks after it sent. */
    boolean breaks;

    List<Account> all(Account chosen) {
        List<Account> all = new ArrayList<>(List.of(chosen));
        all.addAll(others);
        return all;
    }

    @Override
    public List<Account> accounts() {
        return List.copyOf(others);
    }

    @Override
    public void choose(Address account) {}

    @Override
    public Account watch(String address) throws DeskFailedException {
        try {
            Addresses.parse(address);
        } catch (IllegalArgumentException e) {
            throw new DeskFailedException("wallet.book", "That is no address.", e);
        }
        others.add(COLD);
        return COLD;
    }

    @Override
    public List<AddressBook.Entry> receivers() {
        return List.copyOf(book);
    }

    @Override
    public AddressBook.Finding find(String typed) {
        for (var entry : book) {
            if (entry.name().equalsIgnoreCase(typed)
                    || entry.address().hex().equalsIgnoreCase(typed)) {
                return new AddressBook.Finding.Known(entry);
            }
        }
        Address address;
        try {
            address = Addresses.parse(typed);
        } catch (IllegalArgumentException _) {
            return new AddressBook.Finding.Wrong(
                    "“" + typed + "” is neither in your address book nor an address.");
        }
        return address.hex().startsWith("0x7b7b")
                ? new AddressBook.Finding.LooksLike(
                        address,
                        FRIEND.address(),
                        "This address begins and ends like "
                                + Addresses.checksummed(FRIEND.address())
                                + ", which you know, but is another: "
                                + Addresses.checksummed(address)
                                + ". Such addresses are made to be mistaken; nothing is sent"
                                + " there.")
                : new AddressBook.Finding.New(address);
    }

    @Override
    public void keep(String name, Address address) {
        book.add(new AddressBook.Entry(name, address, Sample.NOW));
    }

    @Override
    public void forget(String name) {
        book.removeIf(entry -> entry.name().equals(name));
    }

    @Override
    public Consent offer(Intent.Transfer transfer) throws DeskFailedException {
        if (!refuses.isEmpty()) {
            throw new DeskFailedException("wallet.tokens", refuses);
        }
        var amount = CoinText.of(transfer.amount(), "SUB0");
        var token = new Address("0x" + "20".repeat(20));
        return new Consent(
                FakeDesk.OWNER,
                transfer,
                "Send " + amount,
                Optional.of(transfer.receiver()),
                "Practice",
                "Token",
                token,
                "transfer(to, amount)",
                new TransactionTerms(
                        31_337, 12, 52_000, BigInteger.valueOf(2_000_000_000), BigInteger.ONE),
                new Effects.Simulated(Map.of(), List.of()),
                "0xa9059cbb" + "00".repeat(64),
                List.of(
                        new Consent.Line("You send", amount),
                        new Consent.Line("It goes to", Addresses.checksummed(transfer.receiver())),
                        new Consent.Line("You pay", "at most 0.000104 ETH"),
                        new Consent.Line("Network", "Practice, chain 31337"),
                        new Consent.Line("Contract", "Token " + token.hex()),
                        new Consent.Line("Function", "transfer(to, amount)"),
                        new Consent.Line("Nonce, gas limit", "12, 52000"),
                        new Consent.Line("What changes", "You −" + amount),
                        new Consent.Line(
                                "", Addresses.checksummed(transfer.receiver()) + " +" + amount),
                        new Consent.Line(
                                "Checked",
                                "simulated: it does what is said here and nothing else")));
    }

    @Override
    public TransferOutcome send(
            Consent offered, Passphrase passphrase, Consumer<FlowEvent> progress) {
        var transfer = (Intent.Transfer) offered.intent();
        sent.add(transfer);
        progress.accept(new FlowEvent.Sent(FlowStep.SEND, FakeDesk.CLAIM));
        progress.accept(
                new FlowEvent.Moved(FlowStep.SEND, FakeDesk.CLAIM, new TransactionState.Pending()));
        if (breaks) {
            throw new IllegalStateException("a bug");
        }
        return silent ? underWay(transfer) : arrived(transfer);
    }

    @Override
    public Consent offerRaise(SentTransaction waits) throws DeskFailedException {
        var first = offer(new Intent.Transfer(Intent.Coin.TOKEN, FRIEND.address(), Wei.coins(400)));
        var lines = new ArrayList<>(first.lines());
        lines.set(2, new Consent.Line("You pay", "at most 0.000117 ETH"));
        lines.add(3, new Consent.Line("Fee so far", "at most 0.000104 ETH"));
        lines.add(4, new Consent.Line("More than so far", "at most 0.000013 ETH"));
        lines.add(
                5,
                new Consent.Line(
                        "In place of",
                        "the one that waits; the chain carries out one of the two alone"));
        return new Consent(
                first.from(),
                first.intent(),
                "Raise the fee: " + first.headline(),
                first.receiver(),
                first.network(),
                first.contractLabel(),
                first.contract(),
                first.function(),
                first.terms(),
                first.effects(),
                first.callData(),
                lines);
    }

    @Override
    public RaiseOutcome raise(
            Consent offered,
            SentTransaction waits,
            Passphrase passphrase,
            Consumer<FlowEvent> progress) {
        progress.accept(new FlowEvent.Sent(FlowStep.SEND, FakeDesk.CLAIM));
        return new RaiseOutcome.Raised(waits);
    }

    @Override
    public TransferOutcome follow(
            Consent offered, SentTransaction sent, Consumer<FlowEvent> progress) {
        followed.add(sent);
        var transfer = (Intent.Transfer) offered.intent();
        return silent ? underWay(transfer) : arrived(transfer);
    }

    private static TransferOutcome arrived(Intent.Transfer transfer) {
        return new TransferOutcome.Sent(transfer, FakeDesk.inclusion(), true);
    }

    private static TransferOutcome underWay(Intent.Transfer transfer) {
        return new TransferOutcome.UnderWay(
                transfer,
                new SentTransaction("Transfer", 12, List.of(FakeDesk.CLAIM), "0x00", Sample.NOW),
                new FlowProblem(FlowProblem.Kind.UNREACHABLE, "The endpoint does not answer."));
    }
}
