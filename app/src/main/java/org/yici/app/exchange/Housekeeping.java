package org.yici.app.exchange;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Revocations that were cut off before their leaf are logged on a schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Housekeeping {}
