package org.yici.stream;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.yici.stream.change.ChangeTypeInfo;
import org.yici.stream.change.RowChange;
import org.yici.stream.clean.CleanFunction;
import org.yici.stream.clean.Write;
import org.yici.stream.link.LinkFunction;
import org.yici.stream.link.PendingRecords;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.sink.RegistrySink;
import org.yici.stream.source.DepartmentSource;
import org.yici.stream.source.PollingSource;

/**
 * The collection job: department databases → clean → link → registries.
 *
 * <p>Nothing of it depends on Flink's state: positions are in the replication slots, what is known is in the platform's tables. A
 * checkpoint only tells when everything before it is written, so that the slots may advance.
 */
public final class CollectionJob {
    private CollectionJob() {}

    /** Submits the job to the cluster it is called on; the one argument is the configuration as JSON. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            throw new IllegalArgumentException("One argument is needed: the job's configuration as JSON");
        }
        Settings settings = Settings.parse(args[0]);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
        build(environment, settings);
        environment.execute("yici-collection");
    }

    static Configuration configuration(Settings settings) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(settings.checkpoint()));
        // A platform that is away holds checkpoints up; that must not end the job.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(2));
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 8);
        return configuration;
    }

    static void build(StreamExecutionEnvironment environment, Settings settings) {
        environment.setParallelism(settings.parallelism());
        DataStream<RowChange> changes = environment
                .fromSource(
                        new DepartmentSource(settings.platform(), settings.subjectKey()),
                        WatermarkStrategy.noWatermarks(),
                        "departments",
                        new ChangeTypeInfo())
                .uid("departments");
        DataStream<PlanBook.Entry> plans = environment
                .fromSource(
                        new PollingSource<>(
                                settings.platform(), "published editions", 1_000, () -> new PlanBook()::refresh),
                        WatermarkStrategy.noWatermarks(),
                        "plans",
                        TypeInformation.of(PlanBook.Entry.class))
                .uid("plans")
                .setParallelism(1);
        changes.partitionCustom(
                        (Integer hash, int partitions) -> hash % partitions, change -> change.partition(PARTITIONS))
                .connect(plans.broadcast())
                .process(new CleanFunction(settings.platform(), settings.subjectKey()), TypeInformation.of(Write.class))
                .name("clean and link")
                .uid("clean")
                .sinkTo(new RegistrySink(settings.platform(), settings.batch(), settings.linger()))
                .name("registries")
                .uid("registries");
        environment
                .fromSource(
                        new PollingSource<>(
                                settings.platform(), "records to link", 200, () -> new PendingRecords()::next),
                        WatermarkStrategy.noWatermarks(),
                        "records in doubt",
                        TypeInformation.of(PendingRecords.Entry.class))
                .uid("doubt")
                .setParallelism(1)
                .process(new LinkFunction(settings.platform(), settings.subjectKey()))
                .returns(Types.VOID)
                .name("link by evidence")
                .uid("link")
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1);
    }

    /** Enough to spread over any number of writers. */
    private static final int PARTITIONS = 1 << 20;
}
