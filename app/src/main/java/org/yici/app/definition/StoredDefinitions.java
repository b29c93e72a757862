package org.yici.app.definition;

import static org.yici.app.definition.DefinitionRights.requireAuthor;
import static org.yici.app.definition.DefinitionRights.requireDepartment;
import static org.yici.app.definition.DefinitionRights.requireMayEdit;
import static org.yici.app.definition.DefinitionRights.seesAll;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definition.Step;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.definition.DefinitionStore.DraftRow;
import org.yici.app.definition.DefinitionStore.Head;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;

@Service
class StoredDefinitions implements Definitions {
    private final DefinitionKinds kinds;
    private final DefinitionReader reader;
    private final DefinitionStore store;
    private final Drafts drafts;
    private final Editions editions;
    private final DefinitionLog log;
    private final Clock clock;

    StoredDefinitions(
            DefinitionKinds kinds, DefinitionReader reader, DefinitionStore store, DefinitionLog log, Clock clock) {
        this.kinds = kinds;
        this.reader = reader;
        this.store = store;
        this.drafts = new Drafts(store, clock);
        this.editions = new Editions(kinds, store, log, clock);
        this.log = log;
        this.clock = clock;
    }

    @Override
    public List<String> kinds() {
        return kinds.ids();
    }

    @Override
    public List<String> kindsOf(User user) {
        return kinds.ids(user);
    }

    @Override
    public String example(String kind) {
        return kinds.get(kind).example();
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Summary> all(User user, @Nullable String kind, int page, int size) {
        String department = seesAll(user) ? null : requireDepartment(user);
        return new Page<>(store.list(kind, department, page, size), page, size, store.count(kind, department));
    }

    @Override
    @Transactional(readOnly = true)
    public Definition find(User user, String kind, String name) {
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Definition> findIfThere(User user, String kind, String name) {
        return reader.findIfThere(user, kind, name);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Finding> check(User user, String kind, String text) {
        requireAuthor(user);
        if (!seesAll(user)) {
            List<Finding> unclear = kinds.unclear(kind, text);
            if (!unclear.isEmpty()) {
                return unclear;
            }
        }
        kinds.identify(kind, text).ifPresent(content -> {
            requireMayEdit(user, content.department());
            store.head(kind, content.name())
                    .ifPresent(head -> requireMayEdit(user, head.content().department()));
        });
        return kinds.findings(kind, null, text);
    }

    @Override
    @Transactional
    public Definition save(User user, String kind, @Nullable String name, String text, long version) {
        requireAuthor(user);
        if (!seesAll(user)) {
            List<Finding> unclear = kinds.unclear(kind, text);
            if (!unclear.isEmpty()) {
                throw new InvalidDefinitionException(unclear);
            }
        }
        Content content = kinds.content(kind, name, text);
        store.lock(kind, content.name());
        Optional<Head> head = store.head(kind, content.name());
        if (name == null && head.isPresent()) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "%s 已经存在；请打开它修改，或给新的定义另取名称",
                            "%s exists already; open it to change it, or give the new one a name of its own",
                            content.name()));
        }
        requireMayEdit(user, head.map(Head::content).orElse(content).department());
        requireMayEdit(user, content.department());
        Optional<DraftRow> before = store.draft(kind, content.name());
        before.ifPresent(draft -> Drafts.requireOpen(draft, version));
        if (before.isEmpty() && version != 0) {
            throw new DefinitionConflictException(Label.of(
                    "%s 的草稿已被发布或放弃，请查看现行的内容",
                    "The draft of %s was published or discarded meanwhile; look at what is in force now",
                    content.name()));
        }
        Instant now = clock.instant();
        if (head.isEmpty()) {
            store.putHead(kind, content, now);
        }
        // Whoever saves has the newest edition beside it.
        int base = store.newest(kind, content.name());
        store.putDraft(
                kind,
                content.name(),
                new DraftRow(
                        text,
                        false,
                        null,
                        Drafts.with(before.map(DraftRow::authors).orElse(List.of()), user),
                        base,
                        version,
                        now));
        log.did(user, kind, content, Step.SAVE, null);
        return reader.find(user, kind, content.name());
    }

