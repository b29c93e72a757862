package org.yici.app.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The pages over the {@link FakeProvince}, with the real rules of who may open which: to be looked at, and for {@link PagesTest}. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.flowable.spring.boot.eventregistry.EventRegistryAutoConfiguration",
            "org.flowable.spring.boot.eventregistry.EventRegistryServicesAutoConfiguration",
            "org.flowable.spring.boot.ProcessEngineAutoConfiguration",
            "org.flowable.spring.boot.ProcessEngineServicesAutoConfiguration",
            "org.flowable.spring.boot.EndpointAutoConfiguration",
            "org.flowable.spring.boot.actuate.info.FlowableInfoAutoConfiguration",
            "org.flowable.spring.boot.FlowableSecurityAutoConfiguration"
        })
@ComponentScan(
        basePackages = {"org.yici.app.web", "org.yici.app.identity"},
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "org\\.yici\\.app\\.web\\.(Web|Show|Figures|Live|Quarantine|Page|Home|Guide|Login|Catalogue|Operator|MyData|Ledger|Service)[A-Za-z]*",
                            "org\\.yici\\.app\\.identity\\.PageSecurity"
                        }))
@Import(FakeProvince.class)
class LookingGlass {
    /** Starts it on the port given by {@code --server.port}. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(LookingGlass.class);
        Map<String, Object> settings = new HashMap<>(Map.of("yici.demo", true, "yici.pack", "file:" + FakeProvince.PACK + "/"));
        for (int i = 0; i < FakeProvince.USERS.size(); i++) {
            settings.put("yici.demo-accounts[" + i + "].username", FakeProvince.USERS.get(i).username());
            settings.put("yici.demo-accounts[" + i + "].password", "demo");
        }
        application.setDefaultProperties(settings);
        application.run(arguments);
    }
}
