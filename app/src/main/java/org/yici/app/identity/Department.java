package org.yici.app.identity;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A department.
 *
 * @param code ASCII code used in identifiers and URLs: {@code natural-resources}
 * @param label its name
 * @param creditCode its unified social credit code
 * @param parent code of the department above, null at the top
 */
public record Department(
        String code,
        Label label,
        String creditCode,
        @Nullable String parent) {
    /** A department at the top. */
    public Department(String code, Label label, String creditCode) {
        this(code, label, creditCode, null);
    }

    public static boolean isCode(String text) {
        return text.matches("[a-z][a-z0-9-]{0,50}");
    }
}
