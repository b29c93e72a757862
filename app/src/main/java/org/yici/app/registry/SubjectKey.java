package org.yici.app.registry;

import java.util.Base64;

/** The secret under which subject ids are made; whoever has it can tell whether a given identifier is a given subject. */
public record SubjectKey(byte[] value) {
    /** For handing over to the collection job. */
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public String toString() {
        return "SubjectKey[hidden]";
    }
}
