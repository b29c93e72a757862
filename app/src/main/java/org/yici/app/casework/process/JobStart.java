package org.yici.app.casework.process;

import org.flowable.engine.ProcessEngine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the process engine's jobs run once the service items are published, without which they could only fail. */
@Component
class JobStart {
    private final ProcessEngine engine;

    JobStart(ProcessEngine engine) {
        this.engine = engine;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        engine.getProcessEngineConfiguration().getAsyncExecutor().start();
    }
}
