package org.yici.stream;

import java.io.Serializable;
import java.util.Base64;
import org.yici.stream.platform.Database;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the job is told when it starts; everything else it reads from the platform's database.
 *
 * @param subjectKey the platform's secret from which subject ids are made
 * @param parallelism how many readers and writers
 * @param linger longest time that a record waits for others to be written with, in milliseconds
 * @param batch most records written at once
 * @param checkpoint milliseconds between two acknowledgements to the sources
 */
record Settings(Database platform, byte[] subjectKey, int parallelism, int linger, int batch, int checkpoint)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException naming what is missing or out of range */
    static Settings parse(String json) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The job's configuration is not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode platform = root.path("platform");
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text(root, "subjectKey"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("subjectKey in the job's configuration is missing or not Base64", e);
        }
        return new Settings(
                new Database(text(platform, "url"), text(platform, "user"), text(platform, "password")),
                key,
                number(root, "parallelism", 2, 1, 1_024),
                number(root, "linger", 20, 0, 60_000),
                number(root, "batch", 1_000, 1, 100_000),
                number(root, "checkpoint", 500, 10, 600_000));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("The job's configuration lacks " + name);
        }
        return value.asString();
    }

    private static int number(JsonNode node, String name, int otherwise, int least, int most) {
        int value = node.path(name).asInt(otherwise);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " in the job's configuration is " + value + ", it must be from " + least + " to " + most);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Settings[" + platform + ", parallelism " + parallelism + "]";
    }
}
