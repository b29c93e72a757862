package org.yici.app.definition;

import static org.yici.app.definition.DefinitionRights.requireMayEdit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.definition.DefinitionStore.DraftRow;
import org.yici.app.definition.DefinitionStore.Head;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** Puts texts in force, each as the next edition of its definition. */
final class Editions {
    private static final String PACK = "pack";

    private final DefinitionKinds kinds;
    private final DefinitionStore store;
    private final DefinitionLog log;
    private final Clock clock;

    Editions(DefinitionKinds kinds, DefinitionStore store, DefinitionLog log, Clock clock) {
        this.kinds = kinds;
        this.store = store;
        this.log = log;
        this.clock = clock;
    }

    /** Publishes a draft that was reviewed. */
    void publish(User user, Head head, DraftRow draft) {
        String kind = head.kind();
        String name = head.content().name();
        if (draft.base() != store.newest(kind, name)) {
            throw new DefinitionConflictException(Label.of(
                    "%s 已有比草稿起草时更新的现行版本，请退回后比较",
                    "A newer edition of %s is in force than the draft was begun on; return it and compare", name));
        }
        Content content = kinds.get(kind).checkInForce(draft.text());
        requireMayEdit(user, content.department());
        int own = kinds.get(kind).publish(draft.text());
        // What the module takes for the edition that is there is not written again in other words: an edition stays as
        // it is.
        boolean again = own > 0 && own <= draft.base();
        if (again && head.withdrawnAt() == null) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "与第 %s 版相比只有注释或行的顺序不同，没有实质改动",
                            "Only comments or the order of lines differ from edition %s; nothing that counts is changed",
                            own));
        }
        int number = own > 0 ? own : draft.base() + 1;
        store.putHead(kind, content, clock.instant());
        store.setWithdrawn(kind, name, null);
        long leaf = log.published(user.actor(), user.username(), kind, content, number, draft.text());
        if (!again) {
            store.putEdition(
                    kind,
                    name,
                    new Edition(number, draft.text(), false, draft.authors(), user.username(), clock.instant(), leaf));
        }
    }

    /** What a pack declares, see {@link Definitions#seed}. */
    boolean seed(String kind, String text) {
        DefinitionKind type = kinds.get(kind);
        String name =
                type.identify(text).orElseGet(() -> type.checkInForce(text)).name();
        store.lock(kind, name);
        Optional<Edition> newest = store.newestEdition(kind, name);
        boolean withdrawn = store.head(kind, name).map(Head::withdrawnAt).isPresent();
        if (withdrawn || newest.filter(edition -> !edition.fromPack()).isPresent()) {
            return newest.filter(edition -> edition.text().equals(text)).isPresent() && !withdrawn;
        }
        Content content = type.checkInForce(text);
        // What is in force as the pack says it is published again all the same: that costs nothing and mends a module's
        // table.
        int own = type.publish(text);
        int before = newest.map(Edition::number).orElse(0);
        int number = own > 0 ? own : before + 1;
        if (number > before
                && newest.filter(edition -> edition.text().equals(text)).isEmpty()) {
            Instant now = clock.instant();
            store.putHead(kind, content, now);
            long leaf = log.published("platform", PACK, kind, content, number, text);
            store.putEdition(kind, name, new Edition(number, text, true, List.of(), null, now, leaf));
        }
        return true;
    }
}
