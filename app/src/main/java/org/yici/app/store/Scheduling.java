package org.yici.app.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Turns on {@code @Scheduled} methods in all packages. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {
    private static final Logger log = LoggerFactory.getLogger(Scheduling.class);

    /** A task that finds no connection runs again soon: that is a line, and a trace is for what nobody expected. */
    @Bean
    static SimpleAsyncTaskSchedulerCustomizer quietTasks() {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (DatabaseFault.of(failure) == DatabaseFault.AWAY) {
                log.warn("A scheduled task found no free connection to the database; it runs again");
            } else {
                log.error("A scheduled task failed", failure);
            }
        });
    }
}
