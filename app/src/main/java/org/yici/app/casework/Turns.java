package org.yici.app.casework;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions on cases, a few at a time. Each holds a connection while the ledger, which needs one too, makes its leaf durable: were
 * all of the pool's connections held so, nobody could go on.
 */
@Component
class Turns {
    private static final int AT_A_TIME = 4;

    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final TransactionTemplate transaction;

    Turns(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    <T> T take(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return transaction.execute(status -> work.get());
        } finally {
            places.release();
        }
    }

    void run(Runnable work) {
        take(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
