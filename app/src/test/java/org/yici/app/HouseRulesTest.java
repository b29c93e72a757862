package org.yici.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** What ARCHITECTURE.md says of the house beside its floors, which {@link ModularityTest} holds. */
class HouseRulesTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.yici.app");

    /** Lowest first, as ARCHITECTURE.md has them. */
    private static final List<String> CASEWORK =
            List.of("writeback", "file", "timeline", "evidence", "reading", "process", "intake", "work");

    /**
     * Beside stores, two classes speak to departments' databases and one listens for notifications, on connections of their own.
     */
    @Test
    void sqlStandsInStores() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Store([$].*)?")
                .and()
                .haveNameNotMatching(".*[.](SourceDatabase|WriteBackConnection|AwaitedDataWatch)([$].*)?")
                .should()
                .callMethodWhere(DescribedPredicate.describe("carries SQL", HouseRulesTest::carriesSql))
                .check(APP);
    }

    private static boolean carriesSql(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return owner.isAssignableTo(JdbcClient.class) && call.getName().equals("sql")
                || owner.isAssignableTo(JdbcOperations.class)
                || owner.isAssignableTo(Connection.class)
                        && Set.of("prepareStatement", "prepareCall", "createStatement")
                                .contains(call.getName());
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
        List<String> parts = CASEWORK.stream()
                .map(part -> "org.yici.app.casework." + part + "..")
                .toList();
        for (int i = 0; i < parts.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(parts.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(parts.subList(i + 1, parts.size()).toArray(String[]::new))
                    .check(APP);
        }
        classes()
                .that()
                .resideInAPackage("org.yici.app.casework.(*)..")
                .should()
                .resideInAnyPackage(parts.toArray(String[]::new))
                .check(APP);
    }
}
