package hearth.workers.risk.load;

import com.arcadedb.database.Document;
import com.arcadedb.database.MutableDocument;

import hearth.kernel.Hash32;

import java.time.LocalDate;
import java.util.ArrayList;

/**
 * The graph's one document about itself, written with each transaction so that counts, cursor and
 * content are always of one moment.
 */
final class Meta {
    long codes;
    long contracts;
    long found;
    long highestBlock = -1;
    long day;
    long dayFindings;
    Cursor cursor = Cursor.START;

    static Meta of(Document document) {
        var meta = new Meta();
        meta.codes = document.getLong("codes");
        meta.contracts = document.getLong("contracts");
        meta.found = document.getLong("found");
        meta.highestBlock = document.getLong("highestBlock");
        meta.day = document.getLong("day");
        meta.dayFindings = document.getLong("dayFindings");
        meta.cursor = cursor(document.getString("cursor"));
        return meta;
    }

    Meta copy() {
        var copy = new Meta();
        copy.codes = codes;
        copy.contracts = contracts;
        copy.found = found;
        copy.highestBlock = highestBlock;
        copy.day = day;
        copy.dayFindings = dayFindings;
        copy.cursor = cursor;
        return copy;
    }

    void into(MutableDocument document) {
        document.set("codes", codes)
                .set("contracts", contracts)
                .set("found", found)
                .set("highestBlock", highestBlock)
                .set("day", day)
                .set("dayFindings", dayFindings)
                .set("cursor", text(cursor));
    }

    void finding(LocalDate today) {
        if (today.toEpochDay() != day) {
            day = today.toEpochDay();
            dayFindings = 0;
        }
        dayFindings++;
    }

    long findings(LocalDate today) {
        return today.toEpochDay() == day ? dayFindings : 0;
    }

    private static String text(Cursor cursor) {
        var text = new StringBuilder();
        for (var block : cursor.recent()) {
            text.append(block.number()).append(' ').append(block.hash().hex()).append('\n');
        }
        return text.toString();
    }

    private static Cursor cursor(String text) {
        var blocks = new ArrayList<Cursor.Block>();
        text.lines()
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    blocks.add(
                            new Cursor.Block(
                                    Long.parseLong(line, 0, space, 10),
                                    new Hash32(line.substring(space + 1))));
                });
        return new Cursor(blocks);
    }
}
