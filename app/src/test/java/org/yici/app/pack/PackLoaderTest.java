package org.yici.app.pack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.casework.TestProvince;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.Definitions;
import org.yici.app.directory.Directory;
import org.yici.app.directory.LegalTitles;
import org.yici.app.exchange.Grants;
import org.yici.app.service.ServiceItems;

@PlatformTest
class PackLoaderTest {
    private final ApplicationContext platform;

    @Autowired
    PackLoaderTest(ApplicationContext platform) {
        this.platform = platform;
    }

    @Test
    void aBrokenExpressionIsToldWithItsFileAndPlace(@TempDir Path pack) throws Exception {
        CaseworkPack.publish(platform);
        Path items = Files.createDirectory(pack.resolve("service-items"));
        Path written = TestProvince.PACK.resolve("service-items");
        Files.copy(written.resolve("house-sale.bpmn20.xml"), items.resolve("house-sale.bpmn20.xml"));
        Files.copy(written.resolve("house-sale.dmn"), items.resolve("house-sale.dmn"));
        Path item = Files.writeString(
                items.resolve("house-sale.yaml"),
                Files.readString(written.resolve("house-sale.yaml"))
                        .replace("value: evidence.title.unit_no", "value: evidence.title.unit_nr"));
        PackLoader loader = new PackLoader(
                new MockEnvironment().withProperty("yici.pack", pack.toUri().toString()),
                platform.getBean(Definitions.class),
                platform.getBean(Catalogue.class),
                platform.getBean(Grants.class),
                platform.getBean(ServiceItems.class),
                platform.getBean(Directory.class),
                platform.getBean(LegalTitles.class));
        Files.writeString(pack.resolve("departments.yaml"), "[]");
        Files.copy(TestProvince.PACK.resolve("grants.yaml"), pack.resolve("grants.yaml"));
        assertThatThrownBy(() -> loader.run(new DefaultApplicationArguments()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(item.toString())
                .hasMessageContaining("claim unit: 'evidence.title.unit_nr'")
                .hasMessageContaining("the nearest known one is evidence.title.unit_no");
    }
}
