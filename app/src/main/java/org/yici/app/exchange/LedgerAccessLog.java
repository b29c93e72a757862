package org.yici.app.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.LeafFilter;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.store.Page;

/**
 * Uses as the ledger tells them. There is no second log that could differ from it or lag behind: every answer and every refusal is a
 * leaf before it leaves, and this reads the leaves themselves. So a process that dies at any moment can neither lose a use nor
 * leave one half written, and a use shows as soon as its leaf is durable.
 */
@Service
class LedgerAccessLog implements AccessLog {
    private static final Set<Act.Kind> KINDS =
            Set.of(Act.Kind.QUERY, Act.Kind.CHECK, Act.Kind.READING, Act.Kind.REFUSAL);

    /** Whoever is named in a record learns that another one in it looked, not under which account. */
    private static final String CITIZEN = "person";

    private final SubjectLeaves leaves;

    LedgerAccessLog(SubjectLeaves leaves) {
        this.leaves = leaves;
    }

    @Override
    public Page<Use> of(UUID subject, UseFilter filter, int page, int size) {
        return leaves.about(subject, leaves(filter), page, size).map(LedgerAccessLog::use);
    }

    @Override
    public Page<UseLine> lines(UUID subject, UseFilter filter, int page, int size) {
        return leaves.lines(subject, leaves(filter), page, size)
                .map(line ->
                        new UseLine(use(line.newest()), line.times(), line.first(), line.latest(), line.groupTimes()));
    }

    @Override
    public long newest(UUID subject, UseFilter filter) {
        return leaves.newest(subject, leaves(filter)).orElse(-1);
    }

    @Override
    public List<SubjectLeaves.Group> groups(UUID subject) {
        return leaves.groups(subject, KINDS);
    }

    private static LeafFilter leaves(UseFilter filter) {
        Act.Kind kind = filter.kind();
        return new LeafFilter(
                kind == null ? KINDS : Set.of(kind),
                filter.department(),
                filter.purpose(),
                filter.from(),
                filter.until(),
                filter.like());
    }

    private static Use use(SubjectLeaves.Leaf leaf) {
        Map<String, String> details = leaf.details();
        String items = details.getOrDefault("items", "");
        boolean named = leaf.named() && (leaf.kind() != Act.Kind.READING || leaf.department() == null);
        // For whoever is only named in a record it is another person's case.
        String consent = named ? null : details.get("consent");
        return new Use(
                leaf.at(),
                Objects.requireNonNullElse(leaf.department(), ""),
                leaf.department() == null || named && !DepartmentSystem.isActor(leaf.actor()) ? CITIZEN : leaf.actor(),
                leaf.kind().name().toLowerCase(Locale.ROOT),
                details.getOrDefault("resource", ""),
                items.isEmpty() ? List.of() : List.of(items.split(",")),
                details.getOrDefault("purpose", ""),
                details.getOrDefault("rule", details.getOrDefault("grant", details.getOrDefault("what", ""))),
                consent == null ? null : UUID.fromString(consent),
                named ? null : leaf.caseNumber(),
                named,
                leaf.index());
    }
}
