import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars without the native libraries of other platforms: {@code java Slim.java TARGET
 * none|linux-x64 JAR...}. Entries are stored, not deflated (the package compresses all of them
 * together), in their old order and with one date, so that the same input gives the same bytes.
 */
final class Slim {
    public static void main(String[] args) throws IOException {
        var target = Path.of(args[0]);
        Files.createDirectories(target);
        for (int i = 2; i < args.length; i++) {
            var jar = Path.of(args[i]);
            copy(jar, target.resolve(jar.getFileName()), args[1]);
        }
    }

    private static void copy(Path from, Path to, String natives) throws IOException {
        try (var in = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            out.setMethod(ZipOutputStream.STORED);
            out.setLevel(Deflater.NO_COMPRESSION);
            for (var old : in.stream().toList()) {
                if (foreign(old.getName(), natives)) {
                    continue;
                }
                byte[] body;
                try (var content = in.getInputStream(old)) {
                    body = content.readAllBytes();
                }
                var crc = new CRC32();
                crc.update(body);
                var entry = new ZipEntry(old.getName());
                entry.setSize(body.length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(entry);
                out.write(body);
                out.closeEntry();
            }
        }
    }

    private static boolean foreign(String name, String natives) {
        var path = name.toLowerCase(Locale.ROOT);
        if (!path.matches(".*\\.(so|dll|dylib|jnilib|a)")) {
            return false;
        }
        boolean here =
                path.contains("linux")
                        && (path.contains("x86_64")
                                || path.contains("x86-64")
                                || path.contains("amd64"))
                        && !path.contains("musl")
                        && !path.contains("android");
        return natives.equals("none") || !here;
    }
}
