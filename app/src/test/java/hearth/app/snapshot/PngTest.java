package hearth.app.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

class PngTest {
    @Test
    void anotherReaderSeesTheSamePixels() throws IOException {
        int[] pixels = new int[7 * 5];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0xff000000 | (i * 7_919_317 & 0xffffff);
        }
        var read = ImageIO.read(new ByteArrayInputStream(Png.encode(7, 5, pixels)));
        assertEquals(7, read.getWidth());
        assertEquals(5, read.getHeight());
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(pixels[i], read.getRGB(i % 7, i / 7));
        }
    }

    @Test
    void refusesPixelsThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Png.encode(2, 2, new int[3]));
    }
}
