package org.yici.app.casework.process;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.async.AsyncTaskExecutorConfiguration;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultActivityBehaviorFactory;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultListenerFactory;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.flowable.spring.ProcessEngineFactoryBean;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The process engine and the rule engine, each with only what casework needs. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
    /** After a crash, a job of the dead process is taken over once its lock has run out. */
    private static final Duration JOB_LOCK = Duration.ofSeconds(10);

    private static final Duration LOOK_FOR_JOBS = Duration.ofSeconds(1);
    /** Each running job holds one of the pool's connections. */
    private static final int JOBS_AT_A_TIME = 4;

    @Bean
    DmnEngine ruleEngine() {
        return DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    }

    @Bean
    SpringProcessEngineConfiguration processEngineConfiguration(
            DataSource database,
            PlatformTransactionManager transactions,
            DecideStep decide,
            WriteBackStep writeBack,
            AwaitStep await,
            CloseStep close) {
        SpringProcessEngineConfiguration engine = new SpringProcessEngineConfiguration();
        engine.setDataSource(database);
        engine.setTransactionManager(transactions);
        Map<Object, Object> steps = Map.of("decide", decide, "writeBack", writeBack, "await", await, "close", close);
        engine.setBeans(steps);
        engine.setExpressionManager(new StepExpressions(steps));
        engine.setActivityBehaviorFactory(new DefaultActivityBehaviorFactory(new NoClasses()));
        engine.setListenerFactory(new DefaultListenerFactory(new NoClasses()));
        // Flyway makes the tables; the engine only checks that they are of its version.
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setDatabaseTablePrefix("flowable.");
        engine.setTablePrefixIsSchema(true);
        engine.setDatabaseSchema("flowable");
        engine.setHistoryLevel(HistoryLevel.NONE);
        engine.setDisableIdmEngine(true);
        engine.setDisableEventRegistry(true);
        engine.setAsyncHistoryEnabled(false);
        // Jobs run once the items are published: see JobStart.
        engine.setAsyncExecutorActivate(false);
        engine.setAsyncExecutorNumberOfRetries(JobRetry.ATTEMPTS);
        engine.setFailedJobCommandFactory(JobRetry::new);
        engine.setAsyncExecutorConfiguration(jobs());
        engine.setAsyncExecutorTaskExecutorConfiguration(threads());
        return engine;
    }

    private static AsyncJobExecutorConfiguration jobs() {
        AsyncJobExecutorConfiguration jobs = new AsyncJobExecutorConfiguration();
        jobs.setAsyncJobLockTime(JOB_LOCK);
        jobs.setTimerLockTime(JOB_LOCK);
        jobs.setResetExpiredJobsInterval(Duration.ofSeconds(2));
        jobs.setDefaultAsyncJobAcquireWaitTime(LOOK_FOR_JOBS);
        jobs.setDefaultTimerJobAcquireWaitTime(LOOK_FOR_JOBS);
        return jobs;
    }

    private static AsyncTaskExecutorConfiguration threads() {
        AsyncTaskExecutorConfiguration threads = new AsyncTaskExecutorConfiguration();
        threads.setCorePoolSize(JOBS_AT_A_TIME);
        threads.setMaxPoolSize(JOBS_AT_A_TIME);
        threads.setThreadNamePrefix("case-job-");
        return threads;
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration configuration) {
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }

    @Bean
    RuntimeService runtimeService(ProcessEngine engine) {
        return engine.getRuntimeService();
    }

    @Bean
    TaskService taskService(ProcessEngine engine) {
        return engine.getTaskService();
    }

    @Bean
    ManagementService managementService(ProcessEngine engine) {
        return engine.getManagementService();
    }

    @Bean
    RepositoryService repositoryService(ProcessEngine engine) {
        return engine.getRepositoryService();
    }
}
