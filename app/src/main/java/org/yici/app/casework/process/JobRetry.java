package org.yici.app.casework.process;

import java.time.Duration;
import java.util.Date;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.cmd.JobRetryCmd;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.impl.persistence.entity.JobEntity;

/** A job that failed is tried again after 1, 2, 4 … seconds, at most a minute, until it succeeds. */
class JobRetry extends JobRetryCmd {
    /** So many that no outage outlasts them: a year of minutes. */
    static final int ATTEMPTS = 525_600;

    private static final int MOST_DOUBLINGS = 6;

    private int failedBefore;

    JobRetry(String job, Throwable cause) {
        super(job, cause);
    }

    @Override
    public Object execute(CommandContext context) {
        JobEntity job = CommandContextUtil.getProcessEngineConfiguration(context)
                .getJobServiceConfiguration()
                .getJobEntityManager()
                .findById(jobId);
        failedBefore = job == null ? 0 : ATTEMPTS - job.getRetries();
        return super.execute(context);
    }

    @Override
    protected Date calculateDueDate(CommandContext context, int seconds, Date before) {
        Date now = CommandContextUtil.getProcessEngineConfiguration(context)
                .getClock()
                .getCurrentTime();
        return Date.from(now.toInstant().plus(pause(failedBefore)));
    }

    static Duration pause(int failedBefore) {
        return failedBefore >= MOST_DOUBLINGS
                ? Duration.ofMinutes(1)
                : Duration.ofSeconds(1L << Math.max(0, failedBefore));
    }
}
