package hearth.app.cli;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.ReadBack;
import hearth.wallet.WalletFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;

/** Receivers by name. */
@Command(name = "book", description = "Your address book: lists, adds or removes a receiver.")
final class WalletBookCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @ArgGroup(exclusive = true)
    private @Nullable Change change;

    /** What shall become of the book. */
    static final class Change {
        @Option(
                names = "--add",
                arity = "2",
                paramLabel = "NAME ADDRESS",
                description = "Adds a receiver, after some of its address was read back.")
        private @Nullable List<String> add;

        @Option(names = "--remove", paramLabel = "NAME", description = "Takes a receiver out.")
        private @Nullable String remove;
    }

    @Override
    public Integer call() throws CommandFailedException {
        try (var threads = Threads.system();
                var wallet = new WalletAccess().open(common.data(), threads)) {
            var book = AddressBook.in(common.data(), threads.time());
            var own = wallet.accounts().stream().map(Account::address).toList();
            if (change != null && change.add != null) {
                add(book, change.add.get(0), change.add.get(1), own);
            } else if (change != null && change.remove != null && !book.remove(change.remove)) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "wallet.book", "There is no such name in the book.");
            }
            list(book);
            return ExitCode.DONE;
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "wallet.storage", "The address book: " + e.getMessage() + ".");
        }
    }

    private void list(AddressBook book) throws IOException {
        var json = WireJson.object();
        var array = json.putArray("entries");
        var entries = book.entries();
        for (var entry : entries) {
            array.addObject()
                    .put("name", entry.name())
                    .put("address", Addresses.checksummed(entry.address()));
        }
        common.print(
                json,
                () ->
                        entries.forEach(entry ->
                                common.out()
                                        .println(
                                                Addresses.checksummed(entry.address())
                                                        + "  "
                                                        + entry.name())));
    }

    private void add(AddressBook book, String name, String typed, List<Address> own)
            throws IOException, CommandFailedException {
        switch (book.find(typed, own)) {
            case AddressBook.Finding.Known known ->
                    throw refused("It is in the book already, as “" + known.entry().name() + "”.");
            case AddressBook.Finding.LooksLike alike -> throw refused(alike.sentence());
            case AddressBook.Finding.Wrong wrong -> throw refused(wrong.sentence());
            case AddressBook.Finding.New fresh -> {
                readBack(fresh.address());
                try {
                    book.add(name, fresh.address(), own);
                } catch (IllegalArgumentException e) {
                    throw refused(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private static void readBack(Address address) throws CommandFailedException {
        var console =
                Terminal.open().orElseThrow(() -> refused("A receiver is added at a terminal."));
        var question = ReadBack.of(address, new SecureRandom());
        console.printf(
                "Look where you have this address from, not at what you pasted.%n%s%n",
                question.question());
        var answer = console.readLine("The %d missing characters: ", ReadBack.LENGTH);
        if (answer == null || !question.answered(answer)) {
            throw refused(
                    "These are others than in the address that was pasted. Nothing was added: paste"
                            + " it again, and see whether something changed it on the way.");
        }
    }

    private static CommandFailedException refused(String sentence) {
        return new CommandFailedException(ExitCode.FAILED, "wallet.book", sentence);
    }
}
