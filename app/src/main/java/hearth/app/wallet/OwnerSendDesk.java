package hearth.app.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.SentTransaction;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.Consent;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.FlowEvent;
import hearth.wallet.FlowProblem;
import hearth.wallet.OwnerChain;
import hearth.wallet.Passphrase;
import hearth.wallet.RaiseFlow;
import hearth.wallet.RaiseOutcome;
import hearth.wallet.TransferOutcome;
import hearth.wallet.WalletFailedException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sending and its address book, on the wallet of an {@link OwnerDesk}. */
final class OwnerSendDesk implements SendDesk {
    private static final Duration UNTIL_FINAL = Duration.ofSeconds(60);
    private static final String BOOK = "wallet.book";

    private final OwnerDesk desk;
    private final DataDir dir;
    private final Threads threads;

    OwnerSendDesk(OwnerDesk desk, DataDir dir, Threads threads) {
        this.desk = desk;
        this.dir = dir;
        this.threads = threads;
    }

    @Override
    public List<Account> accounts() throws DeskFailedException {
        try {
            return desk.wallet().accounts();
        } catch (WalletFailedException e) {
            throw OwnerDesk.failed(e);
        }
    }

    @Override
    public void choose(Address account) throws DeskFailedException {
        try {
            desk.wallet().choose(account);
        } catch (WalletFailedException e) {
            throw OwnerDesk.failed(e);
        }
    }

    @Override
    public Account watch(String address) throws DeskFailedException {
        try {
            return desk.wallet().watch(Addresses.parse(address.strip()));
        } catch (IllegalArgumentException e) {
            throw new DeskFailedException(BOOK, "That is no address: " + e.getMessage() + ".", e);
        } catch (WalletFailedException e) {
            throw OwnerDesk.failed(e);
        }
    }

    @Override
    public List<AddressBook.Entry> receivers() throws DeskFailedException {
        try {
            return book().entries();
        } catch (IOException e) {
            throw storage(e);
        }
    }

    @Override
    public AddressBook.Finding find(String typed) throws DeskFailedException {
        try {
            return book().find(typed, own());
        } catch (IOException e) {
            throw storage(e);
        }
    }

    @Override
    public void keep(String name, Address address) throws DeskFailedException {
        try {
            book().add(name, address, own());
        } catch (IllegalArgumentException e) {
            throw new DeskFailedException(BOOK, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw storage(e);
        }
    }

    @Override
    public void forget(String name) throws DeskFailedException {
        try {
            if (!book().remove(name)) {
                throw new DeskFailedException(BOOK, "There is no such name in the book.");
            }
        } catch (IOException e) {
            throw storage(e);
        }
    }

    private AddressBook book() throws IOException {
        return AddressBook.in(dir, threads.time());
    }

    private List<Address> own() throws DeskFailedException {
        return accounts().stream().map(Account::address).toList();
    }

    private static DeskFailedException storage(IOException e) {
        return new DeskFailedException(
                "wallet.storage", "The address book: " + e.getMessage() + ".", e);
    }

    /** Only receivers that were read back once, or one's own: whatever the window says. */
    private void known(Address receiver) throws DeskFailedException {
        boolean fine =
                own().contains(receiver)
                        || find(receiver.hex()) instanceof AddressBook.Finding.Known;
        if (!fine) {
            throw new DeskFailedException(
                    BOOK, "This address is new: put it into your address book first.");
        }
    }

    @Override
    public Consent offer(Intent.Transfer transfer) throws DeskFailedException {
        known(transfer.receiver());
        var file = desk.network();
        try (var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, desk.account(), chain, threads.time());
            var against =
                    owner.transfer(_ -> new ConsentPrompt.Answer.Refused("only a preview"))
                            .objection(transfer);
            if (against.isPresent()) {
                throw new DeskFailedException(
                        against.get().kind().code(), against.get().sentence());
            }
            return owner.preview(transfer);
        } catch (ChainFailedException e) {
            throw new DeskFailedException("chain.unreachable", String.valueOf(e.getMessage()), e);
        } catch (SigningFailedException e) {
            throw new DeskFailedException("wallet.refused", String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public TransferOutcome send(
            Consent offered, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        var transfer = transfer(offered);
        known(transfer.receiver());
        var file = desk.network();
        try (var unlocked = desk.wallet().unlock(passphrase);
                var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, unlocked.account(), chain, threads.time());
            return owner.transfer(asked -> OwnerDesk.answer(offered, asked, unlocked))
                    .run(transfer, UNTIL_FINAL, progress);
        } catch (WalletFailedException e) {
            throw OwnerDesk.failed(e);
        }
    }

    @Override
    public Consent offerRaise(SentTransaction sent) throws DeskFailedException {
        var file = desk.network();
        try (var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, desk.account(), chain, threads.time());
            return switch (owner.raise(_ -> new ConsentPrompt.Answer.Refused("only a preview"))
                    .offer(sent)) {
                case RaiseFlow.Offer.Possible(Consent consent) -> consent;
                case RaiseFlow.Offer.Impossible(FlowProblem problem) ->
                        throw new DeskFailedException(problem.kind().code(), problem.sentence());
            };
        }
    }

    @Override
    public RaiseOutcome raise(
            Consent offered,
            SentTransaction sent,
            Passphrase passphrase,
            Consumer<FlowEvent> progress)
            throws DeskFailedException {
        var file = desk.network();
        try (var unlocked = desk.wallet().unlock(passphrase);
                var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, unlocked.account(), chain, threads.time());
            return owner.raise(asked -> OwnerDesk.answer(offered, asked, unlocked))
                    .run(sent, offered, progress);
        } catch (WalletFailedException e) {
            throw OwnerDesk.failed(e);
        }
    }

    @Override
    public TransferOutcome follow(
            Consent offered, SentTransaction sent, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        var file = desk.network();
        if (!file.name().equals(offered.network())
                || file.settlement().chainId() != offered.terms().chainId()) {
            throw new DeskFailedException(
                    FlowProblem.Kind.WRONG_NETWORK.code(),
                    "It was sent on "
                            + offered.network()
                            + ", and the agent is in "
                            + file.name()
                            + " now. It is followed when the agent is there again.");
        }
        // From the account that sent it, whichever is chosen by now.
        var account =
                accounts().stream()
                        .filter(one -> one.address().equals(offered.from()))
                        .findFirst()
                        .orElseThrow(() ->
                                new DeskFailedException(
                                        "wallet.none",
                                        "The account that sent it is not in this wallet any"
                                                + " more."));
        try (var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, account, chain, threads.time());
            return owner.transfer(_ -> new ConsentPrompt.Answer.Refused("only followed"))
                    .follow(transfer(offered), sent, UNTIL_FINAL, progress);
        }
    }

    private static Intent.Transfer transfer(Consent offered) {
        if (!(offered.intent() instanceof Intent.Transfer transfer)) {
            throw new IllegalArgumentException("no transfer: " + offered.intent());
        }
        return transfer;
    }
}
