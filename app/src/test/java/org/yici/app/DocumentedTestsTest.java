package org.yici.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say is held by a test is held by one that there is. */
class DocumentedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`(?:\\w+ )?([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final List<String> DOCUMENTS =
            List.of("../docs/threats.md", "../CONTRIBUTING.md", "../ARCHITECTURE.md");

    @Test
    void eachTestThatADocumentNamesIsThere() throws IOException {
        Map<String, String> tests = tests();
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (String document : DOCUMENTS) {
            Matcher test = NAMED.matcher(Files.readString(Path.of(document)));
            while (test.find()) {
                named++;
                String source = tests.get(test.group(1));
                String method = test.group(2);
                if (source == null || method != null && !source.contains(" " + method + "(")) {
                    missing.add(document + ": " + test.group());
                }
            }
        }
        assertThat(named).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    /** Sources by the names of their classes. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("kernel", "stream", "postgres", "app", "cli", "demo", "bench", "e2e")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }
}
