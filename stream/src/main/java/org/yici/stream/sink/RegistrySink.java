package org.yici.stream.sink;

import java.time.Clock;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.yici.stream.clean.Write;
import org.yici.stream.platform.Database;

/**
 * Writes records into registries and quarantine. At least once; the guard in the database makes it exactly once: a write whose
 * position is not later than what stands there changes nothing.
 */
public final class RegistrySink implements Sink<Write> {
    private static final long serialVersionUID = 1L;

    private final Database platform;
    private final int batch;
    private final int linger;

    /**
     * @param batch most records written at once
     * @param linger shortest time between two writes of fewer records, in milliseconds
     */
    public RegistrySink(Database platform, int batch, int linger) {
        this.platform = platform;
        this.batch = batch;
        this.linger = linger;
    }

    @Override
    public SinkWriter<Write> createWriter(WriterInitContext context) {
        return new RegistryWriter(
                new BatchStore(platform, context.getTaskInfo().getIndexOfThisSubtask(), Clock.systemUTC()),
                context.getProcessingTimeService(),
                batch,
                linger);
    }
}
