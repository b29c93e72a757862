package org.yici.app.casework.file;

import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.store.DatabaseFault;

/**
 * The transaction of an act on a case. The process engine notes what became of a job without the case's lock; where it does so in the very
 * moment of an act, be it that each waits for the other, the act is rolled back and done again, so that nobody hears of it.
 */
@Component
public class CaseTransaction extends TransactionTemplate {
    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger(CaseTransaction.class);
    private static final int ATTEMPTS = 4;

    CaseTransaction(PlatformTransactionManager transactions) {
        super(transactions);
    }

    @Override
    public <T> T execute(TransactionCallback<T> act) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return super.execute(act);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return super.execute(act);
            } catch (RuntimeException e) {
                boolean met = e instanceof FlowableOptimisticLockingException
                        || DatabaseFault.of(e) == DatabaseFault.COLLISION;
                if (!met || attempt == ATTEMPTS) {
                    throw e;
                }
                log.debug("Done again: {}", e.getMessage());
            }
        }
    }
}
