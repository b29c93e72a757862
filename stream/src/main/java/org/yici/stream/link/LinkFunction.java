package org.yici.stream.link;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.linking.SubjectIds;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SqlFault;

/**
 * Looks at one record after the other: finds its neighbourhood, clusters it, writes what follows, all in one transaction that also
 * takes the record off the list. Trouble with the database is waited out; a record that cannot be linked for another reason
 * stays on the list with that reason.
 */
public final class LinkFunction extends ProcessFunction<PendingRecords.Entry, Void> {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(LinkFunction.class);
    private static final long LONGEST_WAIT = 5_000;

    private final Database platform;
    private final byte[] subjectKey;
    private transient @Nullable Session session;
    private transient @Nullable SubjectFinder finder;

    public LinkFunction(Database platform, byte[] subjectKey) {
        this.platform = platform;
        this.subjectKey = subjectKey.clone();
    }

    @Override
    public void open(OpenContext context) {
        session = new Session(platform);
        finder = new SubjectFinder(new SubjectIds(subjectKey));
    }

    @Override
    public void processElement(PendingRecords.Entry entry, Context context, Collector<Void> out)
            throws InterruptedException {
        Session current = session;
        SubjectFinder find = finder;
        if (current == null || find == null) {
            throw new IllegalStateException("The function is not open");
        }
        RecordId record = new RecordId(entry.resource, entry.key);
        long wait = 100;
        while (true) {
            try {
                current.transact(platform -> {
                    Transaction transaction = new Transaction(platform);
                    // A look that a crash of the server forgets is on the list again, and comes to the same end.
                    transaction.update("set local synchronous_commit = off");
                    // Every search here is for a few rows among millions, whatever the planner believes of limits.
                    transaction.update("set local enable_seqscan = off");
                    return find.look(transaction, record, entry.number);
                });
                return;
            } catch (SQLException e) {
                if (SqlFault.of(e) != SqlFault.PASSING) {
                    fail(current, find, record, entry.number, e);
                    return;
                }
                log.warn("Linking waits {} ms for the platform's database: {}", wait, e.getMessage());
                TimeUnit.MILLISECONDS.sleep(wait);
                wait = Math.min(LONGEST_WAIT, wait * 2);
            } catch (RuntimeException e) {
                fail(current, find, record, entry.number, e);
                return;
            }
        }
    }

    private static void fail(Session session, SubjectFinder find, RecordId record, long number, Exception e) {
        log.error("{} cannot be linked", record, e);
        try {
            session.transact(platform -> find.failed(new Transaction(platform), record, number, e.toString()));
        } catch (SQLException again) {
            log.warn("That cannot be written down either, it will be looked at again: {}", again.getMessage());
        }
    }

    @Override
    public void close() {
        Session current = session;
        if (current != null) {
            current.close();
        }
    }
}
