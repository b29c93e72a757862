package org.yici.app.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Gives second connections from a pool of their own. Whoever holds one of those waits for no further one, so it always comes back,
 * however many first connections are out.
 */
final class SecondPool extends DelegatingDataSource {
    private static final int CONNECTIONS = 12;

    private final HikariDataSource second;

    SecondPool(HikariDataSource first) {
        super(first);
        HikariConfig same = new HikariConfig();
        first.copyStateTo(same);
        same.setPoolName("second");
        same.setMaximumPoolSize(CONNECTIONS);
        same.setMinimumIdle(0);
        this.second = new HikariDataSource();
        same.copyStateTo(second);
    }

    /** Closes the second pool; the first belongs to somebody else. */
    void close() {
        second.close();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Nesting.holdsOne() ? second.getConnection() : super.getConnection();
    }

    /** Puts it beside the pool. */
    @Configuration(proxyBeanMethods = false)
    static class BesideThePool {
        @Bean
        static BeanPostProcessor secondConnections() {
            return new Attaching();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new Nesting(database);
        }
    }

    private static final class Attaching implements DestructionAwareBeanPostProcessor {
        private final IdentityHashMap<Object, SecondPool> attached = new IdentityHashMap<>();

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof HikariDataSource first)) {
                return bean;
            }
            SecondPool both = new SecondPool(first);
            attached.put(first, both);
            return both;
        }

        @Override
        public void postProcessBeforeDestruction(Object bean, String name) {
            SecondPool both = attached.remove(bean);
            if (both != null) {
                both.close();
            }
        }

        @Override
        public boolean requiresDestruction(Object bean) {
            return attached.containsKey(bean);
        }
    }
}
