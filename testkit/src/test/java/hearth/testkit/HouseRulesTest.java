package hearth.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

/** Each rule is seen failing on a class that breaks it. */
final class HouseRulesTest {
    @Test
    void refusesADependencyThroughAWall() {
        refuses("hearth.monitors keeps to its wall", "hearth.monitors.wrong.ThroughTheWall");
    }

    @Test
    void refusesPredictableRandomnessNearMoney() {
        refuses("never drawn from java.util.Random", "hearth.wallet.wrong.Dice");
    }

    @Test
    void refusesASecretKeptAsText() {
        refuses("a secret is never a String", "hearth.wallet.wrong.Careless");
    }

    @Test
    void acceptsNamesThatOnlySoundLikeSecrets() throws ClassNotFoundException {
        HouseRules.check(imported("hearth.wallet.wrong.Harmless"));
    }

    @Test
    void theTreeItselfKeepsTheRules() {
        HouseRules.check();
    }

    private static void refuses(String rule, String className) {
        var failure =
                assertThrows(AssertionError.class, () -> HouseRules.check(imported(className)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains(rule),
                () -> "refused for another reason: " + failure.getMessage());
    }

    private static JavaClasses imported(String className) throws ClassNotFoundException {
        return new ClassFileImporter().importClasses(Class.forName(className));
    }
}
