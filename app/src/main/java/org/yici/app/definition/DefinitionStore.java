package org.yici.app.definition;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definition.Event;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.definition.Definitions.Summary;

@Repository
class DefinitionStore {
    private final JdbcClient jdbc;

    DefinitionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(String kind, Content content, @Nullable Instant withdrawnAt) {}

    /** A draft without what is found in it, which depends on what is in force when it is looked at. */
    record DraftRow(
            String text,
            boolean inReview,
            @Nullable String withdrawal,
            List<String> authors,
            int base,
            long version,
            Instant updatedAt) {}

    /** A draft that waits for somebody: to publish it, or to better it. */
    record Waiting(String kind, Content content, boolean withdrawal, long version, Instant since) {}

    /**
     * Drafts that wait for review, longest first.
     *
     * @param department whose definitions, or null for all
     * @param notBy who wrote no part of them, or null if that does not matter
     */
    List<Waiting> inReview(@Nullable String department, @Nullable String notBy, int limit) {
        return jdbc.sql("""
                        select d.kind, d.name, d.withdrawal, d.version, d.updated_at, f.department, f.name_zh, f.name_en
                        from definition.draft d join definition.definition f on f.kind = d.kind and f.name = d.name
                        where d.in_review and (cast(:department as text) is null or f.department = :department)
                          and (cast(:by as text) is null or not :by = any(d.authors))
                        order by d.updated_at, d.name limit :limit""")
                .param("department", department)
                .param("by", notBy)
                .param("limit", limit)
                .query(DefinitionRows::waiting)
                .list();
    }

    /**
     * Drafts that somebody else has returned and that nobody has changed or given to review since, longest first.
     *
     * @param department whose definitions, or null for all
     * @param author who wrote a part of them
     */
    List<Waiting> returned(@Nullable String department, String author, int limit) {
        return jdbc.sql("""
                        select d.kind, d.name, d.withdrawal, d.version, d.updated_at, f.department, f.name_zh, f.name_en
                        from definition.draft d join definition.definition f on f.kind = d.kind and f.name = d.name
                        where not d.in_review and :author = any(d.authors)
                          and (cast(:department as text) is null or f.department = :department)
                          and exists (select from (select e.step, e.actor from definition.event e
                                                   where e.kind = d.kind and e.name = d.name and e.step <> 'COMMENT'
                                                   order by e.id desc limit 1) last
                                      where last.step = 'RETURN' and last.actor <> :author)
                        order by d.updated_at, d.name limit :limit""")
                .param("department", department)
                .param("author", author)
                .param("limit", limit)
                .query(DefinitionRows::waiting)
                .list();
    }

