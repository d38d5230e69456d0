package hearth.network.chain;

import hearth.kernel.DataDir;
import hearth.kernel.Hash32;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The unfinished transactions of one account, on disk before they are sent: after a crash they are
 * followed on, and no number is used for two purposes.
 */
final class TransactionJournal {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path file;
    private final TreeMap<Long, SentTransaction> open = new TreeMap<>();

    private TransactionJournal(@Nullable Path file) {
        this.file = file;
    }

    /** A journal that ends with the process, for accounts whose work is repeatable. */
    static TransactionJournal inMemory() {
        return new TransactionJournal(null);
    }

    /**
     * Opens the journal of a file. A damaged one is moved aside: what it held is still on chain or
     * can be asked for again.
     */
    static TransactionJournal open(Path file) throws IOException {
        TransactionJournal journal = new TransactionJournal(file);
        journal.refresh();
        return journal;
    }

    /** Several senders of one account may be open, for a page and a flow: the file is the truth. */
    private void refresh() throws IOException {
        if (file == null) {
            return;
        }
        open.clear();
        Optional<byte[]> stored = DataDir.read(file, MAX_BYTES);
        if (stored.isEmpty()) {
            return;
        }
        try {
            for (JsonNode node : JSON.readTree(stored.get())) {
                SentTransaction sent = SentTransaction.read(node);
                open.put(sent.nonce(), sent);
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            open.clear();
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    List<SentTransaction> all() {
        return List.copyOf(open.values());
    }

    Optional<SentTransaction> find(Hash32 hash) {
        return open.values().stream().filter(sent -> sent.hashes().contains(hash)).findFirst();
    }

    /** The number after the last open one, or 0. */
    long afterLast() {
        return open.isEmpty() ? 0 : open.lastKey() + 1;
    }

    void put(SentTransaction sent) throws IOException {
        refresh();
        open.put(sent.nonce(), sent);
        write();
    }

    void remove(SentTransaction sent) throws IOException {
        refresh();
        if (open.remove(sent.nonce()) != null) {
            write();
        }
    }

    private void write() throws IOException {
        if (file == null) {
            return;
        }
        ArrayNode list = JSON.createArrayNode();
        for (SentTransaction sent : open.values()) {
            ObjectNode node = list.addObject();
            sent.write(node);
        }
        DataDir.write(file, JSON.writeValueAsString(list).getBytes(StandardCharsets.UTF_8));
    }
}
