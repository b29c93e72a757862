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
import org.jspecify.annotations.Nullable;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.kernel.resource.Label;

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
                    throw fault(
                            "zip 中的文件超过 %s 个；一个事项有三个文件",
                            "the zip has more than %s files; an item has three", MOST_ENTRIES);
                }
                if (entry.isDirectory() || isLeftByASystem(name)) {
                    if (zip.readNBytes(LARGEST_FILE + 1).length > LARGEST_FILE) {
                        throw fault("%s 超过 %s 字节", "%s is larger than %s bytes", name, LARGEST_FILE);
                    }
                    continue;
                }
                String file = kind(name);
                String other = names.put(file, name);
                if (other != null) {
                    throw fault(
                            "%s 和 %s 都是 %s；一个事项只有一个", "both %s and %s are a %s; an item has one", other, name, file);
                }
                files.put(file, text(name, zip));
            }
        } catch (ZipException | IllegalArgumentException e) {
            if (e instanceof InvalidDefinitionException told) {
                throw told;
            }
            throw fault("zip 已损坏，程序提示：%s", "the zip is damaged: %s", e.getMessage());
        } catch (IOException e) {
            throw fault("zip 不完整，请重新上传", "the zip ends in the middle; send it again");
        }
        if (files.isEmpty()) {
            throw fault(
                    "这不是含有事项的 zip；请上传一个 YAML、一个 BPMN，按规则决定的还有一个 DMN 文件",
                    "this is no zip with a service item in it; send a YAML, a BPMN and, if rules decide, a DMN file");
        }
        for (String needed : new String[] {ItemFiles.ITEM, ItemFiles.PROCESS}) {
            if (!files.containsKey(needed)) {
                throw fault(
                        "zip 中没有 %s 文件；其中有 %s",
                        "the zip has no %s file; it has %s",
                        needed.equals(ItemFiles.ITEM)
                                ? Label.of("YAML（.yaml）", "YAML (.yaml)")
                                : Label.of("BPMN（.bpmn 或 .bpmn20.xml）", "BPMN (.bpmn or .bpmn20.xml)"),
                        names.values());
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
        throw fault(
                "%s 不是事项的文件；事项有一个 .yaml、一个 .bpmn20.xml，可能还有一个 .dmn",
                "%s is no file of an item; an item has a .yaml, a .bpmn20.xml and perhaps a .dmn", name);
    }

    private static String text(String name, ZipInputStream zip) throws IOException {
        byte[] content = zip.readNBytes(LARGEST_FILE + 1);
        if (content.length > LARGEST_FILE) {
            throw fault("%s 超过 %s 字节", "%s is larger than %s bytes", name, LARGEST_FILE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw fault("%s 不是 UTF-8 编码的文本", "%s is no text in UTF-8", name);
        }
    }

    private static InvalidDefinitionException fault(String zh, String en, @Nullable Object... arguments) {
        return new InvalidDefinitionException(0, Label.of(zh, en, arguments));
    }
}
