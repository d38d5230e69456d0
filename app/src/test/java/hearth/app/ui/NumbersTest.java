package hearth.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class NumbersTest {
    private static final String THIN = "\u202f";

    @Test
    void thousandsStandApartByANarrowSpace() {
        assertEquals("2" + THIN + "194", Numbers.whole(2_194));
        assertEquals("4" + THIN + "204" + THIN + "318", Numbers.whole(4_204_318));
        assertEquals("999", Numbers.whole(999));
    }

    @Test
    void minusIsTheMinusSign() {
        assertEquals("\u22120.03", Numbers.fixed(-0.03, 2));
        assertEquals("+0.41", Numbers.signed(0.41, 2));
        assertEquals("\u22121" + THIN + "000", Numbers.whole(-1_000));
    }

    @Test
    void aRoundedZeroHasNoSign() {
        assertEquals("0.00", Numbers.fixed(-0.001, 2));
    }

    @Test
    void keepsThreeOrFourSignificantDigits() {
        assertEquals("2" + THIN + "194", Numbers.short4(2_194.4));
        assertEquals("642", Numbers.short4(641.7));
        assertEquals("84.6", Numbers.short4(84.61));
        assertEquals("5.63", Numbers.short4(5.629));
        assertEquals("0.031", Numbers.short4(0.0309));
        assertEquals("0", Numbers.short4(0));
        assertEquals("983" + THIN + "M/s", Numbers.many(983_226_858));
    }

    @Test
    void aValueThatIsNoNumberIsADash() {
        assertEquals("—", Numbers.fixed(Double.NaN, 1));
        assertEquals("—", Numbers.coins(""));
    }

    @Test
    void coinsComeFromWei() {
        assertEquals("18.42", Numbers.coins("18420000000000000000"));
        assertEquals("0.0205", Numbers.coins("20500000000000000"));
        assertEquals("0.00", Numbers.coins("0"));
        assertEquals("+2.97", Numbers.signedCoins("2970000000000000000"));
        assertEquals("\u22122.97", Numbers.signedCoins("-2970000000000000000"));
    }

    @Test
    void disksAreSoldInThousandsAndMemoryInPowersOfTwo() {
        assertEquals("3.42" + THIN + "TB", Numbers.stored(3.42e12));
        assertEquals("2" + THIN + "GiB", Numbers.memory(2L << 30));
        assertEquals("1.6" + THIN + "GiB", Numbers.memory(1.64 * (1L << 30)));
        assertEquals("41" + THIN + "MB/s", Numbers.perSecond(41e6));
    }

    @Test
    void spansShowTheirTwoLargestParts() {
        assertEquals("41" + THIN + "s", Numbers.span(Duration.ofSeconds(41)));
        assertEquals("5" + THIN + "min 20" + THIN + "s", Numbers.span(Duration.ofSeconds(320)));
        assertEquals("12" + THIN + "d 4" + THIN + "h", Numbers.span(Duration.ofHours(292)));
        assertEquals("0:34", Numbers.stopwatch(Duration.ofSeconds(34)));
    }

    @Test
    void longHexKeepsItsEnds() {
        assertEquals("0x8b88…56e2", Numbers.middle("0x8b88a3931111222233334444556e2"));
        assertEquals("0x12", Numbers.middle("0x12"));
    }
}
