package org.yici.app.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;
import org.yici.app.web.portal.ServiceDirectory.Entry;
import org.yici.app.web.portal.ServiceDirectory.Filter;

class ServiceDirectoryTest {
    private static final String HEAD = "department,main_item,name,item_code,division,credit_code,task_type\n";

    @TempDir
    private Path pack;

    private ServiceDirectory directory(String lines) throws IOException {
        Files.writeString(pack.resolve("service-list.csv"), HEAD + lines);
        return new ServiceDirectory("file:" + pack, new DefaultResourceLoader());
    }

    private ServiceDirectory three() throws IOException {
        return directory("区公安分局,未分类,户口登记,51A1,511602,X,1\n"
                + "区公安分局,\"居民身份证, 临时\",身份证换领,51A2,511602,X,20\n"
                + "区税务局,未分类,税务登记,51B1,511602,X,20\n");
    }

    @Test
    void isSearchedByNameGroupAndCode() throws IOException {
        ServiceDirectory directory = three();
        assertThat(directory.search(new Filter("登记", "", ""), 0, 9).content())
                .extracting(Entry::name)
                .containsExactly("户口登记", "税务登记");
        assertThat(directory.search(new Filter("临时", "", ""), 0, 9).content())
                .extracting(Entry::name)
                .containsExactly("身份证换领");
        assertThat(directory.search(new Filter(" 51b1 ", "", ""), 0, 9).total()).isEqualTo(1);
        assertThat(directory.search(new Filter("登记", "区税务局", "20"), 0, 9).total())
                .isEqualTo(1);
        assertThat(directory.search(new Filter("登记", "区税务局", "1"), 0, 9).total())
                .isZero();
    }

    @Test
    void isPagedAndAPageBeyondTheEndIsEmpty() throws IOException {
        ServiceDirectory directory = three();
        assertThat(directory.search(new Filter("", "", ""), 1, 2).content())
                .extracting(Entry::name)
                .containsExactly("税务登记");
        assertThat(directory.search(new Filter("", "", ""), 7, 2).content()).isEmpty();
        assertThat(directory.search(new Filter("", "", ""), 7, 2).total()).isEqualTo(3);
    }

    @Test
    void countsByDepartmentAndKind() throws IOException {
        ServiceDirectory directory = three();
        assertThat(directory.departments()).first().satisfies(first -> {
            assertThat(first.getKey()).isEqualTo("区公安分局");
            assertThat(first.getValue()).isEqualTo(2);
        });
        assertThat(directory.kinds()).containsEntry(1, 1L).containsEntry(20, 2L);
    }

    @Test
    void isEmptyWithoutAPackOrWithoutTheFile() throws IOException {
        assertThat(new ServiceDirectory("", new DefaultResourceLoader()).size()).isZero();
        assertThat(new ServiceDirectory("file:" + pack, new DefaultResourceLoader()).size())
                .isZero();
    }

    @Test
    void aLineWithAMissingCellIsNamed() {
        assertThatThrownBy(() -> directory("区税务局,未分类,税务登记\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 cells, not 7")
                .hasMessageContaining("税务登记");
    }
}
