package org.yici.app.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.kernel.resource.Label;

class LegalTitlesTest {
    private final LegalTitles laws = new LegalTitles();

    LegalTitlesTest() {
        DirectoryPack.publish(laws);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    《契税法》第十三条 | Deed Tax Law, article 13
                    《道路运输条例》第二十四条；《行政许可法》第三十三条 | Road Transport Regulations, article 24; Administrative Licence Law, article 33
                    《不动产登记暂行条例》第十四条、第二十条 | Interim Regulations on Real Estate Registration, articles 14 and 20
                    《行政许可法》第一百零二条 | Administrative Licence Law, article 102
                    """)
    void aBasisIsPutTogetherFromTitlesThatAreTranslatedOnce(String basis, String english) {
        assertThat(laws.in("en", basis)).isEqualTo(english);
        assertThat(laws.in("zh", basis)).isEqualTo(basis);
    }

    @Test
    void everyGrantsBasisIsWholeInEnglish() throws IOException {
        Path grants = Path.of("../demo/src/main/resources/province/grants.yaml");
        assertThat(Files.readAllLines(grants))
                .filteredOn(line -> line.strip().startsWith("basis:"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(laws.in("en", line.replace("basis:", ""))).doesNotContainPattern("\\p{IsHan}"));
    }

    @Test
    void theGlossaryHasTheSameTitles() throws IOException {
        String glossary = Files.readString(Path.of("../docs/glossary.md"));
        for (Label title : DirectoryPack.titles()) {
            assertThat(glossary).contains("| " + title.en() + " | " + title.zh() + " |");
        }
    }
}
