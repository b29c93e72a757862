package org.yici.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** PostgreSQL's major version, which decides who can read a data folder: 18. Minor versions read each other's. */
public final class MajorVersion {
    private static final String OURS = read();

    private MajorVersion() {}

    /** That of the programs that are brought along. */
    public static String ours() {
        return OURS;
    }

    /**
     * Refuses a server's folder that programs of another major version made, before anything in it is touched.
     *
     * @param folder of the server, with {@code data} in it; may be missing or empty
     * @throws IOException if it is one; the message says what to do
     */
    static void requireOurs(Path folder) throws IOException {
        Path file = folder.resolve("data").resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String theirs = Files.readString(file).strip();
        if (!theirs.equals(OURS)) {
            throw new IOException("The data in " + folder + " was written by PostgreSQL " + theirs
                    + ", and this version of Yici brings PostgreSQL " + OURS
                    + ", which cannot read it. Nothing was changed. Go on with the version of Yici that wrote it, or carry"
                    + " the data over as docs/operate.md says (Another major version of PostgreSQL)");
        }
    }

    private static String read() {
        try (InputStream file =
                Objects.requireNonNull(MajorVersion.class.getResourceAsStream("postgresql.properties"))) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "").replaceAll("\\..*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
