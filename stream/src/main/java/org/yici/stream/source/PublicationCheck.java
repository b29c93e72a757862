package org.yici.stream.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.source.Observed.Membership;
import org.yici.stream.source.Observed.Publication;

/** Whether all of a table that is in order comes out of its database: it may be read, and the publication leaves nothing out. */
final class PublicationCheck {
    private final Registered source;
    private final List<Resource> resources;
    private final String name;

    PublicationCheck(Registered source, List<Resource> resources) {
        this.source = source;
        this.resources = resources;
        this.name = TableCheck.name(resources.get(0).source());
    }

    /** What is wrong with the way a table that is in order is published and may be read; null if nothing. */
    @Nullable
    TableFault of(Observed observed, @Nullable Publication publication) {
        String pub = source.publication();
        String user = source.database().user();
        if (!observed.readable()) {
            return fault(
                    "select",
                    "The user " + user + " may not read " + name + "; grant select on " + name + " to " + user
                            + ", and usage on its schema",
                    user);
        }
        if (observed.filtered()) {
            return fault(
                    "row-security",
                    "Row level security hides rows of " + name + " from the user " + user
                            + ", so that a load would miss them; give the user BYPASSRLS",
                    user);
        }
        if (publication == null) {
            return fault(
                    "publication-missing",
                    "The publication " + pub + " does not exist any more, so that changes of " + name
                            + " are missing from now on. Make it again: create publication " + pub + " for table "
                            + name
                            + " with (publish_via_partition_root = true)",
                    pub);
        }
        if (observed.memberships().isEmpty()) {
            return fault(
                    "not-published",
                    "Table " + name + " is not in the publication " + pub + "; alter publication " + pub + " add table "
                            + name,
                    pub);
        }
        if (observed.partitioned() && !publication.viaRoot()) {
            return fault(
                    "via-root",
                    "The publication " + pub + " names changes of the partitioned table " + name
                            + " by its partitions; alter publication " + pub
                            + " set (publish_via_partition_root = true)",
                    pub);
        }
        return membership(observed, publication, pub);
    }

    private @Nullable TableFault membership(Observed observed, Publication publication, String pub) {
        List<String> missing = new ArrayList<>();
        if (!publication.inserts()) {
            missing.add("insert");
        }
        if (!publication.updates()) {
            missing.add("update");
        }
        if (!publication.deletes()) {
            missing.add("delete");
        }
        if (!publication.truncations()) {
            missing.add("truncate");
        }
        if (!missing.isEmpty()) {
            String operations = String.join(", ", missing);
            return fault(
                    "operations",
                    "The publication " + pub + " leaves out " + operations + " of " + name + "; alter publication "
                            + pub + " set (publish = 'insert, update, delete, truncate')",
                    pub,
                    operations);
        }
        for (Membership by : observed.memberships()) {
            if (by.of() != observed.oid() && publication.viaRoot()) {
                return fault(
                        "under-root",
                        "Table " + name + " is a partition of " + by.name() + ", under whose name the publication "
                                + pub + " tells its changes; take " + by.name()
                                + " as source, or take it out of the publication",
                        by.name(),
                        pub);
            }
            if (by.filter() != null) {
                return fault(
                        "row-filter",
                        "The publication " + pub + " has a row filter on " + by.name()
                                + " and leaves out rows; alter publication " + pub + " drop table " + by.name()
                                + "; alter publication " + pub + " add table " + by.name(),
                        pub,
                        by.name());
            }
            Set<String> published = by.columns();
            if (published != null) {
                String left = TableCheck.columns(resources).stream()
                        .filter(column -> observed.columns().containsKey(column) && !published.contains(column))
                        .collect(Collectors.joining(", "));
                if (!left.isEmpty()) {
                    return fault(
                            "column-list",
                            "The publication " + pub + " leaves out columns of " + name + " that are read: " + left
                                    + "; alter publication " + pub + " drop table " + by.name() + "; alter publication "
                                    + pub + " add table " + by.name(),
                            pub,
                            left,
                            by.name());
                }
            }
        }
        return null;
    }

    private TableFault fault(String cause, String sentence, String... more) {
        return TableFault.about(name, cause, sentence, more);
    }
}
