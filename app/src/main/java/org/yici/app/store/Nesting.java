package org.yici.app.store;

import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * The platform's transactions, which know whether their thread is in one. Whoever needs a second connection while a transaction of the
 * same errand holds one gets it from a pool of its own ({@link SecondPool}): holders of first connections never wait for each other.
 */
public final class Nesting extends JdbcTransactionManager {
    private static final ThreadLocal<Integer> HELD = ThreadLocal.withInitial(() -> 0);

    Nesting(DataSource database) {
        super(database);
    }

    /** Whether the current thread, or the one that gave it its task, is in a transaction. */
    static boolean holdsOne() {
        return HELD.get() > 0;
    }

    /** The task as a part of what the calling thread does, which waits for it. */
    public static <T> Callable<T> carriedInto(Callable<T> task) {
        int held = HELD.get();
        return () -> {
            int before = HELD.get();
            HELD.set(before + held);
            try {
                return task.call();
            } finally {
                HELD.set(before);
            }
        };
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        HELD.set(HELD.get() + 1);
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        HELD.set(HELD.get() - 1);
        super.doCleanupAfterCompletion(transaction);
    }
}
