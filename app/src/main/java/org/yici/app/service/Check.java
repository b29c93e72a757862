package org.yici.app.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;

/**
 * A yes/no question about the party of a material: item name to the value that is claimed.
 *
 * @param confirms name of the form's field that this must bear out before the party may confirm; null if only decisions ask
 * @param represents whether it tells that the person who began the case acts for the company that the material is about: it must hold
 *     before anything is retrieved about the company, and at each decision
 */
public record Check(
        String id,
        String material,
        Map<String, Expression> expected,
        @Nullable String confirms,
        @Nullable Boolean represents) {
    public Check {
        expected = CaseProcess.mapOf(expected);
    }

    public boolean isRepresentation() {
        return Boolean.TRUE.equals(represents);
    }
}
