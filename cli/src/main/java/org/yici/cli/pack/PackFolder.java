package org.yici.cli.pack;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.cli.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A folder of definitions, a file each: {@code departments/tax.yaml}, {@code sources/tax.yaml}, {@code catalogue/GA5100.000001.yaml}. In a
 * file's name a full stop stands for each slash of what it defines. Passwords are in none of them.
 */
final class PackFolder {
    private static final String ENDING = ".yaml";
    private static final long LARGEST = 1 << 18;
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Path folder;

    PackFolder(Path folder) {
        this.folder = folder;
    }

    /** Kinds of definitions with their folders, each after those that it names. */
    enum Kind {
        DEPARTMENT("department", "departments"),
        SOURCE("source", "sources"),
        RESOURCE("resource", "catalogue");

        private final String id;
        private final String folder;

        Kind(String id, String folder) {
            this.id = id;
            this.folder = folder;
        }

        String id() {
            return id;
        }

        String folder() {
            return folder;
        }

        static final List<Kind> ALL = List.of(values());
    }

    /**
     * The texts of one kind by the addresses of what they define.
     *
     * @throws UsageException if a file cannot be read
     */
    SortedMap<String, String> texts(Kind kind) {
        SortedMap<String, String> texts = new TreeMap<>();
        Path files = folder.resolve(kind.folder());
        if (!Files.isDirectory(files)) {
            return texts;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files, "*" + ENDING)) {
            for (Path file : all) {
                if (Files.size(file) > LARGEST) {
                    throw new UsageException(file + " is larger than any definition");
                }
                String name = String.valueOf(file.getFileName());
                texts.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
            }
            return texts;
        } catch (MalformedInputException e) {
            throw new UsageException("A file in " + files + " is no text in UTF-8");
        } catch (IOException e) {
            throw new UsageException(files + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether two texts define the same, whatever their comments and the order of their keys; a text that is no YAML says nothing else. */
    static boolean saysTheSame(String text, @Nullable String other) {
        try {
            return other != null && (text.equals(other) || YAML.readTree(text).equals(YAML.readTree(other)));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** @throws UsageException if the folder holds something already */
    void requireEmpty() {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                if (all.iterator().hasNext()) {
                    throw new UsageException(folder + " is not empty; name a new folder");
                }
            }
        } catch (IOException e) {
            throw new UsageException(folder + " cannot be made: " + e.getMessage());
        }
    }

    void write(Kind kind, String address, String text) {
        if (!address.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new UsageException("The name " + address + " cannot be that of a file");
        }
        Path file = folder.resolve(kind.folder()).resolve(address + ENDING);
        try {
            Files.createDirectories(folder.resolve(kind.folder()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written: " + e.getMessage());
        }
    }

    /** There must be something to compare with: a mistyped folder is not an empty pack. */
    PackFolder required() {
        if (Kind.ALL.stream().noneMatch(kind -> Files.isDirectory(folder.resolve(kind.folder())))) {
            throw new UsageException(folder + " holds none of the folders departments, sources and catalogue");
        }
        return this;
    }
}
