package org.yici.app.store;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Turns on {@code @Scheduled} methods in all packages. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {}
