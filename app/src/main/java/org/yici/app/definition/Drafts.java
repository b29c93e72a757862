package org.yici.app.definition;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.yici.app.definition.DefinitionStore.DraftRow;
import org.yici.app.definition.DefinitionStore.Head;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.Invisible;

/** In which state and at which version a draft is, so that nobody acts on another one than was seen. */
final class Drafts {
    private static final int LONGEST_COMMENT = 500;

    private final DefinitionStore store;
    private final Clock clock;

    Drafts(DefinitionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The draft of this version, which is being written. */
    DraftRow requireOpen(Head head, long version) {
        DraftRow draft = require(head);
        requireOpen(draft, version);
        return draft;
    }

    static void requireOpen(DraftRow draft, long version) {
        requireVersion(draft, version);
        if (draft.inReview()) {
            throw new DefinitionConflictException(
                    Label.of("草稿正在复核，退回后才能修改", "The draft is in review; it is changed after it is returned"));
        }
    }

    /** The draft of this version, which waits for somebody else to publish it. */
    DraftRow requireInReview(Head head, long version) {
        DraftRow draft = require(head);
        requireVersion(draft, version);
        if (!draft.inReview()) {
            throw new DefinitionConflictException(Label.of(
                    "%s 的草稿没有提交复核",
                    "The draft of %s is not in review", head.content().name()));
        }
        return draft;
    }

    /** Keeps a draft under its next version. */
    void put(Head head, DraftRow draft, boolean inReview) {
        store.putDraft(
                head.kind(),
                head.content().name(),
                new DraftRow(
                        draft.text(),
                        inReview,
                        draft.withdrawal(),
                        draft.authors(),
                        draft.base(),
                        draft.version(),
                        clock.instant()));
    }

    static String requireComment(String comment) {
        String said = comment.strip();
        if (said.isEmpty() || said.length() > LONGEST_COMMENT) {
            throw new InvalidDefinitionException(
                    0, Label.of("请写明理由，不超过 %s 字", "Say why, in at most %s characters", LONGEST_COMMENT));
        }
        if (Invisible.hiding(said) >= 0) {
            throw new InvalidDefinitionException(
                    0, Label.of("留言中有不可见字符，请重新输入", "The comment has an invisible character; type it again"));
        }
        return said;
    }

    static List<String> with(List<String> authors, User user) {
        return authors.contains(user.username())
                ? authors
                : Stream.concat(authors.stream(), Stream.of(user.username())).toList();
    }

    private DraftRow require(Head head) {
        return store.draft(head.kind(), head.content().name())
                .orElseThrow(() -> new DefinitionConflictException(Label.of(
                        "%s 没有草稿，可能已被他人发布或放弃",
                        "There is no draft of %s; somebody has published or discarded it",
                        head.content().name())));
    }

    private static void requireVersion(DraftRow draft, long version) {
        if (draft.version() != version) {
            throw new DefinitionConflictException(Label.of(
                    "草稿已被他人修改，没有执行，请重新查看",
                    "Somebody else has changed the draft meanwhile; nothing was done. Look at it again"));
        }
    }
}
