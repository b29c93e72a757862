package org.yici.stream;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collection job on Flink's MiniCluster in this process. Its door takes types of the JDK alone, so that the platform can call it
 * in a class loader of its own.
 */
public final class EmbeddedCollection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedCollection.class);
    private static final long SECONDS_TO_CLOSE = 20;

    private final MiniCluster cluster;
    private final JobID job;
    private final ClusterKeys keys;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedCollection(MiniCluster cluster, JobID job, ClusterKeys keys) {
        this.cluster = cluster;
        this.job = job;
        this.keys = keys;
    }

    /** As {@link #start(String, Consumer)}, for callers that only want to see a failure in the log. */
    public static AutoCloseable start(String configJson) throws Exception {
        return start(configJson, message -> {});
    }

    /**
     * Starts the job and returns when it is submitted; sources appear in the platform's tables from then on.
     *
     * @param configJson {@code {"platform": {"url", "user", "password"}, "subjectKey": Base64, "parallelism", "linger" in ms,
     *     "batch", "checkpoint" in ms}}, the last four optional
     * @param onStopped is told why, should the job end by itself; not called after {@link #close}
     * @throws IllegalArgumentException if the configuration is not as described
     */
    public static AutoCloseable start(String configJson, Consumer<String> onStopped) throws Exception {
        Settings settings = Settings.parse(configJson);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Flink looks for its RPC system and loads user code by way of the context's loader.
        thread.setContextClassLoader(EmbeddedCollection.class.getClassLoader());
        try {
            return start(settings, onStopped);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static AutoCloseable start(Settings settings, Consumer<String> onStopped) throws Exception {
        Configuration configuration = CollectionJob.configuration(settings);
        configuration.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        ClusterKeys keys = ClusterKeys.make();
        keys.secure(configuration);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .build());
        try {
            cluster.start();
            StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
            CollectionJob.build(environment, settings);
            var graph = environment.getStreamGraph();
            graph.setJobName("yici-collection");
            JobGraph jobGraph = graph.getJobGraph();
            // A job that names no class path of its own is loaded by the system's loader, which in the platform does
            // not know Flink.
            jobGraph.setClasspaths(List.of(EmbeddedCollection.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()));
            JobID job = cluster.submitJob(jobGraph).get().getJobID();
            EmbeddedCollection collection = new EmbeddedCollection(cluster, job, keys);
            collection.watch(onStopped);
            return collection;
        } catch (Exception e) {
            cluster.closeAsync();
            keys.close();
            throw e;
        }
    }

    private void watch(Consumer<String> onStopped) {
        cluster.requestJobResult(job).whenComplete((@Nullable JobResult result, @Nullable Throwable problem) -> {
            if (!closed.get()) {
                String message = reason(result, problem);
                log.error("The collection job ended: {}", message);
                onStopped.accept(message);
            }
        });
    }

    private static String reason(@Nullable JobResult result, @Nullable Throwable problem) {
        Throwable cause = problem;
        if (result != null) {
            cause = result.getSerializedThrowable()
                    .map(serialized -> serialized.deserializeError(EmbeddedCollection.class.getClassLoader()))
                    .orElse(null);
        }
        if (cause == null) {
            return "The job ended without a failure, which it is not meant to";
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** Stops the job; what was read but not yet written is read again by the next one. */
    @Override
    public void close() throws Exception {
        if (closed.compareAndSet(false, true)) {
            try {
                cluster.cancelJob(job)
                        .thenCompose(acknowledged -> cluster.requestJobResult(job))
                        .get(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                log.debug("The job could not be cancelled, or had ended before", e);
            }
            cluster.closeAsync().get(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            keys.close();
        }
    }
}
