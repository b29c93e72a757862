package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures that our style sheets name are there, and are sought where they are. */
class StyleSheetsTest {
    private static final Path SHEETS = Path.of("src/main/resources/static/css");
    private static final Pattern ADDRESS = Pattern.compile("url\\(['\"]?([^'\")]+)['\"]?\\)");
    private static final Pattern PROPERTY = Pattern.compile("--[\\w-]+:[^;}]*url\\([^;}]*");

    static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.list(SHEETS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void namePicturesThatExist(Path sheet) throws IOException {
        assertThat(ADDRESS.matcher(Files.readString(sheet)).results().map(found -> found.group(1)))
                .allSatisfy(address ->
                        assertThat(sheet.resolveSibling(address).normalize()).exists());
    }

    /** A relative address in a custom property is resolved against the sheet that uses the property: Bootstrap's. */
    @ParameterizedTest
    @MethodSource("sheets")
    void keepAddressesOutOfCustomProperties(Path sheet) throws IOException {
        assertThat(PROPERTY.matcher(Files.readString(sheet)).results().map(MatchResult::group))
                .isEmpty();
    }
}
