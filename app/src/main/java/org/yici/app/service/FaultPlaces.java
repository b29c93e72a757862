package org.yici.app.service;

import java.util.List;
import java.util.regex.Pattern;
import org.yici.app.definition.FaultLines;
import org.yici.app.definition.Finding;
import org.yici.kernel.resource.Label;

/** Finds in which of an item's files, and where in it, a fault is that was found by comparing them. */
final class FaultPlaces {
    private final ItemFiles files;
    private final List<String> process;

    FaultPlaces(ItemFiles files) {
        this.files = files;
        this.process = files.process().lines().toList();
    }

    /** Of a fault that the process has: it is in the declaration only if nothing in the process has its names. */
    Finding ofProcess(Label fault) {
        int line = FaultLines.line(process, fault, name -> "id=\"" + Pattern.quote(name) + "\"");
        return line > 0 ? files.finding(ItemFiles.PROCESS, line, fault) : ofDeclaration(fault);
    }

    Finding ofDeclaration(Label fault) {
        return files.finding(ItemFiles.ITEM, FaultLines.in(files.item(), fault), fault);
    }
}