    /** Waits for others who act on the same definition; whether it is there or not. */
    void lock(String kind, String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('definition'), hashtext(?))")
                .param(kind + "/" + name)
                .query()
                .listOfRows();
    }

    Optional<Head> head(String kind, String name) {
        return jdbc.sql("select * from definition.definition where kind = ? and name = ?")
                .params(kind, name)
                .query(DefinitionRows::head)
                .optional();
    }

    void putHead(String kind, Content content, Instant at) {
        jdbc.sql("""
                        insert into definition.definition (kind, name, department, name_zh, name_en, changed_at)
                        values (:kind, :name, :department, :zh, :en, :at)
                        on conflict (kind, name) do update
                        set department = excluded.department, name_zh = excluded.name_zh, name_en = excluded.name_en,
                            changed_at = excluded.changed_at""")
                .param("kind", kind)
                .param("name", content.name())
                .param("department", content.department())
                .param("zh", content.label().zh())
                .param("en", content.label().en())
                .param("at", Timestamp.from(at))
                .update();
    }

    void setWithdrawn(String kind, String name, @Nullable Instant at) {
        jdbc.sql("update definition.definition set withdrawn_at = ? where kind = ? and name = ?")
                .param(at == null ? null : Timestamp.from(at))
                .param(kind)
                .param(name)
                .update();
    }

    /** A name that was never published and has no draft any more is free again. */
    void removeHead(String kind, String name) {
        jdbc.sql("delete from definition.event where kind = ? and name = ?")
                .params(kind, name)
                .update();
        jdbc.sql("delete from definition.definition where kind = ? and name = ?")
                .params(kind, name)
                .update();
    }

    List<Edition> editions(String kind, String name) {
        return jdbc.sql("select * from definition.edition where kind = ? and name = ? order by number desc")
                .params(kind, name)
                .query(DefinitionRows::edition)
                .list();
    }

    Optional<Edition> newestEdition(String kind, String name) {
        return jdbc.sql("select * from definition.edition where kind = ? and name = ? order by number desc limit 1")
                .params(kind, name)
                .query(DefinitionRows::edition)
                .optional();
    }

    /** Empty if it was withdrawn or never published. */
    Optional<Edition> inForce(Head head) {
        return head.withdrawnAt() == null
                ? newestEdition(head.kind(), head.content().name())
                : Optional.empty();
    }

    /** Number of the newest edition, 0 if there is none. */
    int newest(String kind, String name) {
        return jdbc.sql("select coalesce(max(number), 0) from definition.edition where kind = ? and name = ?")
                .params(kind, name)
                .query(Integer.class)
                .single();
    }

    /** An edition stays as it is: the same number again is a fault. */
    void putEdition(String kind, String name, Edition edition) {
        jdbc.sql("""
                        insert into definition.edition (kind, name, number, text, from_pack, authors, reviewer, published_at, leaf)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(kind)
                .param(name)
                .param(edition.number())
                .param(edition.text())
                .param(edition.fromPack())
                .param(edition.authors().toArray(String[]::new))
                .param(edition.reviewer())
                .param(Timestamp.from(edition.publishedAt()))
                .param(edition.leaf())
                .update();
    }

    Optional<DraftRow> draft(String kind, String name) {
        return jdbc.sql("select * from definition.draft where kind = ? and name = ?")
                .params(kind, name)
                .query(DefinitionRows::draft)
                .optional();
    }

    /** What is drafted of a kind; drafts that withdraw something are left out. */
    List<String> draftTexts(String kind) {
        return jdbc.sql("select text from definition.draft where kind = ? and withdrawal is null order by name")
                .param(kind)
                .query(String.class)
                .list();
    }

    /** Keeps a draft under a version that no draft ever had; the one that it names is not looked at. */
    void putDraft(String kind, String name, DraftRow draft) {
        jdbc.sql("""
                        insert into definition.draft (kind, name, text, in_review, withdrawal, authors, base, version, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, nextval('definition.draft_version'), ?)
                        on conflict (kind, name) do update
                        set text = excluded.text, in_review = excluded.in_review, withdrawal = excluded.withdrawal,
                            authors = excluded.authors, base = excluded.base, version = excluded.version,
                            updated_at = excluded.updated_at""")
                .param(kind)
                .param(name)
                .param(draft.text())
                .param(draft.inReview())
                .param(draft.withdrawal())
                .param(draft.authors().toArray(String[]::new))
                .param(draft.base())
                .param(Timestamp.from(draft.updatedAt()))
                .update();
    }

    void removeDraft(String kind, String name) {
        jdbc.sql("delete from definition.draft where kind = ? and name = ?")
                .params(kind, name)
                .update();
    }

    List<Event> events(String kind, String name) {
        return jdbc.sql("select * from definition.event where kind = ? and name = ? order by id desc")
                .params(kind, name)
                .query(DefinitionRows::event)
                .list();
    }

    void insertEvent(String kind, String name, Event event) {
        jdbc.sql("""
                        insert into definition.event (kind, name, at, step, actor, comment, edition, leaf)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(kind)
                .param(name)
                .param(Timestamp.from(event.at()))
                .param(event.step().name())
                .param(event.actor())
                .param(event.comment())
                .param(event.edition())
                .param(event.leaf())
                .update();
    }

    /**
     * Definitions with their state, those with a draft first.
     *
     * @param kind of one kind only, or null
     * @param department of one department only, or null
     */
    List<Summary> list(@Nullable String kind, @Nullable String department, int page, int size) {
        return jdbc.sql("""
                        select d.*, coalesce((select max(number) from definition.edition e
                                              where e.kind = d.kind and e.name = d.name), 0) as edition,
                               case when r.in_review then 'review' when r.kind is not null then 'draft'
                                    when d.withdrawn_at is not null then 'withdrawn' else 'in-force' end as state,
                               greatest(d.changed_at, r.updated_at) as last_changed
                        from definition.definition d left join definition.draft r on r.kind = d.kind and r.name = d.name
                        where (cast(:kind as text) is null or d.kind = :kind)
                          and (cast(:department as text) is null or d.department = :department)
                        order by r.kind is null, d.kind, d.name limit :size offset :skip""")
                .param("kind", kind)
                .param("department", department)
                .param("size", size)
                .param("skip", (long) page * size)
                .query(DefinitionRows::summary)
                .list();
    }

    long count(@Nullable String kind, @Nullable String department) {
        return jdbc.sql("""
                        select count(*) from definition.definition d
                        where (cast(:kind as text) is null or d.kind = :kind)
                          and (cast(:department as text) is null or d.department = :department)""")
                .param("kind", kind)
                .param("department", department)
                .query(Long.class)
                .single();
    }
}
