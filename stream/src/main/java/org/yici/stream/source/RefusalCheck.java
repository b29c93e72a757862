package org.yici.stream.source;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.source.Observed.Member;
import org.yici.stream.source.Observed.Membership;
import org.yici.stream.source.Observed.Publication;

/**
 * Whether the publication makes the department's own UPDATE and DELETE fail: PostgreSQL refuses them on a published table as long as the
 * old row cannot be told (the chapter on publications of its manual).
 */
final class RefusalCheck {
    private final Registered source;
    private final SourceTable table;
    private final String name;

    RefusalCheck(Registered source, SourceTable table) {
        this.source = source;
        this.table = table;
        this.name = TableCheck.name(table);
    }

    /** What PostgreSQL refuses, and why; null if nothing. */
    @Nullable
    TableFault of(Observed observed, @Nullable Publication publication) {
        if (publication == null
                || observed.memberships().isEmpty()
                || !publication.updates() && !publication.deletes()) {
            return null;
        }
        for (Member member : observed.members()) {
            Set<String> identity = member.identity();
            if (identity != null && identity.isEmpty()) {
                return keyless(member);
            }
            for (Membership by : observed.memberships()) {
                // Elsewhere a partition is published under its own name, which has neither filter nor list.
                if (!observed.partitioned() || publication.viaRoot()) {
                    TableFault fault = filter(member, by);
                    fault = fault != null ? fault : list(member, by);
                    if (fault != null) {
                        return fault;
                    }
                }
            }
        }
        return null;
    }

    private TableFault keyless(Member member) {
        String key = String.join(", ", table.key());
        return fault(
                "identity-refuses",
                "Table " + member.name() + " has no primary key over (" + key
                        + ") and is published: the department's UPDATE and DELETE on it FAIL until it has one. Add it: alter table "
                        + member.name() + " add primary key (" + key + "); or alter table " + member.name()
                        + " replica identity full; or take it out: alter publication " + source.publication()
                        + " drop table " + name,
                member.name(),
                key,
                source.publication());
    }

    private @Nullable TableFault filter(Member member, Membership by) {
        Set<String> identity = member.identity();
        Set<String> filter = by.filter();
        if (identity == null || filter == null || identity.containsAll(filter)) {
            return null;
        }
        Set<String> outside = new TreeSet<>(filter);
        outside.removeAll(identity);
        return refuses(
                "filter-refuses",
                "has a row filter over " + String.join(", ", outside) + ", which the replica identity of "
                        + member.name() + " does not hold",
                by,
                String.join(", ", outside));
    }

    private @Nullable TableFault list(Member member, Membership by) {
        Set<String> identity = member.identity();
        Set<String> list = by.columns();
        if (list == null || identity != null && list.containsAll(identity)) {
            return null;
        }
        return refuses(
                "list-refuses",
                "has a list of columns that leaves out a part of the replica identity of " + member.name(),
                by,
                String.join(", ", list));
    }

    private TableFault refuses(String cause, String what, Membership by, String columns) {
        String publication = source.publication();
        return fault(
                cause,
                "The publication " + publication + " " + what
                        + ": the department's UPDATE and DELETE on it FAIL until that is gone, and rows or values are left out."
                        + " alter publication " + publication + " drop table " + by.name() + "; alter publication "
                        + publication + " add table " + by.name(),
                publication,
                by.name(),
                columns);
    }

    private TableFault fault(String cause, String sentence, String... more) {
        return TableFault.about(name, cause, sentence, more);
    }
}
