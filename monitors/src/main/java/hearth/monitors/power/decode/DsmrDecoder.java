package hearth.monitors.power.decode;

import java.util.function.Consumer;

/**
 * Telegrams of a P1 port or another meter by IEC 62056-21: from {@code /} to {@code !}, with or
 * without a checksum behind it, or with its lines as a block from STX to ETX and a check character.
 * A telegram that declares a version which has a checksum is not believed without one.
 */
final class DsmrDecoder implements Decoder {
    /** The longest telegrams seen have 4 KiB. */
    private static final int LONGEST = 32 * 1024;

    private static final byte STX = 2;
    private static final byte ETX = 3;

    /** How an encrypted telegram begins: its tag and the length of the meter's title. */
    private static final int ENCRYPTED = 0xDB;

    private static final int TITLE = 8;

    private enum Stage {
        BETWEEN,
        INSIDE,
        CHECKSUM,
        /** Behind the last line of a block, before its end mark. */
        BLOCK_END,
        /** The block's check character comes. */
        BLOCK_CHECK
    }

    private final ByteQueue telegram = new ByteQueue();
    private final StringBuilder checksum = new StringBuilder();
    private final Stray stray = new Stray();
    private Stage stage = Stage.BETWEEN;
    private int before = '\n';

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        for (int i = offset; i < offset + length; i++) {
            one(bytes[i], each);
            before = bytes[i];
        }
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        switch (stage) {
            case BETWEEN -> stray.report(each);
            case INSIDE -> damaged("The telegram is cut off before its end.", each);
            case CHECKSUM -> finish(each);
            case BLOCK_END, BLOCK_CHECK ->
                    damaged("The telegram's check character is missing.", each);
        }
        telegram.clear();
        stage = Stage.BETWEEN;
    }

    private void one(byte value, Consumer<? super Decoded> each) {
        switch (stage) {
            case BETWEEN -> between(value, each);
            case INSIDE -> inside(value, each);
            case CHECKSUM -> checksum(value, each);
            case BLOCK_END -> blockEnd(value, each);
            case BLOCK_CHECK -> blockCheck(value, each);
        }
    }

    private void between(byte value, Consumer<? super Decoded> each) {
        switch (value) {
            case '/' -> begin(each);
            case '!' -> {
                // The end of a telegram whose beginning is not there.
                stray.forget();
                each.accept(new Decoded.Damaged("The beginning of a telegram is missing."));
                telegram.clear();
                checksum.setLength(0);
                stage = Stage.CHECKSUM;
            }
            case '\r', '\n', ' ' -> {}
            case TITLE -> {
                stray.one();
                if ((before & 0xFF) == ENCRYPTED) {
                    each.accept(new Decoded.Damaged("The telegram is encrypted; give its key."));
                }
            }
            default -> stray.one();
        }
    }

    private void begin(Consumer<? super Decoded> each) {
        stray.report(each);
        telegram.clear();
        telegram.add((byte) '/');
        stage = Stage.INSIDE;
    }

    private void inside(byte value, Consumer<? super Decoded> each) {
        if (value == '/' && (before == '\n' || before == '\r')) {
            damaged("The telegram is cut off before its end.", each);
            begin(each);
            return;
        }
        telegram.add(value);
        if (value == '!') {
            checksum.setLength(0);
            stage = block() < 0 ? Stage.CHECKSUM : Stage.BLOCK_END;
        } else if (telegram.size() > LONGEST) {
            damaged("The telegram does not end.", each);
            telegram.clear();
            stage = Stage.BETWEEN;
        }
    }

    private void checksum(byte value, Consumer<? super Decoded> each) {
        if (Character.digit(value, 16) >= 0) {
            checksum.append((char) value);
            if (checksum.length() == 4) {
                finish(each);
            }
            return;
        }
        boolean clean = value == '\r' || value == '\n' || value == ' ' || value == '/';
        if (clean) {
            finish(each);
        } else {
            if (telegram.size() > 0) {
                damaged("The telegram's checksum is damaged.", each);
            }
            telegram.clear();
            stage = Stage.BETWEEN;
        }
        if (value == '/') {
            begin(each);
        } else if (!clean) {
            stray.one();
        }
    }

    /**
     * Where the lines' block begins, at its STX; negative where there is none. It stands behind the
     * end of the first line: within a line it is what a text tool made of a maker's {@code \2}. A
     * half telegram may have run into a whole one: the last STX is the right one.
     */
    private int block() {
        for (int i = telegram.size() - 1; i > 0; i--) {
            if (telegram.at(i) == STX
                    && (telegram.at(i - 1) == '\n' || telegram.at(i - 1) == '\r')) {
                return i;
            }
        }
        return -1;
    }

    private void blockEnd(byte value, Consumer<? super Decoded> each) {
        switch (value) {
            case '\r', '\n' -> telegram.add(value);
            case ETX -> {
                telegram.add(value);
                stage = Stage.BLOCK_CHECK;
            }
            default -> {
                damaged("The telegram's end mark is missing.", each);
                telegram.clear();
                stage = Stage.BETWEEN;
                between(value, each);
            }
        }
        if (telegram.size() > LONGEST) {
            damaged("The telegram does not end.", each);
            telegram.clear();
            stage = Stage.BETWEEN;
        }
    }

    /** The exclusive or of all behind STX, up to and with ETX (IEC 62056-21, 6.4). */
    private void blockCheck(byte value, Consumer<? super Decoded> each) {
        stage = Stage.BETWEEN;
        int sum = 0;
        int stx = block();
        for (int i = stx + 1; i < telegram.size(); i++) {
            sum ^= telegram.at(i);
        }
        var bytes = telegram.copy();
        telegram.clear();
        try {
            if (sum != (value & 0xFF)) {
                throw new DamagedException("The telegram's check character is wrong.");
            }
            unchecked(withoutBlock(bytes, stx), each);
        } catch (DamagedException e) {
            damaged(e.sentence(), each);
        }
    }

    /** The telegram up to its exclamation mark, without STX and what is behind. */
    private static byte[] withoutBlock(byte[] bytes, int stx) throws DamagedException {
        // The check character says nothing of lines before the block: there may be none.
        int before = stx;
        while (before > 0 && (bytes[before - 1] == '\r' || bytes[before - 1] == '\n')) {
            before--;
        }
        for (int i = before - 1; i >= 0 && bytes[i] != '/'; i--) {
            if (bytes[i] == '\n') {
                throw new DamagedException("The telegram has lines before its block.");
            }
        }
        int end = bytes.length;
        while (bytes[end - 1] != '!') {
            end--;
        }
        var plain = new byte[end - 1];
        System.arraycopy(bytes, 0, plain, 0, stx);
        System.arraycopy(bytes, stx + 1, plain, stx, end - 1 - stx);
        return plain;
    }

    private void finish(Consumer<? super Decoded> each) {
        stage = Stage.BETWEEN;
        if (telegram.size() == 0) {
            return;
        }
        var bytes = telegram.copy();
        telegram.clear();
        try {
            if (checksum.isEmpty()) {
                unchecked(bytes, each);
            } else {
                checked(bytes, Integer.parseInt(checksum.toString(), 16), each);
            }
        } catch (DamagedException e) {
            damaged(e.sentence(), each);
        }
    }

    /** Some meters print the checksum without leading zeros: it is compared as a number. */
    private void checked(byte[] bytes, int expected, Consumer<? super Decoded> each)
            throws DamagedException {
        // A half telegram may run straight into a whole one: the last beginning may be the right.
        for (int start = 0; start >= 0; start = nextStart(bytes, start)) {
            var text = DsmrTelegram.whoseChecksumIs(expected, bytes, start);
            if (text.isPresent()) {
                if (start > 0) {
                    damaged("The telegram is cut off before its end.", each);
                }
                each.accept(new Decoded.Sound(text.get().reading(true)));
                return;
            }
        }
        throw new DamagedException("The telegram's checksum is wrong.");
    }

    private void unchecked(byte[] bytes, Consumer<? super Decoded> each) throws DamagedException {
        int start = 0;
        for (int next = nextStart(bytes, 0); next >= 0; next = nextStart(bytes, next)) {
            start = next;
        }
        var telegramText = DsmrTelegram.of(bytes, start);
        if (telegramText.declaresChecksum()) {
            throw new DamagedException("The telegram has lost its checksum.");
        }
        var reading = telegramText.reading(false);
        if (start > 0) {
            damaged("The telegram is cut off before its end.", each);
        }
        each.accept(new Decoded.Sound(reading));
    }

    private static int nextStart(byte[] bytes, int after) {
        for (int i = after + 1; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                return i;
            }
        }
        return -1;
    }

    private void damaged(String reason, Consumer<? super Decoded> each) {
        stray.report(each);
        each.accept(new Decoded.Damaged(reason));
    }
}
