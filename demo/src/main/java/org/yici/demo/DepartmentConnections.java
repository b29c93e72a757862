package org.yici.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yici.app.store.SecretFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the demonstration's departments' own databases are reached, by department code, in the order of the province's
 * list. Kept in the data folder in a file that only its owner may read.
 */
public record DepartmentConnections(Map<String, Connection> departments) {
    private static final String FILE = "departments.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public DepartmentConnections {
        departments = Collections.unmodifiableMap(new LinkedHashMap<>(departments));
    }

    /**
     * One department's database.
     *
     * @param url JDBC URL without user and password
     */
    public record Connection(String url, String user, String password) {
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /** Whether a demonstration has left its connections in this data folder. */
    public static boolean existIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads the file of a data folder.
     *
     * @throws IOException if it is missing, unreadable or not what {@link #save} wrote
     */
    public static DepartmentConnections load(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            LinkedHashMap<String, Connection> departments = JSON.readValue(
                    Files.readString(file),
                    JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Connection.class));
            return new DepartmentConnections(departments);
        } catch (JacksonException e) {
            throw new IOException("The file " + file + " is damaged; stop the demo and start it again", e);
        }
    }

    /** Writes the file, whole or not at all. */
    public void save(Path folder) throws IOException {
        SecretFile.write(folder.resolve(FILE), JSON.writeValueAsString(departments) + "\n");
    }
}
