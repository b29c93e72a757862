package org.yici.app.identity;

import org.yici.kernel.resource.Label;

/**
 * A department.
 *
 * @param code ASCII code used in identifiers and URLs: {@code natural-resources}
 * @param label its name
 * @param creditCode its unified social credit code
 */
public record Department(String code, Label label, String creditCode) {}
