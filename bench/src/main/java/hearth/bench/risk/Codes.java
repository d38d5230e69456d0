package hearth.bench.risk;

import hearth.workers.risk.HexDigits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Real codes from a file of the data's format. */
final class Codes {
    private Codes() {}

    /** Different codes in an order that has nothing to do with the file's. */
    static List<byte[]> read(Path file, int most) throws IOException {
        var codes = new ArrayList<byte[]>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int from = line.indexOf("0x", line.indexOf("\"bytecode\""));
                codes.add(HexDigits.decode(line.substring(from, line.indexOf('"', from))));
            }
        }
        Collections.shuffle(codes, new Random(1));
        return new ArrayList<>(codes.subList(0, Math.min(most, codes.size())));
    }

    /** The same code with another last byte, which is metadata: new to everybody who hashes it. */
    static byte[] variant(byte[] code, int number) {
        byte[] variant = code.clone();
        for (int i = 0; i < Math.min(4, variant.length); i++) {
            variant[variant.length - 1 - i] ^= (byte) (number >> (8 * i));
        }
        return variant;
    }
}
