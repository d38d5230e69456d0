package hearth.slots;

import hearth.testkit.HouseRules;

import org.junit.jupiter.api.Test;

final class HouseRulesTest {
    @Test
    void theWallsStand() {
        HouseRules.check();
    }
}
