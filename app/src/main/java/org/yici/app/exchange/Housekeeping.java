package org.yici.app.exchange;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The exchange catches up with the ledger on a schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Housekeeping {}
