package org.yici.app.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Where the pool gets its connections: each is one of {@link OpenConnections}. */
final class TrackedDataSource extends AbstractDataSource {
    private final OpenConnections connections;
    private final Properties properties;

    TrackedDataSource(String url, @Nullable String user, @Nullable String password) {
        this.connections = OpenConnections.to(url);
        this.properties = credentials(user, password);
    }

    /** The driver's properties for an account. */
    static Properties credentials(@Nullable String user, @Nullable String password) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connections.open(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return connections.open(credentials(user, password));
    }

    /** The driver is told by a property of its own. */
    @Override
    public void setLoginTimeout(int seconds) {
        logger.debug("Connecting takes its time from the connection's properties");
    }

    /** Puts it under the pool. */
    @Configuration(proxyBeanMethods = false)
    static class UnderThePool {
        @Bean
        static BeanPostProcessor trackedConnections() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool
                            && pool.getJdbcUrl() != null
                            && pool.getDataSource() == null) {
                        pool.setDataSource(
                                new TrackedDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
                    }
                    return bean;
                }
            };
        }
    }
}
