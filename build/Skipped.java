import org.w3c.dom.Element;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Sums up Surefire's reports under a source tree and names every test that was skipped, with its
 * reason.
 */
final class Skipped {
    public static void main(String[] args) throws Exception {
        var root = Path.of(args[0]);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        var skipped = new TreeMap<String, String>();
        long run = 0;
        try (var modules = Files.newDirectoryStream(root)) {
            for (var module : modules) {
                var reports = module.resolve("target/surefire-reports");
                if (!Files.isDirectory(reports)) {
                    continue;
                }
                try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
                    for (var file : files) {
                        var cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
                        for (int i = 0; i < cases.getLength(); i++) {
                            var test = (Element) cases.item(i);
                            run++;
                            var marks = test.getElementsByTagName("skipped");
                            if (marks.getLength() > 0) {
                                skipped.put(
                                        module.getFileName()
                                                + " "
                                                + test.getAttribute("classname")
                                                + "."
                                                + test.getAttribute("name"),
                                        ((Element) marks.item(0)).getAttribute("message"));
                            }
                        }
                    }
                }
            }
        }
        System.out.println("--- tests: " + run + " in all, " + skipped.size() + " skipped");
        skipped.forEach((test, why) ->
                System.out.println(
                        "SKIPPED " + test + ": " + (why.isBlank() ? "no reason given" : why)));
        if (run == 0) {
            System.err.println("no test report found: nothing was tested");
            System.exit(1);
        }
    }
}
