package org.yici.app;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The platform. Its packages are its modules; ARCHITECTURE.md says which may know which. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Yici", sharedModules = "store")
public class YiciApplication {
    public static void main(String[] args) {
        SpringApplication.run(YiciApplication.class, args);
    }

    /** The one clock: nothing else asks the machine for the time. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
