package hearth.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import java.util.List;

/** The walls between the modules, checked on what is on a module's class path. */
public final class HouseRules {
    private HouseRules() {}

    /** Checks every rule on Hearth's own main classes that the caller can see. */
    public static void check() {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("hearth");
        if (classes.isEmpty()) {
            throw new AssertionError("no classes of Hearth were found to check");
        }
        for (var rule : rules()) {
            rule.allowEmptyShould(true).check(classes);
        }
    }

    private static List<ArchRule> rules() {
        return List.of(
                wall(
                        "hearth.kernel..",
                        "hearth.monitors..",
                        "hearth.slots..",
                        "hearth.workers..",
                        "hearth.network..",
                        "hearth.wallet..",
                        "hearth.link..",
                        "hearth.agent..",
                        "hearth.installers..",
                        "hearth.app.."),
                wall(
                        "hearth.monitors..",
                        "hearth.slots..",
                        "hearth.workers..",
                        "hearth.network..",
                        "hearth.wallet..",
                        "hearth.link..",
                        "hearth.agent..",
                        "hearth.installers..",
                        "hearth.app.."),
                wall(
                        "hearth.workers..",
                        "hearth.monitors..",
                        "hearth.network..",
                        "hearth.wallet..",
                        "hearth.link..",
                        "hearth.agent..",
                        "hearth.installers..",
                        "hearth.app.."),
                wall(
                        "hearth.network..",
                        "hearth.monitors..",
                        "hearth.slots..",
                        "hearth.workers..",
                        "hearth.wallet..",
                        "hearth.link..",
                        "hearth.agent..",
                        "hearth.installers..",
                        "hearth.app.."),
                wall("hearth.agent..", "hearth.wallet..", "hearth.installers..", "hearth.app.."),
                wall("hearth.app..", "hearth.agent.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackages("hearth.app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("javafx..")
                        .as("nothing outside the panel knows JavaFX"));
    }

    private static ArchRule wall(String inside, String... outside) {
        return noClasses()
                .that()
                .resideInAPackage(inside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(outside)
                .as(inside + " keeps to its wall");
    }
}
