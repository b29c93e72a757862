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
import org.yici.app.service.ItemFiles;
import org.yici.cli.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A folder of definitions, a file each: {@code departments/tax.yaml}, {@code sources/tax.yaml}, {@code catalogue/GA5100.000001.yaml}; for a
 * service item, whose process and rules lie beside it, up to three: {@code service-items/house-sale.yaml}, {@code .bpmn20.xml},
 * {@code .dmn}. In a file's name a full stop stands for each slash of what it defines. Passwords are in none of them.
 */
final class PackFolder {
    private static final String ENDING = ".yaml";
    private static final String PROCESS = ".bpmn20.xml";
    private static final String RULES = ".dmn";
    private static final long LARGEST = 1 << 21;
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Path folder;

    PackFolder(Path folder) {
        this.folder = folder;
    }

    /** Kinds of definitions with their folders, each after those that it names. */
    enum Kind {
        DEPARTMENT("department", "departments"),
        SOURCE("source", "sources"),
        DATA_STANDARD("data-standard", "standards"),
        RESOURCE("resource", "catalogue"),
        SERVICE_ITEM("service-item", "service-items");

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
                String name = String.valueOf(file.getFileName());
                String address = name.substring(0, name.length() - ENDING.length());
                texts.put(address, kind == Kind.SERVICE_ITEM ? item(files, address) : text(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UsageException(files + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether there is a folder for a kind, be it empty. */
    boolean holds(Kind kind) {
        return Files.isDirectory(folder.resolve(kind.folder()));
    }

    private static String item(Path files, String address) throws IOException {
        Path process = files.resolve(address + PROCESS);
        Path rules = files.resolve(address + RULES);
        if (!Files.exists(process)) {
            throw new UsageException("Beside " + files.resolve(address + ENDING) + " there is no process " + process);
        }
        return new ItemFiles(
                        text(files.resolve(address + ENDING)), text(process), Files.exists(rules) ? text(rules) : null)
                .text();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new UsageException(file + " is larger than any definition");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new UsageException(file + " is no text in UTF-8");
        }
    }

    /** Whether two texts define the same, whatever their comments and the order of their keys; a text that is no YAML says nothing else. */
    static boolean saysTheSame(Kind kind, String text, @Nullable String other) {
        if (kind == Kind.SERVICE_ITEM) {
            return text.equals(other);
        }
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
        Path files = folder.resolve(kind.folder());
        try {
            Files.createDirectories(files);
            if (kind == Kind.SERVICE_ITEM) {
                ItemFiles item = ItemFiles.of(text);
                Files.writeString(files.resolve(address + ENDING), item.item());
                Files.writeString(files.resolve(address + PROCESS), item.process());
                String rules = item.rules();
                if (rules != null) {
                    Files.writeString(files.resolve(address + RULES), rules);
                }
            } else {
                Files.writeString(files.resolve(address + ENDING), text);
            }
        } catch (IOException e) {
            throw new UsageException(files.resolve(address + ENDING) + " cannot be written: " + e.getMessage());
        }
    }

    /** There must be something to compare with: a mistyped folder is not an empty pack. */
    PackFolder required() {
        if (Kind.ALL.stream().noneMatch(kind -> Files.isDirectory(folder.resolve(kind.folder())))) {
            throw new UsageException(
                    folder + " holds none of the folders departments, sources, standards, catalogue and service-items");
        }
        return this;
    }
}
