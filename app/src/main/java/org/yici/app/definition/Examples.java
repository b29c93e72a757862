package org.yici.app.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The texts to begin a definition with, which lie in {@code resources/definitions}. */
public final class Examples {
    private Examples() {}

    /** The example in a file of that folder, such as {@code resource.yaml}. */
    public static String read(String file) {
        try {
            return new ClassPathResource("definitions/" + file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
