package org.yici.app.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The few connections that may make and alter registry tables. What is done here is committed by itself, whatever becomes of a
 * transaction around it: it has to be such that doing it again changes nothing.
 */
@Component
public final class Publishing implements AutoCloseable {
    private static final int CONNECTIONS = 2;
    /** Milliseconds; as the platform's other pool. */
    private static final long PATIENCE = 1_800;

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));

    Publishing(DatabaseRoles roles) {
        DatabaseRoles.Account account = roles.account(DatabaseRole.PUBLISH);
        pool.setPoolName("publishing");
        pool.setDataSource(new TrackedDataSource(account.url(), account.username(), account.password()));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE);
        // Rather an error than a reader who waits behind an alteration that waits for another reader.
        pool.setConnectionInitSql("set lock_timeout = '10s'");
    }

    /** Runs and commits, or rolls back and passes on what went wrong. */
    public void transact(Consumer<JdbcClient> work) {
        transaction.executeWithoutResult(status -> work.accept(jdbc));
    }

    @Override
    public void close() {
        pool.close();
    }
}
