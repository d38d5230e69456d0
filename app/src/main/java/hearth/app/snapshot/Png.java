package hearth.app.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures as PNG, without the desktop module: 8 bits a colour, no transparency. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int TRUE_COLOUR = 2;

    private Png() {}

    /** The file of a picture whose pixels are 0xAARRGGBB, row by row. */
    static byte[] encode(int width, int height, int[] pixels) {
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(pixels.length + " pixels");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        var head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        head.put((byte) 8).put((byte) TRUE_COLOUR).put(new byte[3]);
        chunk(out, "IHDR", head.array());
        chunk(out, "IDAT", rows(width, height, pixels));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] rows(int width, int height, int[] pixels) {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var deflate = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            byte[] line = new byte[1 + width * 3];
            byte[] before = new byte[1 + width * 3];
            byte[] coded = new byte[1 + width * 3];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int colour = pixels[y * width + x];
                    line[1 + x * 3] = (byte) (colour >> 16);
                    line[2 + x * 3] = (byte) (colour >> 8);
                    line[3 + x * 3] = (byte) colour;
                }
                // Filter "up": pages have long upright runs of one colour.
                coded[0] = 2;
                for (int i = 1; i < line.length; i++) {
                    coded[i] = (byte) (line[i] - before[i]);
                }
                deflate.write(coded);
                byte[] swap = before;
                before = line;
                line = swap;
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
