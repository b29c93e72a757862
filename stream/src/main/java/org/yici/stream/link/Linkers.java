package org.yici.stream.link;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;

/** The linkage models made ready, each once. */
final class Linkers {
    private static final Map<String, Linker> READY = new ConcurrentHashMap<>();

    private Linkers() {}

    /** @throws IllegalArgumentException if there is no such model */
    static Linker of(String model) {
        return READY.computeIfAbsent(model, name -> new Linker(ModelFiles.named(name)));
    }
}
