package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.yici.app.TestStore;
import org.yici.app.YiciApplication;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.registry.Subjects;
import org.yici.postgres.EmbeddedServer;

/** A platform of its own, stopped and started again on the same database. */
class RestartTest {
    @TempDir
    private Path home;

    @Test
    void neitherAReplayedRequestNorTheFrequencyOfARightIsForgottenByARestart() throws Exception {
        TestStore.server().createDatabase("restart");
        Caller.Signed signed;
        Caller caller;
        Map<String, Object> slow;
        int port;
        try (ConfigurableApplicationContext platform = start(0)) {
            TestProvince province = new TestProvince(
                    platform.getBean(Identities.class),
                    platform.getBean(Catalogue.class),
                    platform.getBean(Grants.class),
                    platform.getBean(Subjects.class),
                    TestStore.owner("restart"));
            port = Integer.parseInt(platform.getEnvironment().getRequiredProperty("local.server.port"));
            caller = new Caller(port, "core." + UUID.randomUUID());
            platform.getBean(Identities.class).register(caller.system("test-core", TestProvince.CONSUMER));
            TestProvince.Person person = province.person();
            signed = caller.signed("query", TestProvince.about(person, "open"));
            assertThat(signed.send().status()).isEqualTo(200);
            slow = TestProvince.about(person, "slow");
            // The grant allows two a minute.
            assertThat(caller.query(slow).status()).isEqualTo(200);
            assertThat(caller.query(slow).status()).isEqualTo(200);
        }
        try (ConfigurableApplicationContext again = start(port)) {
            assertThat(again.isRunning()).isTrue();
            assertThat(signed.send().rule()).isEqualTo("replayed");
            assertThat(caller.query(slow).rule()).isEqualTo("too-frequent");
        }
    }

    private ConfigurableApplicationContext start(int port) {
        EmbeddedServer server = TestStore.server();
        return new SpringApplicationBuilder(YiciApplication.class)
                .run(
                        "--server.port=" + port,
                        "--yici.home=" + home,
                        "--spring.datasource.url=" + server.url("restart"),
                        "--spring.datasource.username=" + EmbeddedServer.USER,
                        "--spring.datasource.password=" + server.password());
    }
}
