package org.yici.app.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A husband or wife, present or former, who must take part: because what the case is about was acquired in the marriage (Civil Code,
 * articles 1062 and 301; after a divorce it is owned together until it is divided, article 1087), or because the law looks at the
 * household. Whoever fills in the party's fields names the person; that it is the right one is asked of the register of marriages,
 * without its telling who.
 *
 * @param party role of the optional party
 * @param material the marriages of the one who names the party
 * @param where values of a marriage that counts: one that lasts, or one that was divorced
 * @param members items that hold the identifiers of the two
 * @param from item with the day on which the marriage began
 * @param until item with the day on which it ended; null if it has none
 * @param acquired where the day stands on which the thing was acquired; null if the marriage itself is enough
 */
public record Partner(
        String party,
        String material,
        Map<String, String> where,
        List<String> members,
        String from,
        @Nullable String until,
        CaseProcess.@Nullable Source acquired) {
    public Partner {
        where = CaseProcess.mapOf(where);
        members = CaseProcess.listOf(members);
    }
}
