package org.yici.app.casework.process;

import java.time.Duration;
import java.util.Date;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.cmd.JobRetryCmd;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.StoppedException;
import org.yici.app.casework.writeback.WriteBackException;

/** A job that failed is tried again after 1, 2, 4 … seconds, at most a minute, until it succeeds. */
class JobRetry extends JobRetryCmd {
    /** So many that no outage outlasts them: a year of minutes. */
    static final int ATTEMPTS = 525_600;

    private static final int MOST_DOUBLINGS = 6;

    private static final Logger log = LoggerFactory.getLogger(JobRetry.class);

    private final @Nullable Throwable cause;
    private int failedBefore;

    JobRetry(String job, @Nullable Throwable cause) {
        super(job, cause);
        this.cause = cause;
    }

    /** What whoever met it has told in a line and on the timeline needs no trace at every try. */
    private void tell() {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof WriteBackException
                    || one instanceof EvidenceRefusedException
                    || one instanceof StoppedException) {
                return;
            }
        }
        log.error("Job {} failed; it is tried again", jobId, cause);
    }

    @Override
    public Object execute(CommandContext context) {
        tell();
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
