package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class RiskModelTest {
    private final RiskModel model = RiskModel.load();

    @Test
    void readsWhatItWrites() {
        var again = RiskModel.read(model.toBytes());
        assertArrayEquals(model.toBytes(), again.toBytes());
        assertArrayEquals(model.digest(), again.digest());
        assertEquals(model.version(), again.version());
    }

    @Test
    void refusesAFileThatIsCutAnywhere() {
        byte[] file = model.toBytes();
        for (int length = 0; length < file.length; length += 997) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IllegalArgumentException.class, () -> RiskModel.read(cut));
        }
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        assertThrows(IllegalArgumentException.class, () -> RiskModel.read(longer));
    }

    @Test
    void refusesATreeThatWouldNeverEnd() {
        int[] self = {0};
        assertThrows(
                IllegalArgumentException.class,
                () -> new Forest(0, self, new int[] {5, -1}, new int[2], self, new int[2]));
    }

    @Test
    void everyHeadHasAFindingAboveItsNone() {
        for (var head : Head.values()) {
            assertTrue(model.noneBelow(head) <= model.findingFrom(head), head.key());
            assertEquals(Verdict.FINDING, model.verdict(head, 10_000));
            assertEquals(Verdict.NONE, model.verdict(head, 0));
        }
    }

    @Test
    void everyThemeHasItsOwnNumberAndWords() {
        var numbers = Arrays.stream(Theme.values()).mapToInt(Theme::number).distinct().count();
        assertEquals(Theme.values().length, numbers);
        for (var theme : Theme.values()) {
            for (var head : Head.values()) {
                var reason = Reason.of(Reason.code(theme, head)).orElseThrow();
                assertEquals(theme.title(), reason.title());
                assertEquals(head, reason.head());
            }
        }
        assertTrue(Reason.of(0).isEmpty());
        assertTrue(Reason.of(0xffff).isEmpty());
    }
}
