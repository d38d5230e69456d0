import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/**
 * Draws the app's icon from hearth.svg as PNG files, one ICO and one ICNS: {@code java
 * icons/Draw.java [check]}. Reads the part of SVG that the drawing uses: filled paths of absolute
 * M, L, C and Z in a square view box. With {@code check} nothing is written; it fails when a
 * picture does not match the drawing.
 */
final class Draw {
    private static final Pattern PATH =
            Pattern.compile("<path fill=\"(#[0-9a-f]{6})\" d=\"([^\"]+)\"/>");
    private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
    private static final int[] SIZES = {16, 22, 24, 32, 48, 64, 128, 256, 512, 1024};
    private static final int[] ICO = {16, 24, 32, 48, 64, 256};
    private static final Map<String, Integer> ICNS = icns();

    private record Shape(Color colour, Path2D path) {}

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        boolean check = args.length > 0 && args[0].equals("check");
        var folder = Path.of(System.getProperty("icons", "icons"));
        var svg = Files.readString(folder.resolve("hearth.svg"));
        var box = BOX.matcher(svg);
        if (!box.find() || !box.group(1).equals(box.group(2))) {
            throw new IOException("hearth.svg: a square viewBox from 0 0 is expected");
        }
        var shapes = shapes(svg);
        var pictures = new LinkedHashMap<Integer, BufferedImage>();
        for (int size : SIZES) {
            pictures.put(size, draw(shapes, Double.parseDouble(box.group(1)), size));
        }
        var wrong = new ArrayList<String>();
        for (var picture : pictures.entrySet()) {
            var file = folder.resolve("png/hearth-" + picture.getKey() + ".png");
            if (check) {
                if (!Files.exists(file) || !near(ImageIO.read(file.toFile()), picture.getValue())) {
                    wrong.add(file.toString());
                }
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, png(picture.getValue()));
            }
        }
        if (!check) {
            Files.write(folder.resolve("hearth.ico"), ico(pictures));
            Files.write(folder.resolve("hearth.icns"), icns(pictures));
        }
        if (!wrong.isEmpty()) {
            System.err.println("not drawn from hearth.svg (run: java icons/Draw.java): " + wrong);
            System.exit(1);
        }
        System.out.println("icons: " + pictures.size() + " sizes " + (check ? "match" : "drawn"));
    }

    private static List<Shape> shapes(String svg) throws IOException {
        var shapes = new ArrayList<Shape>();
        var paths = PATH.matcher(svg);
        while (paths.find()) {
            shapes.add(new Shape(Color.decode(paths.group(1)), path(paths.group(2))));
        }
        if (shapes.isEmpty()) {
            throw new IOException("hearth.svg: no filled path found");
        }
        return shapes;
    }

    private static Path2D path(String data) throws IOException {
        var path = new Path2D.Double();
        try (var words = new Scanner(data)) {
            words.useLocale(java.util.Locale.ROOT);
            while (words.hasNext()) {
                switch (words.next()) {
                    case "M" -> path.moveTo(words.nextDouble(), words.nextDouble());
                    case "L" -> path.lineTo(words.nextDouble(), words.nextDouble());
                    case "C" ->
                            path.curveTo(
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble());
                    case "Z" -> path.closePath();
                    default -> throw new IOException("hearth.svg: only M, L, C and Z are drawn");
                }
            }
        }
        return path;
    }

    private static BufferedImage draw(List<Shape> shapes, double box, int size) {
        var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setTransform(AffineTransform.getScaleInstance(size / box, size / box));
        for (var shape : shapes) {
            pen.setColor(shape.colour());
            pen.fill(shape.path());
        }
        pen.dispose();
        return picture;
    }

    /** Equal but for a step of rounding at an edge. */
    private static boolean near(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return false;
        }
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift < 32; shift += 8) {
                    if (Math.abs((a >>> shift & 255) - (b >>> shift & 255)) > 8) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /** Windows: a folder of PNG pictures (understood since Vista). */
    private static byte[] ico(Map<Integer, BufferedImage> pictures) throws IOException {
        var bodies = new ByteArrayOutputStream();
        var head = ByteBuffer.allocate(6 + 16 * ICO.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) ICO.length);
        for (int size : ICO) {
            var body = png(pictures.get(size));
            head.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
            head.putShort((short) 1).putShort((short) 32);
            head.putInt(body.length).putInt(head.capacity() + bodies.size());
            bodies.write(body);
        }
        var all = new ByteArrayOutputStream();
        all.write(head.array());
        bodies.writeTo(all);
        return all.toByteArray();
    }

    private static Map<String, Integer> icns() {
        var types = new LinkedHashMap<String, Integer>();
        types.put("icp4", 16);
        types.put("icp5", 32);
        types.put("icp6", 64);
        types.put("ic07", 128);
        types.put("ic08", 256);
        types.put("ic09", 512);
        types.put("ic10", 1024);
        return types;
    }

    /** macOS: typed PNG pictures, lengths big-endian and with their eight bytes of head. */
    private static byte[] icns(Map<Integer, BufferedImage> pictures) throws IOException {
        var bodies = new ByteArrayOutputStream();
        var out = new DataOutputStream(bodies);
        for (var type : ICNS.entrySet()) {
            var body = png(pictures.get(type.getValue()));
            out.write(type.getKey().getBytes(StandardCharsets.US_ASCII));
            out.writeInt(body.length + 8);
            out.write(body);
        }
        var all = new ByteArrayOutputStream();
        var file = new DataOutputStream(all);
        file.write("icns".getBytes(StandardCharsets.US_ASCII));
        file.writeInt(bodies.size() + 8);
        bodies.writeTo(file);
        return all.toByteArray();
    }
}
