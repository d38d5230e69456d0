package hearth.app.wallet;

import hearth.kernel.Address;
import hearth.network.Intent;
import hearth.network.chain.SentTransaction;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.Passphrase;
import hearth.wallet.RaiseOutcome;
import hearth.wallet.TransferOutcome;

import java.util.List;
import java.util.function.Consumer;

/** The owner's accounts, whom they may send to, and sending. Everything here blocks. */
public interface SendDesk {
    /** All accounts, the chosen one first. */
    List<Account> accounts() throws DeskFailedException;

    /** Chooses the account that everything else is about; locks the wallet. */
    void choose(Address account) throws DeskFailedException;

    /** Keeps an address to be looked at; nothing can be signed with it. */
    Account watch(String address) throws DeskFailedException;

    /** The address book, by name. */
    List<AddressBook.Entry> receivers() throws DeskFailedException;

    /** What is known of a name or an address that was typed. */
    AddressBook.Finding find(String typed) throws DeskFailedException;

    /** Keeps a receiver under a name; the caller had some of its address read back. */
    void keep(String name, Address address) throws DeskFailedException;

    /** Takes a receiver out of the book. */
    void forget(String name) throws DeskFailedException;

    /**
     * What sending would sign, after a look at the balances and at the receiver.
     *
     * @throws DeskFailedException also when something speaks against it
     */
    Consent offer(Intent.Transfer transfer) throws DeskFailedException;

    /** Sends what was offered; refuses when the chain asks for anything else by now. */
    TransferOutcome send(Consent offered, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException;

    /**
     * What a higher fee for one that waits would sign, in its place.
     *
     * @throws DeskFailedException also when it waits no more
     */
    Consent offerRaise(SentTransaction sent) throws DeskFailedException;

    /** Signs what {@link #offerRaise} offered, and hands it over; waits for no block. */
    RaiseOutcome raise(
            Consent offered,
            SentTransaction sent,
            Passphrase passphrase,
            Consumer<FlowEvent> progress)
            throws DeskFailedException;

    /** Follows what {@link #send} sent and did not see through; signs nothing. */
    TransferOutcome follow(Consent offered, SentTransaction sent, Consumer<FlowEvent> progress)
            throws DeskFailedException;
}
