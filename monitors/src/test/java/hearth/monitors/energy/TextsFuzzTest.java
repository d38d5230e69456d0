package hearth.monitors.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import hearth.monitors.rules.RuleBook;
import hearth.monitors.rules.RuleToml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Any text at all as tariffs, prices or rules: read, or refused in the one declared way. In the
 * ordinary tests Jazzer runs the seeds; {@code bench/fuzz} looks for inputs of its own.
 */
final class TextsFuzzTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static List<byte[]> seed(String text) {
        return List.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    static List<byte[]> tariffTexts() {
        return seed(
                """
                [[tariff]]
                currency = "EUR"
                zone = "Europe/Amsterdam"
                kind = "by-clock"
                price = "0.300"
                feed-in = "0.050"

                [[tariff.window]]
                name = "winter evening"
                days = ["mon", "fri"]
                season = "10-01..03-31"
                from = "17:00"
                to = "20:00"
                price = "0.4"
                """);
    }

    @MethodSource("tariffTexts")
    @FuzzTest
    void tariffs(byte[] input) throws TariffException {
        TariffBook read;
        try {
            read = TariffToml.read(text(input));
        } catch (TariffException refused) {
            return;
        }
        assertEquals(read, TariffToml.read(TariffToml.write(read)));
    }

    static List<byte[]> ruleTexts() {
        return seed(
                """
                [[rule]]
                id = "1"
                name = "hot"
                on = true
                kind = "temperature"
                limit = "80"
                release = "70"
                after = 10
                release-after = 60
                """);
    }

    @MethodSource("ruleTexts")
    @FuzzTest
    void rules(byte[] input) {
        RuleBook read;
        try {
            read = RuleToml.read(text(input));
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(read, RuleToml.read(RuleToml.write(read)));
    }

    static List<byte[]> csvTexts() {
        return seed("time,price\n2026-11-01T00:00,0.25\n2026-11-01T01:00,-0.1\n");
    }

    @MethodSource("csvTexts")
    @FuzzTest
    void priceTables(byte[] input) {
        try {
            PriceCsv.read(text(input), ZONE, PriceCsv.Unit.MWH);
        } catch (TariffException refused) {
            // with a sentence
        }
    }

    static List<byte[]> jsonTexts() {
        return seed("[{\"t\":1795428000,\"p\":250.1},{\"t\":\"2026-11-01T00:00Z\",\"p\":\"-5\"}]");
    }

    @MethodSource("jsonTexts")
    @FuzzTest
    void priceDocuments(byte[] input) {
        var mapping = new PriceJson.Mapping("", "/t", "/p", PriceCsv.Unit.KWH, ZONE);
        try {
            PriceJson.read(text(input), mapping, Instant.EPOCH);
        } catch (TariffException refused) {
            // with a sentence
        }
    }

    @Test
    void whatItBeginsWithIsRead() throws Exception {
        assertEquals(1, TariffToml.read(text(tariffTexts().getFirst())).entries().size());
        assertEquals(1, RuleToml.read(text(ruleTexts().getFirst())).rules().size());
        assertEquals(2, PriceCsv.read(text(csvTexts().getFirst()), ZONE, PriceCsv.Unit.MWH).size());
    }

    @Test
    void aTableInsteadOfAListIsToldSo() {
        var tariff =
                assertThrows(TariffException.class, () -> TariffToml.read("[tariff]\nkind = 1"));
        assertTrue(tariff.toString().contains("write [[tariff]]"), tariff.toString());
        var rule =
                assertThrows(
                        IllegalArgumentException.class, () -> RuleToml.read("[rule]\nid = \"1\""));
        assertTrue(rule.toString().contains("write [[rule]]"), rule.toString());
    }
}
