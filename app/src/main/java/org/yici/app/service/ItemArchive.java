package org.yici.app.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.yici.app.definition.InvalidDefinitionException;

/**
 * A service item as a zip: one file in YAML, one in BPMN, and, if rules decide, one in DMN, whatever they are called and in whatever folder.
 * Nothing is ever written where a name in the zip points.
 */
public final class ItemArchive {
    /** Bytes of a file in it, unpacked. */
    private static final int LARGEST_FILE = 1 << 20;

    private static final int MOST_ENTRIES = 50;

    private ItemArchive() {}

    /** @throws InvalidDefinitionException if it is no zip with these files; the message names what is wrong */
    public static ItemFiles read(byte[] archive) {
        Map<String, String> files = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (++entries > MOST_ENTRIES) {
                    throw fault("the zip has more than " + MOST_ENTRIES + " files; an item has three");
                }
                if (entry.isDirectory() || isLeftByASystem(name)) {
                    if (zip.readNBytes(LARGEST_FILE + 1).length > LARGEST_FILE) {
                        throw fault(name + " is larger than " + LARGEST_FILE + " bytes");
                    }
                    continue;
                }
                String file = kind(name);
                String other = names.put(file, name);
                if (other != null) {
                    throw fault("both " + other + " and " + name + " are a " + file + "; an item has one");
                }
                files.put(file, text(name, zip));
            }
        } catch (ZipException | IllegalArgumentException e) {
            if (e instanceof InvalidDefinitionException told) {
                throw told;
            }
            throw fault("the zip is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw fault("the zip ends in the middle; send it again");
        }
        if (files.isEmpty()) {
            throw fault(
                    "this is no zip with a service item in it; send a YAML, a BPMN and, if rules decide, a DMN file");
        }
        for (String needed : new String[] {ItemFiles.ITEM, ItemFiles.PROCESS}) {
            if (!files.containsKey(needed)) {
                throw fault("the zip has no "
                        + (needed.equals(ItemFiles.ITEM) ? "YAML (.yaml)" : "BPMN (.bpmn or .bpmn20.xml)")
                        + " file; it has " + String.join(", ", names.values()));
            }
        }
        return new ItemFiles(
                files.getOrDefault(ItemFiles.ITEM, ""),
                files.getOrDefault(ItemFiles.PROCESS, ""),
                files.get(ItemFiles.RULES));
    }

    /** The same files, called by the item's name. */
    public static byte[] write(String slug, ItemFiles files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, slug + ".yaml", files.item());
            put(zip, slug + ".bpmn20.xml", files.process());
            String rules = files.rules();
            if (rules != null) {
                put(zip, slug + ".dmn", rules);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static boolean isLeftByASystem(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store") || name.endsWith("Thumbs.db");
    }

    private static String kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return ItemFiles.ITEM;
        } else if (lower.endsWith(".bpmn") || lower.endsWith(".bpmn20.xml")) {
            return ItemFiles.PROCESS;
        } else if (lower.endsWith(".dmn")) {
            return ItemFiles.RULES;
        }
        throw fault(name + " is no file of an item; an item has a .yaml, a .bpmn20.xml and perhaps a .dmn");
    }

    private static String text(String name, ZipInputStream zip) throws IOException {
        byte[] content = zip.readNBytes(LARGEST_FILE + 1);
        if (content.length > LARGEST_FILE) {
            throw fault(name + " is larger than " + LARGEST_FILE + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw fault(name + " is no text in UTF-8");
        }
    }

    private static InvalidDefinitionException fault(String fault) {
        return new InvalidDefinitionException(0, fault);
    }
}
