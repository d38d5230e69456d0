package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hex;
import hearth.network.settlement.LeavesFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Whatever a stranger sends is read or refused, never more than that. */
final class HostileBytesTest {
    private static final long SEED = 4_711;
    private static final Domain WORK = Domain.work(31337, Fixed.address("registry"));

    @TempDir Path directory;

    private record Reader(String hex, Consumer<byte[]> read) {
        Reader(byte[] good, Consumer<byte[]> read) {
            this(Hex.of(good), read);
        }

        byte[] good() {
            return Hex.parse(hex);
        }
    }

    private List<Reader> readers() {
        var key = Fixed.key(directory, "node");
        var receipt =
                new WorkReceipt(
                        5, 3, 11, Fixed.hash("m"), Fixed.hash("model"), 125, Fixed.hash("r"));
        var ack = new Ack(Fixed.hash("receipt"), 1, Ack.Phase.COMMIT);
        var opening =
                new Opening(
                        BatchSalt.of(Fixed.hash("secret").bytes(), 1, 2),
                        List.of(
                                Optional.of(Fixed.answer(Fixed.hash("c"), Fixed.hash("s"))),
                                Optional.empty()));
        var leaves = (Fixed.address("a").hex() + ",12\n").getBytes(StandardCharsets.US_ASCII);
        var readers = new ArrayList<Reader>();
        readers.add(
                new Reader(
                        Wire.encode(new Signed<>(receipt, key.sign(receipt.in(WORK)))),
                        bytes -> {
                            var read = Wire.receipt(bytes);
                            assertTrue(read.signer(WORK).isPresent() || read.message().count() > 0);
                        }));
        readers.add(
                new Reader(
                        Wire.encode(new Signed<>(ack, key.sign(ack.in(WORK)))),
                        bytes -> assertTrue(Wire.ack(bytes).message().receivedAt() >= 0)));
        readers.add(
                new Reader(
                        opening.encode(),
                        bytes -> assertTrue(Opening.decode(bytes, 2).answered() <= 2)));
        readers.add(new Reader(leaves, bytes -> assertTrue(LeavesFile.parse(bytes).count() <= 1)));
        return readers;
    }

    @Test
    void changedMessagesAreReadOrRefused() {
        var random = new Random(SEED);
        for (var reader : readers()) {
            reader.read().accept(reader.good());
            int refused = 0;
            for (int i = 0; i < 400; i++) {
                byte[] bytes = reader.good();
                for (int change = random.nextInt(3); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                if (i % 7 == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
                }
                try {
                    reader.read().accept(bytes);
                } catch (IllegalArgumentException e) {
                    refused++;
                }
            }
            assertTrue(refused > 50, "seed " + SEED + ": refused " + refused);
        }
    }
}
