package hearth.network.chain;

import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.network.chain.JournalFailedException.Kind;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The unfinished transactions of one account, on disk before they are sent: after a crash they are
 * followed on. Several journals may be open on one file, in this process and in others; it changes
 * only while its lock is held, so that no two of them give a number to different things. For one
 * thread at a time.
 */
final class TransactionJournal {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(TransactionJournal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final String NOT_WRITTEN = "The list of open transactions cannot be written: ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path file;
    private final List<SentTransaction> open = new ArrayList<>();
    private DataDir.@Nullable Lock lock;

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

    /** The right to change the journal; ended by closing. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether it outlives the process. */
    boolean lasting() {
        return file != null;
    }

    /**
     * Takes the journal's lock and reads what others wrote. Waits for a moment: who only looks has
     * it no longer.
     *
     * @throws JournalFailedException when another sender keeps it
     */
    Hold hold() throws JournalFailedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (true) {
                Optional<Hold> held = tryHold();
                if (held.isPresent()) {
                    return held.get();
                }
                if (System.nanoTime() - deadline >= 0
                        || never.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new JournalFailedException(
                            Kind.BUSY,
                            "Nothing was sent: another Hearth window or command is sending for this"
                                    + " account; wait for it.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalFailedException(
                    Kind.STORAGE, "Nothing was sent: it is being stopped.", e);
        }
    }

    /** The same; empty at once when another sender has it. */
    Optional<Hold> tryHold() throws JournalFailedException {
        try {
            return held();
        } catch (IOException e) {
            throw new JournalFailedException(
                    Kind.STORAGE,
                    "The list of open transactions cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    private Optional<Hold> held() throws IOException {
        if (file == null || lock != null) {
            return Optional.of(() -> {});
        }
        Optional<DataDir.Lock> taken =
                DataDir.lock(file.resolveSibling(file.getFileName() + ".lock"));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        lock = taken.get();
        boolean read = false;
        try {
            refresh();
            read = true;
        } finally {
            if (!read) {
                release();
            }
        }
        return Optional.of(this::release);
    }

    private void release() {
        try (DataDir.Lock _ = lock) {
            lock = null;
        } catch (IOException e) {
            // The system frees it at the latest when the process ends.
            LOG.warn("lock not released", e);
        }
    }

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
                open.add(SentTransaction.read(node));
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            open.clear();
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** By number; of one number, in the order in which they were signed. */
    List<SentTransaction> all() {
        return open.stream().sorted(Comparator.comparingLong(SentTransaction::nonce)).toList();
    }

    Optional<SentTransaction> find(Hash32 hash) {
        return open.stream().filter(sent -> sent.hashes().contains(hash)).findFirst();
    }

    /**
     * Whether a number is given away. One that was refused gives it back: of two transactions with
     * one number the chain takes one.
     */
    boolean taken(long nonce) {
        return open.stream().anyMatch(sent -> sent.nonce() == nonce && sent.refusal().isEmpty());
    }

    /** Whether a later one was given the same number. */
    boolean givenUp(SentTransaction sent) {
        return open.stream()
                .filter(other -> other.nonce() == sent.nonce())
                .reduce((earlier, later) -> later)
                .filter(last -> !last.name().equals(sent.name()))
                .isPresent();
    }

    /** The number after the last one that is given away, or 0. */
    long afterLast() {
        return open.stream()
                .filter(sent -> sent.refusal().isEmpty())
                .mapToLong(sent -> sent.nonce() + 1)
                .max()
                .orElse(0);
    }

    /** Notes one down before it is handed over; only while the journal is held. */
    void note(SentTransaction sent) throws JournalFailedException {
        store(sent, "The transaction was not sent, it could not be noted down first: ");
    }

    /** Notes what became of one; only while the journal is held. */
    void put(SentTransaction sent) throws JournalFailedException {
        store(sent, NOT_WRITTEN);
    }

    private void store(SentTransaction sent, String sentence) throws JournalFailedException {
        if (file != null && lock == null) {
            throw new IllegalStateException("not held");
        }
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).name().equals(sent.name())) {
                open.set(i, sent);
                write(sentence);
                return;
            }
        }
        open.add(sent);
        write(sentence);
    }

    /** Takes one out; while another sender holds the journal it stays, for the next look. */
    void remove(SentTransaction sent) throws JournalFailedException {
        Optional<Hold> held = tryHold();
        if (held.isEmpty()) {
            return;
        }
        try (Hold _ = held.get()) {
            if (open.removeIf(other -> other.name().equals(sent.name()))) {
                write(NOT_WRITTEN);
            }
        }
    }

    private void write(String sentence) throws JournalFailedException {
        if (file == null) {
            return;
        }
        ArrayNode list = JSON.createArrayNode();
        for (SentTransaction sent : open) {
            ObjectNode node = list.addObject();
            sent.write(node);
        }
        try {
            DataDir.write(file, JSON.writeValueAsString(list).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JournalFailedException(Kind.STORAGE, sentence + e.getMessage() + ".", e);
        }
    }
}
