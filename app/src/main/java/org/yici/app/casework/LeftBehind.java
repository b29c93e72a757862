package org.yici.app.casework;

import java.time.Instant;
import org.yici.kernel.resource.Label;

/**
 * A result of a refused case that stands in a department's register.
 *
 * @param caseNumber the case
 * @param item the service item's name
 * @param label what it is
 * @param since when the case was refused
 */
public record LeftBehind(String caseNumber, Label item, Label label, Instant since) {}
