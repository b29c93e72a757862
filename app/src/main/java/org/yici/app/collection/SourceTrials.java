package org.yici.app.collection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/**
 * Trying a source that is defined, before or after it is published: whether it can be collected from and what its administrator has to do,
 * which tables it has, what is in them, and a first text of a resource from a table. For operators and stewards of its department;
 * everything else throws {@link org.springframework.security.access.AccessDeniedException}, an unknown source
 * {@link java.util.NoSuchElementException}, a database that cannot be asked {@link SourceAwayException}.
 */
public interface SourceTrials {
    /** Sets the password for the server, database and account that the newest text names; for another one it counts no more. */
    void setPassword(User user, String source, String password);

    boolean hasPassword(User user, String source);

    Trial tryIt(User user, String source);

    /** Ten rows, which are a reading in the ledger, and a first text of a resource. */
    Sample sample(User user, String source, String schema, String table);

    /**
     * @param checks what was looked at
     * @param script SQL for the database's administrator that mends what is missing; empty if nothing is
     * @param tables that the account can see, by schema and name
     */
    record Trial(List<Check> checks, String script, List<Table> tables) {
        public boolean good() {
            return checks.stream().allMatch(Check::good);
        }
    }

    /** @param key message {@code sources.check.<key>}, with the value */
    record Check(String key, boolean good, Label value) {}

    /**
     * @param rows about how many rows it has, -1 if the server does not know
     * @param key columns of its primary key, else of a unique index; empty if it has neither
     * @param readable whether the account may select from it
     * @param published whether it is in the publication
     * @param identified whether its updates and deletions can be told, so that publishing it does not make them fail
     */
    record Table(
            String schema,
            String name,
            @Nullable String comment,
            long rows,
            List<String> key,
            boolean readable,
            boolean published,
            boolean identified) {}

    /**
     * @param columns names of the columns
     * @param rows values as text, cut after a hundred characters
     * @param masked whether they are partly hidden, as for everybody who is not of the source's department
     * @param text of a resource, YAML, to begin with
     */
    record Sample(List<String> columns, List<List<@Nullable String>> rows, boolean masked, String text) {}
}
