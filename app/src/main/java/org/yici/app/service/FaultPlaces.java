package org.yici.app.service;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yici.app.definition.Finding;
import org.yici.kernel.resource.Label;

/**
 * Finds where in an item's files a fault is that was found by comparing them. A fault names what it is about; its place is the first line that
 * gives something the first of these names, so that a reader is at worst led to what the fault speaks of.
 */
final class FaultPlaces {
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_./-]+");
    private static final String NAMED =
            "(?:^|[\\s{,])(?:id|key|role|name|field|slug|table|process|department): *[\"']?%s[\"']?(?=[\\s,}]|$)";

    private final ItemFiles files;
    private final List<String> item;
    private final List<String> process;

    FaultPlaces(ItemFiles files) {
        this.files = files;
        this.item = files.item().lines().toList();
        this.process = files.process().lines().toList();
    }

    /** Of a fault that the process has: it is in the declaration only if nothing in the process has its names. */
    Finding ofProcess(Label fault) {
        for (String name : names(fault).toList()) {
            int line = line(process, Pattern.compile("id=\"" + Pattern.quote(name) + "\""));
            if (line > 0) {
                return files.finding(ItemFiles.PROCESS, line, fault);
            }
        }
        return ofDeclaration(fault);
    }

    Finding ofDeclaration(Label fault) {
        for (String name : names(fault).toList()) {
            int line = line(item, Pattern.compile(NAMED.formatted(Pattern.quote(name))));
            if (line > 0) {
                return files.finding(ItemFiles.ITEM, line, fault);
            }
        }
        return files.finding(ItemFiles.ITEM, 0, fault);
    }

    private static Stream<String> names(Label fault) {
        return Arrays.stream(BETWEEN_NAMES.split(fault.en()))
                .map(word -> word.replaceAll("[.:]+$", ""))
                .filter(word -> word.length() > 1);
    }

    private static int line(List<String> lines, Pattern wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }
}
