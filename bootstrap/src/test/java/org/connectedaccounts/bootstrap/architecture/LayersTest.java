package org.connectedaccounts.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.architecture.OurClasses.all;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class LayersTest {

  private static final String DOMAIN = "org.connectedaccounts.domain..";
  private static final String APPLICATION = "org.connectedaccounts.application..";
  private static final String PORTS = "org.connectedaccounts.application.port..";
  private static final String GENERATED = "org.connectedaccounts.adapters.in.rest.api..";

  private static final String CREDENTIALS_CLIENT = "org.connectedaccounts.credentials";

  /** Listed one by one: {@code java.util..} would let logging in. */
  private static final String[] JDK = {
    "java.lang..",
    "java.io",
    "java.math",
    "java.net",
    "java.nio.charset",
    "java.security",
    "java.security.interfaces",
    "java.security.spec",
    "java.time",
    "java.time.format",
    "java.util",
    "java.util.concurrent",
    "java.util.concurrent.atomic",
    "java.util.concurrent.locks",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "java.util.zip",
    "org.jspecify.annotations"
  };

  @Test
  void domainKnowsOnlyItselfAndThePlainJdk() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(DOMAIN))
        .check(all());
  }

  @Test
  void applicationKnowsOnlyItselfTheDomainAndThePlainJdk() {
    classes()
        .that()
        .resideInAPackage(APPLICATION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(DOMAIN, APPLICATION))
        .check(all());
  }

  @Test
  void portsDoNotKnowUseCases() {
    classes()
        .that()
        .resideInAPackage(PORTS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(DOMAIN, PORTS))
        .check(all());
  }

  /** Occurrences names a line of the log, with which no use case has to do. */
  @Test
  void inboundAdaptersEnterThroughUseCases() {
    noClasses()
        .that()
        .resideInAPackage("org.connectedaccounts.adapters.in..")
        .and()
        .doNotHaveFullyQualifiedName("org.connectedaccounts.adapters.in.rest.Occurrences")
        .should()
        .dependOnClassesThat(
            new PortThatActs("is a port with methods to call", JavaClass::isInterface))
        .check(all());
  }

  @Test
  void outboundAdaptersSeePortsAndDomainOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.connectedaccounts.adapters.out..")
        .should()
        .dependOnClassesThat(new UseCaseSide())
        .check(all());
  }

  @Test
  void adapterPackagesDoNotKnowEachOther() {
    slices()
        .matching("org.connectedaccounts.adapters.(*).(*)..")
        .should()
        .notDependOnEachOther()
        .check(all());
  }

  @Test
  void nothingDependsOnBootstrap() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.connectedaccounts.bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.connectedaccounts.bootstrap..")
        .check(all());
  }

  /** Callers get the JDK and Jackson with it, and Quarkus if they have it. */
  @Test
  void theCredentialsClientKnowsTheJdkAndJacksonAndItsFilterQuarkus() {
    classes()
        .that()
        .resideInAPackage(CREDENTIALS_CLIENT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            CREDENTIALS_CLIENT, "java..", "com.fasterxml.jackson..", "org.jspecify.annotations")
        .check(all());
    classes()
        .that()
        .resideInAPackage(CREDENTIALS_CLIENT + ".quarkus")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            CREDENTIALS_CLIENT,
            CREDENTIALS_CLIENT + ".quarkus",
            "java..",
            "jakarta.ws.rs..",
            "org.jboss.resteasy.reactive.client.spi",
            "org.jspecify.annotations")
        .check(all());
  }

  @Test
  void theServiceDoesNotKnowTheCredentialsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CREDENTIALS_CLIENT + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CREDENTIALS_CLIENT + "..")
        .check(all());
  }

  @Test
  void generatedTypesStayInRest() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.connectedaccounts.adapters.in.rest..", "org.connectedaccounts.adapters.in.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(GENERATED)
        .check(all());
  }

  @Test
  void packagesOfACoreModuleHaveNoCycles() {
    slices().matching("org.connectedaccounts.domain.(*)..").should().beFreeOfCycles().check(all());
    slices()
        .matching("org.connectedaccounts.application.(*)..")
        .should()
        .beFreeOfCycles()
        .check(all());
  }

  /** ArchUnit passes a rule about no classes; a renamed package must not switch one off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.connectedaccounts.domain",
        "org.connectedaccounts.application",
        "org.connectedaccounts.application.port",
        "org.connectedaccounts.adapters.in.rest",
        "org.connectedaccounts.adapters.in.rest.api",
        "org.connectedaccounts.adapters.in.web",
        "org.connectedaccounts.adapters.in.demo",
        "org.connectedaccounts.adapters.out.postgres",
        "org.connectedaccounts.adapters.out.egress",
        "org.connectedaccounts.adapters.out.issuer",
        "org.connectedaccounts.adapters.out.oauth",
        "org.connectedaccounts.adapters.out.sealing",
        "org.connectedaccounts.adapters.out.keyring",
        "org.connectedaccounts.adapters.out.catalog",
        "org.connectedaccounts.adapters.out.discovery",
        "org.connectedaccounts.bootstrap",
        "org.connectedaccounts.credentials",
        "org.connectedaccounts.credentials.quarkus"
      })
  void everyPackageThatARuleNamesExists(String name) {
    assertThat(all().stream().map(JavaClass::getPackageName))
        .anyMatch(found -> found.equals(name) || found.startsWith(name + "."));
  }

  private static String[] with(String... packages) {
    return Stream.concat(Stream.of(packages), Stream.of(JDK)).toArray(String[]::new);
  }

  /** A port's records and enums are its language; its interfaces are for use cases to call. */
  private static final class PortThatActs
      extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {

    private final java.util.function.Predicate<JavaClass> acts;

    PortThatActs(String description, java.util.function.Predicate<JavaClass> acts) {
      super(description);
      this.acts = acts;
    }

    @Override
    public boolean test(JavaClass type) {
      return type.getPackageName().equals("org.connectedaccounts.application.port")
          && acts.test(type)
          && !type.getMethods().isEmpty()
          && HasName.Predicates.nameMatching(".*Egress\\$.*").negate().test(type);
    }
  }

  /** What belongs to the application and is neither port nor what a port speaks of. */
  private static final class UseCaseSide
      extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {

    UseCaseSide() {
      super("belong to use cases");
    }

    @Override
    public boolean test(JavaClass type) {
      return type.getPackageName().startsWith("org.connectedaccounts.application")
          && !type.getPackageName().equals("org.connectedaccounts.application.port");
    }
  }
}
