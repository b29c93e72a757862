package org.yici.demo;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What the demonstration adds to the platform: the departments' own systems, simulated. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("org.yici.demo.desk")
class DemoConfiguration {}
