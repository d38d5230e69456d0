package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.network.Addresses;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Receivers that the owner named, {@code wallet/book.json}. Money goes only to them or to an
 * address that was read back; what once appeared in a list of transactions is never offered as a
 * receiver, because anybody can put an address there.
 */
public final class AddressBook {
    private static final int FORMAT = 1;
    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 40;

    /** People compare so many characters at each end; look-alikes are made to match there. */
    private static final int LOOKED_AT = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final InstantSource time;

    private AddressBook(Path file, InstantSource time) {
        this.file = file;
        this.time = time;
    }

    /** The book of a data folder; a file is made with the first entry. */
    public static AddressBook in(DataDir dir, InstantSource time) throws IOException {
        return new AddressBook(dir.folder("wallet").resolve("book.json"), time);
    }

    /** A receiver by name. */
    public record Entry(String name, Address address, Instant added) {}

    /** What is known of an address that somebody typed or pasted. */
    public sealed interface Finding {
        /** It stands in the book. */
        record Known(Entry entry) implements Finding {}

        /** Nobody knows it; it must be read back before it is used. */
        record New(Address address) implements Finding {}

        /**
         * It looks like one that is known, and is another: money must not go there.
         *
         * @param sentence says so, with both addresses
         */
        record LooksLike(Address address, Address known, String sentence) implements Finding {}

        /** It is no address, or mistyped. */
        record Wrong(String sentence) implements Finding {}
    }

    /** All entries, by name. */
    public List<Entry> entries() throws IOException {
        Optional<byte[]> content = DataDir.read(file, 1 << 20);
        if (content.isEmpty()) {
            return List.of();
        }
        try {
            JsonNode root = JSON.readTree(content.get());
            if (root.path("format").asInt(0) != FORMAT) {
                throw new IOException(file + " was written by another version of Hearth");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode each : root.path("entries")) {
                entries.add(
                        new Entry(
                                each.required("name").stringValue(),
                                Addresses.parse(each.required("address").stringValue()),
                                Instant.parse(each.required("added").stringValue())));
            }
            entries.sort(Comparator.comparing(Entry::name));
            return List.copyOf(entries);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is damaged; put your copy back or move it away", e);
        }
    }

    /**
     * Looks an address or a name up.
     *
     * @param typed an address with 0x, or a name of the book
     * @param own addresses of the owner, which look-alikes imitate too
     */
    public Finding find(String typed, Collection<Address> own) throws IOException {
        String text = typed.strip();
        List<Entry> entries = entries();
        for (Entry entry : entries) {
            if (entry.name().equalsIgnoreCase(text)) {
                return new Finding.Known(entry);
            }
        }
        Address address;
        try {
            address = Addresses.parse(text);
        } catch (IllegalArgumentException e) {
            return new Finding.Wrong(
                    "“" + shown(text) + "” is neither in your address book nor an address.");
        }
        for (Entry entry : entries) {
            if (entry.address().equals(address)) {
                return new Finding.Known(entry);
            }
        }
        if (own.contains(address)) {
            return new Finding.New(address);
        }
        return Stream.concat(entries.stream().map(Entry::address), own.stream())
                .filter(known -> alike(known, address))
                .findFirst()
                .<Finding>map(known -> looksLike(address, known))
                .orElseGet(() -> new Finding.New(address));
    }

    private static Finding looksLike(Address address, Address known) {
        return new Finding.LooksLike(
                address,
                known,
                "This address begins and ends like "
                        + Addresses.checksummed(known)
                        + ", which you know, but is another: "
                        + Addresses.checksummed(address)
                        + ". Such addresses are made to be mistaken; nothing is sent there.");
    }

    /** The same at both ends, where people look. */
    static boolean alike(Address one, Address other) {
        String a = one.hex().substring(2);
        String b = other.hex().substring(2);
        return !a.equals(b)
                && a.startsWith(b.substring(0, LOOKED_AT))
                && a.endsWith(b.substring(b.length() - LOOKED_AT));
    }

    private static String shown(String text) {
        String clean = LedgerCsv.cell(text);
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }

    /**
     * Keeps a receiver under a name.
     *
     * @throws IllegalArgumentException with a sentence when the name will not do, is taken, or the
     *     address looks like a known one
     */
    public void add(String name, Address address, Collection<Address> own) throws IOException {
        String clean = name.strip();
        if (clean.isEmpty()
                || clean.length() > LONGEST_NAME
                || clean.toLowerCase(Locale.ROOT).startsWith("0x")
                || clean.codePoints().anyMatch(AddressBook::unfit)) {
            throw new IllegalArgumentException(
                    "A name has 1 to 40 letters, digits or spaces and does not begin with 0x.");
        }
        List<Entry> entries = new ArrayList<>(entries());
        for (Entry entry : entries) {
            if (entry.name().equalsIgnoreCase(clean)) {
                throw new IllegalArgumentException(
                        "“" + clean + "” is in your address book already.");
            }
        }
        if (find(address.hex(), own) instanceof Finding.LooksLike alike) {
            throw new IllegalArgumentException(alike.sentence());
        }
        if (entries.size() >= MOST) {
            throw new IllegalArgumentException("The address book is full.");
        }
        entries.add(new Entry(clean, address, time.instant()));
        write(entries);
    }

    private static boolean unfit(int c) {
        return !Character.isLetterOrDigit(c) && " .-_()'".indexOf(c) < 0;
    }

    /** Takes a name out; false when it was not there. */
    public boolean remove(String name) throws IOException {
        List<Entry> entries = new ArrayList<>(entries());
        boolean there = entries.removeIf(entry -> entry.name().equalsIgnoreCase(name.strip()));
        if (there) {
            write(entries);
        }
        return there;
    }

    private void write(List<Entry> entries) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode list = root.putArray("entries");
        for (Entry entry : entries) {
            list.addObject()
                    .put("name", entry.name())
                    .put("address", Addresses.checksummed(entry.address()))
                    .put("added", entry.added().toString());
        }
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a link");
        }
        DataDir.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
