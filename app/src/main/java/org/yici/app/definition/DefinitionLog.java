package org.yici.app.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.definition.Definition.Event;
import org.yici.app.definition.Definition.Step;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

/** What is done to definitions: an event for whoever looks at one, and a leaf of the ledger, in the transaction of the act. */
@Component
class DefinitionLog {
    private final DefinitionStore store;
    private final Ledger ledger;
    private final Clock clock;

    DefinitionLog(DefinitionStore store, Ledger ledger, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The leaf holds the digest of the text: which edition was in force can be proven later. */
    long published(String actor, String by, String kind, Content content, int number, String text) {
        return append(
                actor,
                by,
                kind,
                content,
                Step.PUBLISH,
                null,
                number,
                Map.of("edition", String.valueOf(number), "digest", sha256(text)));
    }

    void did(User user, String kind, Content content, Step step, @Nullable String comment) {
        append(user.actor(), user.username(), kind, content, step, comment, null, Map.of());
    }

    private long append(
            String actor,
            String by,
            String kind,
            Content content,
            Step step,
            @Nullable String comment,
            @Nullable Integer edition,
            Map<String, String> more) {
        Map<String, String> details = new TreeMap<>(more);
        details.putAll(Map.of("kind", kind, "name", content.name(), "step", step.name()));
        Act.Kind act = step == Step.PUBLISH || step == Step.WITHDRAW ? Act.Kind.PUBLICATION : Act.Kind.DRAFTING;
        long leaf = ledger.append(new Act(act, actor, content.department(), null, null, details))
                .index();
        store.insertEvent(kind, content.name(), new Event(clock.instant(), step, by, comment, edition, leaf));
        return leaf;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
