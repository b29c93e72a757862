package org.yici.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    /** Lowest first: a module may know those before it. */
    private static final List<String> FLOORS = List.of(
            "store",
            "ledger",
            "identity",
            "inbox",
            "definition",
            "catalogue",
            "registry",
            "linking",
            "collection",
            "alert",
            "metrics",
            "exchange",
            "expression",
            "service",
            "casework",
            "directory",
            "pack",
            "api",
            "web");

    private final ApplicationModules modules = ApplicationModules.of(YiciApplication.class);

    @Test
    void noModuleReachesIntoAnother() {
        modules.verify();
    }

    @Test
    void everyModuleStandsOnAFloor() {
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrderElementsOf(FLOORS);
    }

    @Test
    void lowerModulesNeverKnowHigherOnes() {
        for (ApplicationModule module : modules) {
            int floor = FLOORS.indexOf(module.getIdentifier().toString());
            assertThat(module.getDirectDependencies(modules).stream()
                            .map(dependency ->
                                    dependency.getTargetModule().getIdentifier().toString()))
                    .as("what %s knows", module.getIdentifier())
                    .allSatisfy(known -> assertThat(FLOORS.indexOf(known)).isLessThan(floor));
        }
    }
}
