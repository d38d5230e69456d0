package hearth.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The walls between the modules and what secrets may never do, checked on a module's class path.
 */
public final class HouseRules {
    /** Module to the modules that it may use; what is not named is behind the wall. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("kernel", Set.of()),
                    Map.entry("monitors", Set.of("kernel")),
                    Map.entry("slots", Set.of("kernel")),
                    Map.entry("network", Set.of("kernel")),
                    Map.entry("link", Set.of("kernel")),
                    Map.entry("workers", Set.of("kernel", "slots")),
                    Map.entry("wallet", Set.of("kernel", "network")),
                    Map.entry("installers", Set.of("kernel", "link")),
                    Map.entry(
                            "agent",
                            Set.of("kernel", "monitors", "slots", "workers", "network", "link")),
                    Map.entry(
                            "app",
                            Set.of(
                                    "kernel",
                                    "monitors",
                                    "slots",
                                    "workers",
                                    "network",
                                    "wallet",
                                    "link",
                                    "installers")));

    /** A word of a name in camel case that says the value is a secret. */
    private static final Pattern SECRET =
            Pattern.compile(
                    "(^|.*[a-z])([Pp]ass|[Pp]assphrase|[Pp]assword|[Mm]nemonic|[Ss]eed|[Ss]ecret"
                            + "|[Pp]rivateKey)");

    private static final Pattern RANDOM_NEEDED =
            Pattern.compile("hearth\\.(wallet|link|network).*");

    /** The one class outside the wallet that holds a key: the machine's own, worth no money. */
    private static final String NODE_KEY = "hearth.network.chain.NodeKey";

    /** Contract wrappers made by the build: they name a key's type and are never given one. */
    private static final String GENERATED = "hearth.network.contracts..";

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
        check(classes);
    }

    /** Checks every rule on the given classes. */
    static void check(JavaClasses classes) {
        for (var rule : rules()) {
            rule.allowEmptyShould(true).check(classes);
        }
    }

    private static List<ArchRule> rules() {
        var rules = new ArrayList<ArchRule>();
        MAY_USE.forEach((module, allowed) -> rules.add(wall(module, allowed)));
        rules.add(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("hearth.app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("javafx..")
                        .as("nothing outside the panel knows JavaFX"));
        rules.add(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("hearth.wallet.internal..", GENERATED)
                        .and()
                        .doNotHaveFullyQualifiedName(NODE_KEY)
                        .should()
                        .dependOnClassesThat(describe("hold a private key", HouseRules::holdsKey))
                        .as("private keys live in the wallet's inside and in the node key only"));
        rules.add(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("hearth.wallet.internal..", GENERATED)
                        .and()
                        .doNotHaveFullyQualifiedName(NODE_KEY)
                        .should()
                        .callMethodWhere(signsBytes())
                        .as("nothing signs bytes but the wallet's inside and the node key"));
        rules.add(
                noFields()
                        .that(describe("are named like a secret", HouseRules::secret))
                        .should()
                        .haveRawType(String.class)
                        .as("a secret is never a String: it could not be wiped"));
        rules.add(
                noMethods()
                        .that(describe("are named like a secret", HouseRules::secret))
                        .should()
                        .haveRawReturnType(String.class)
                        .as("a secret is never returned as a String: it could not be wiped"));
        rules.add(
                noClasses()
                        .that(
                                describe(
                                        "make keys, salts or certificates",
                                        c -> RANDOM_NEEDED.matcher(c.getPackageName()).matches()))
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .as("what protects money is never drawn from java.util.Random"));
        return rules;
    }

    private static ArchRule wall(String module, Set<String> allowed) {
        var behind = new TreeSet<>(MAY_USE.keySet());
        behind.removeAll(allowed);
        behind.remove(module);
        return noClasses()
                .that()
                .resideInAPackage("hearth." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        behind.stream().map(m -> "hearth." + m + "..").toArray(String[]::new))
                .as("hearth." + module + " keeps to its wall");
    }

    private static boolean holdsKey(JavaClass type) {
        return type.getPackageName().equals("org.web3j.crypto")
                && Set.of("Credentials", "ECKeyPair", "Bip32ECKeyPair")
                        .contains(type.getSimpleName());
    }

    private static DescribedPredicate<JavaMethodCall> signsBytes() {
        return describe(
                "web3j's Sign.sign...",
                call ->
                        call.getTargetOwner().getFullName().equals("org.web3j.crypto.Sign")
                                && call.getName().startsWith("sign"));
    }

    private static boolean secret(JavaMember member) {
        return SECRET.matcher(member.getName()).matches();
    }
}
