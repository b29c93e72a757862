package org.yici.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** What ARCHITECTURE.md says of the house beside its floors, which {@link ModularityTest} holds. */
class HouseRulesTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.yici.app");

    @Test
    void sqlStandsInStores() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .should()
                .callMethod(JdbcClient.class, "sql", String.class)
                .check(APP);
    }

    @Test
    void httpStandsInControllersThatNobodyElseSees() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .haveSimpleNameEndingWith("Controller")
                .andShould()
                .bePackagePrivate()
                .check(APP);
    }

    /** So that each is told in the caller's language. */
    @Test
    void problemsAreFormedInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ProblemFactory")
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(HasName.Predicates.name("org.yici.app.api.Problem"))))
                .check(APP);
    }

    /** The provider of the JDK takes twenty times as long; what signs and verifies is kernel's Ed25519. */
    @Test
    void nobodySignsByAnotherProvider() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(HasName.Predicates.name("java.security.Signature"))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.yici"));
    }

    @Test
    void partsOfCaseworkKnowOnlyLowerOnes() {
        slices().matching("org.yici.app.casework.(*)..")
                .should()
                .beFreeOfCycles()
                .check(APP);
    }
}
