package hearth.wallet.internal;

import hearth.kernel.DataDir;
import hearth.network.Addresses;
import hearth.wallet.Account;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of accounts, {@code wallet/accounts.json}, format 1. */
public final class AccountFile {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    public AccountFile(Path file) {
        this.file = file;
    }

    /**
     * An account and its keystore.
     *
     * @param keystore the file's name
     * @param sha256 of the keystore as written, in hexadecimal: tells damage from a wrong
     *     passphrase
     */
    public record Entry(Account account, String keystore, String sha256) {
        /** The same keystore with a changed account. */
        public Entry with(Account changed) {
            return new Entry(changed, keystore, sha256);
        }
    }

    /** The list is not readable; it is left as it is. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean newer;

        UnreadableException(boolean newer, String reason) {
            super(reason);
            this.newer = newer;
        }

        /** It was written by a newer Hearth, so it is not damaged. */
        public boolean newer() {
            return newer;
        }
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** The accounts, empty when there is no file. */
    public List<Entry> read() throws IOException, UnreadableException {
        Optional<byte[]> content = DataDir.read(file, 1 << 20);
        if (content.isEmpty()) {
            return List.of();
        }
        try {
            JsonNode root = JSON.readTree(content.get());
            int format = root.path("format").intValue();
            if (format > FORMAT) {
                throw new UnreadableException(true, "it was written by a newer Hearth");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode each : root.path("accounts")) {
                entries.add(entry(each));
            }
            if (format != FORMAT || entries.isEmpty()) {
                throw new UnreadableException(false, "it lists no account");
            }
            return List.copyOf(entries);
        } catch (RuntimeException e) {
            throw new UnreadableException(false, "it is cut off or changed");
        }
    }

    private static Entry entry(JsonNode node) {
        JsonNode checked = node.path("wordsChecked");
        String keystore = node.path("keystore").stringValue();
        if (keystore.contains("/") || keystore.contains("\\") || keystore.startsWith(".")) {
            throw new IllegalArgumentException("keystore outside its folder");
        }
        return new Entry(
                new Account(
                        Addresses.parse(node.path("address").stringValue()),
                        Addresses.parse(node.path("payout").stringValue()),
                        Account.Origin.valueOf(node.path("origin").stringValue()),
                        Instant.parse(node.path("made").stringValue()),
                        checked.isString()
                                ? Optional.of(Instant.parse(checked.stringValue()))
                                : Optional.empty(),
                        node.path("protection").stringValue()),
                keystore,
                node.path("sha256").stringValue());
    }

    /** Replaces the list; a crash leaves the old or the new one. */
    public void write(List<Entry> entries) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode accounts = root.putArray("accounts");
        for (Entry entry : entries) {
            Account account = entry.account();
            ObjectNode node = accounts.addObject();
            node.put("address", Addresses.checksummed(account.address()));
            node.put("payout", Addresses.checksummed(account.payout()));
            node.put("origin", account.origin().name());
            node.put("made", account.made().toString());
            account.wordsChecked().ifPresent(at -> node.put("wordsChecked", at.toString()));
            node.put("protection", account.protection());
            node.put("keystore", entry.keystore());
            node.put("sha256", entry.sha256());
        }
        DataDir.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    /** Moves an unreadable list out of the way, kept for a person to look at. */
    public void moveAside(Instant now) throws IOException {
        String stamp = now.toString().replace(':', '-');
        Files.move(file, file.resolveSibling(file.getFileName() + ".damaged-" + stamp));
    }
}
