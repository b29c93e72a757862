package org.yici.app.definition;

import static org.yici.app.definition.DefinitionRights.mayEdit;
import static org.yici.app.definition.DefinitionRights.seesAll;

import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.definition.Definition.Draft;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definition.Step;
import org.yici.app.definition.DefinitionStore.DraftRow;
import org.yici.app.definition.DefinitionStore.Head;
import org.yici.app.identity.User;

/** Definitions as somebody may see them, with what that person may do. */
@Component
class DefinitionReader {
    private final DefinitionKinds kinds;
    private final DefinitionStore store;
    private final DefinitionProperties settings;

    DefinitionReader(DefinitionKinds kinds, DefinitionStore store, DefinitionProperties settings) {
        this.kinds = kinds;
        this.store = store;
        this.settings = settings;
    }

    Definition find(User user, String kind, String name) {
        return shown(user, visible(user, kind, name));
    }

    /** Whether whoever wrote a draft may publish it: where two are asked for, somebody else must. */
    boolean mayPublish(User user, DraftRow draft) {
        return !settings.fourEyes() || !draft.authors().contains(user.username());
    }

    /** Whether somebody else than its authors must publish a draft. */
    boolean fourEyes() {
        return settings.fourEyes();
    }

    Optional<Definition> findIfThere(User user, String kind, String name) {
        return visibleIfThere(user, kind, name).map(head -> shown(user, head));
    }

    Head visible(User user, String kind, String name) {
        return visibleIfThere(user, kind, name)
                .orElseThrow(() -> new NoSuchElementException("There is no " + kind + " " + name));
    }

    private Optional<Head> visibleIfThere(User user, String kind, String name) {
        kinds.get(kind);
        return store.head(kind, name)
                .filter(head -> seesAll(user) || mayEdit(user, head.content().department()));
    }

    private Definition shown(User user, Head head) {
        String kind = head.kind();
        String name = head.content().name();
        List<Edition> editions = store.editions(kind, name);
        Optional<DraftRow> draft = store.draft(kind, name);
        return new Definition(
                kind,
                name,
                head.content().department(),
                head.content().label(),
                editions,
                head.withdrawnAt(),
                draft.map(row -> new Draft(
                                row.text(),
                                row.inReview(),
                                row.withdrawal(),
                                row.authors(),
                                row.base(),
                                row.version(),
                                row.updatedAt(),
                                row.withdrawal() == null ? kinds.findings(kind, name, row.text()) : List.of()))
                        .orElse(null),
                store.events(kind, name),
                allowed(user, head, !editions.isEmpty(), draft.orElse(null)));
    }

    private Set<Step> allowed(User user, Head head, boolean published, @Nullable DraftRow draft) {
        Set<Step> allowed = EnumSet.noneOf(Step.class);
        if (!mayEdit(user, head.content().department())) {
            return allowed;
        }
        allowed.add(Step.COMMENT);
        if (draft == null) {
            allowed.add(Step.SAVE);
            if (published && head.withdrawnAt() == null) {
                allowed.add(Step.WITHDRAW);
            }
        } else if (draft.inReview()) {
            allowed.add(Step.RETURN);
            if (mayPublish(user, draft)) {
                allowed.add(Step.PUBLISH);
            }
        } else {
            allowed.addAll(Set.of(Step.SUBMIT, Step.DISCARD));
            if (draft.withdrawal() == null) {
                allowed.add(Step.SAVE);
            }
        }
        return allowed;
    }
}
