package org.yici.demo.province;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yici.kernel.resource.Resource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the pack's declarations as the platform does. */
final class Declarations {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Declarations() {}

    /** The catalogue's entries by name of their registry table. */
    static Map<String, Resource> resources() {
        try {
            Map<String, Resource> resources = new HashMap<>();
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:province/catalogue/*.yaml")) {
                try (InputStream in = file.getInputStream()) {
                    Resource resource = YAML.readValue(in, Resource.class);
                    resources.put(resource.table(), resource);
                }
            }
            return resources;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String path, Class<T> type) {
        try (InputStream in = Declarations.class.getResourceAsStream(path)) {
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
