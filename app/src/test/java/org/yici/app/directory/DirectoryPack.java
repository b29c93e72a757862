package org.yici.app.directory;

import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.yici.kernel.resource.Label;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The demonstration's list of services with its guides and search words, for tests. */
public final class DirectoryPack {
    private static final Path PACK = Path.of("../demo/src/main/resources/province");
    private static final YAMLMapper YAML = new YAMLMapper();

    private DirectoryPack() {}

    /** Publishes it; doing it again changes nothing. */
    public static void publish(Directory directory) {
        if (directory.size() > 0) {
            return;
        }
        directory.publish(
                file("service-list.csv"),
                file("service-list.en.csv"),
                YAML.readValue(file("guides.yaml").getFile(), GuideBook.class),
                words());
    }

    /** Publishes the titles of laws. */
    public static void publish(LegalTitles laws) {
        laws.publish(titles());
    }

    static List<Label> titles() {
        return List.of(YAML.readValue(file("legal-titles.yaml").getFile(), Label[].class));
    }

    static SearchWords words() {
        return YAML.readValue(file("search-words.yaml").getFile(), SearchWords.class);
    }

    private static FileSystemResource file(String name) {
        return new FileSystemResource(PACK.resolve(name));
    }
}