    @Override
    @Transactional
    public Definition submit(User user, String kind, String name, long version) {
        Head head = locked(user, kind, name);
        DraftRow draft = drafts.requireOpen(head, version);
        List<Finding> findings = draft.withdrawal() == null ? kinds.findings(kind, name, draft.text()) : List.of();
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        if (draft.withdrawal() == null) {
            // What it concerns may have become clear only when its faults were gone.
            requireMayEdit(user, kinds.check(kind, draft.text()).department());
        }
        if (draft.withdrawal() == null
                && draft.text().equals(store.inForce(head).map(Edition::text).orElse(""))) {
            throw new InvalidDefinitionException(
                    0, Label.of("没有改动：草稿与现行版本相同", "Nothing is changed: the draft is the edition in force"));
        }
        drafts.put(head, draft, true);
        log.did(user, kind, head.content(), Step.SUBMIT, null);
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional
    public Definition comment(User user, String kind, String name, String comment) {
        Head head = locked(user, kind, name);
        log.did(user, kind, head.content(), Step.COMMENT, Drafts.requireComment(comment));
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional
    public Definition giveBack(User user, String kind, String name, long version, String comment) {
        Head head = locked(user, kind, name);
        DraftRow draft = drafts.requireInReview(head, version);
        drafts.put(head, draft, false);
        log.did(user, kind, head.content(), Step.RETURN, Drafts.requireComment(comment));
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional
    public Definition publish(User user, String kind, String name, long version) {
        Head head = locked(user, kind, name);
        DraftRow draft = drafts.requireInReview(head, version);
        if (!reader.mayPublish(user, draft)) {
            throw new DefinitionDeniedException(
                    Label.of("这份草稿有您的内容，须由另一人发布", "You wrote this draft; somebody else must publish it"));
        }
        if (draft.withdrawal() == null) {
            editions.publish(user, head, draft);
        } else {
            kinds.requireUnused(kind, name);
            kinds.get(kind).withdraw(name);
            store.setWithdrawn(kind, name, clock.instant());
            log.did(user, kind, head.content(), Step.WITHDRAW, draft.withdrawal());
        }
        store.removeDraft(kind, name);
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional
    public List<Definition> publish(User user, List<Reviewed> drafts) {
        // All are locked in one order, whatever order they are published in.
        Map<Reviewed, String> texts = new LinkedHashMap<>();
        drafts.stream()
                .distinct()
                .sorted(Comparator.comparing(Reviewed::kind).thenComparing(Reviewed::name))
                .forEach(draft -> {
                    Head head = locked(user, draft.kind(), draft.name());
                    texts.put(
                            draft,
                            this.drafts.requireInReview(head, draft.version()).text());
                });
        List<Definition> published = new ArrayList<>();
        for (Reviewed draft : Publications.inOrder(texts, kinds)) {
            try {
                published.add(publish(user, draft.kind(), draft.name(), draft.version()));
            } catch (InvalidDefinitionException e) {
                throw new InvalidDefinitionException(e.findings().stream()
                        .map(finding -> new Finding(0, Label.of("%s：%s", "%s: %s", draft.name(), finding.sentence())))
                        .toList());
            }
        }
        return published;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Definition> toReview(User user, int limit) {
        requireAuthor(user);
        return store
                .inReview(
                        user.is(Role.OPERATOR) ? null : requireDepartment(user),
                        reader.fourEyes() ? user.username() : null,
                        limit)
                .stream()
                .map(waiting ->
                        reader.find(user, waiting.kind(), waiting.content().name()))
                .toList();
    }

    @Override
    @Transactional
    public void discard(User user, String kind, String name, long version) {
        Head head = locked(user, kind, name);
        drafts.requireOpen(head, version);
        store.removeDraft(kind, name);
        log.did(user, kind, head.content(), Step.DISCARD, null);
        if (store.newest(kind, name) == 0) {
            store.removeHead(kind, name);
            kinds.get(kind).forget(name);
        }
    }

    @Override
    @Transactional
    public Definition withdraw(User user, String kind, String name, String reason) {
        Head head = locked(user, kind, name);
        if (store.draft(kind, name).isPresent()) {
            throw new DefinitionConflictException(
                    Label.of("%s 有草稿，请先发布或放弃", "There is a draft of %s; publish or discard it first", name));
        }
        Edition current = store.inForce(head)
                .orElseThrow(() -> new DefinitionConflictException(
                        Label.of("%s 没有现行版本，不能停用", "%s is not in force, so it cannot be withdrawn", name)));
        String why = Drafts.requireComment(reason);
        kinds.requireUnused(kind, name);
        store.putDraft(
                kind,
                name,
                new DraftRow(
                        current.text(), true, why, List.of(user.username()), current.number(), 1, clock.instant()));
        log.did(user, kind, head.content(), Step.SUBMIT, why);
        return reader.find(user, kind, name);
    }

    @Override
    @Transactional
    public boolean seed(String kind, String text) {
        return editions.seed(kind, text);
    }

    private Head locked(User user, String kind, String name) {
        store.lock(kind, name);
        Head head = reader.visible(user, kind, name);
        requireMayEdit(user, head.content().department());
        return head;
    }
}
