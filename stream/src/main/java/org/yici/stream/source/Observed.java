package org.yici.stream.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as a department's catalogue describes it at one moment.
 *
 * @param oid its identity: a table of the same name with another one is another table
 * @param kind {@code pg_class.relkind}
 * @param readable whether the source's user may select
 * @param filtered whether row level security hides rows from the source's user
 * @param memberships how the publication comes to hold it, by itself or by a table that it is a partition of
 * @param members the table itself, or the leaf partitions in which the rows of a partitioned one are
 * @param children tables that inherit from it, if it is a plain one
 * @param columns by name, in the order of the table
 * @param configuration changes whenever something was changed, even if it was changed back: it holds the versions of the rows of
 *     the catalogue
 */
record Observed(
        long oid,
        char kind,
        boolean readable,
        boolean filtered,
        List<Membership> memberships,
        List<Member> members,
        List<String> children,
        Map<String, Column> columns,
        String configuration) {
    /**
     * @param of the table that the publication names
     * @param filter columns of its row filter, null if there is none
     * @param columns the columns that it publishes, null if all
     */
    record Membership(
            long of,
            String name,
            @Nullable Set<String> filter,
            @Nullable Set<String> columns) {}

    /**
     * @param identity columns of its replica identity; null if that is the whole row
     * @param uniques columns of each of its unique indexes
     */
    record Member(
            String name,
            char kind,
            char persistence,
            @Nullable Set<String> identity,
            List<Set<String>> uniques) {}

    /** @param category which types write the same values alike: the type's name, but one for all of text and one for all exact numbers */
    record Column(String type, String category, boolean generated, boolean readable, boolean padded) {}

    /** Null if the database has no such publication. */
    record Publication(
            long oid,
            boolean all,
            boolean inserts,
            boolean updates,
            boolean deletes,
            boolean truncations,
            boolean viaRoot,
            String version) {}

    boolean partitioned() {
        return kind == 'p';
    }
}
