package org.connectedaccounts.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.architecture.OurClasses.all;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house that are not about layers. */
class HouseRulesTest {

  private static final String GENERATED = "org.connectedaccounts.adapters.in.rest.api";

  /** What callers link, not the service: it calls the service, and apps by their filter. */
  private static final String CREDENTIALS_CLIENT = "org.connectedaccounts.credentials..";

  /** Where a secret becomes text again. A new place is a decision, so it is written here. */
  private static final Set<String> REVEALING =
      Set.of(
          "org.connectedaccounts.domain",
          "org.connectedaccounts.domain.app",
          "org.connectedaccounts.domain.workspace",
          "org.connectedaccounts.domain.connect",
          "org.connectedaccounts.application.connect",
          "org.connectedaccounts.application.webhook",
          "org.connectedaccounts.application.workspace",
          "org.connectedaccounts.adapters.in.rest",
          "org.connectedaccounts.adapters.in.web",
          "org.connectedaccounts.adapters.in.demo",
          "org.connectedaccounts.adapters.out.issuer",
          "org.connectedaccounts.adapters.out.oauth",
          "org.connectedaccounts.adapters.out.sealing",
          "org.connectedaccounts.adapters.out.vault",
          "org.connectedaccounts.adapters.out.webhook",
          "org.connectedaccounts.adapters.out.keyring",
          "org.connectedaccounts.bootstrap",
          "org.connectedaccounts.bootstrap.wiring");

  /** Ports that no double implements: each with what holds it in place of a contract. */
  private static final Map<String, String> HELD_OTHERWISE =
      Map.ofEntries(
          Map.entry("AuditTrail", "tried on PostgreSQL: AuditJourneyTest"),
          Map.entry("AppDrafts", "its other side is a server: tried against what such publish"),
          Map.entry(
              "AuthorizationServer",
              "its other side is a provider: tried against ScriptedProvider"),
          Map.entry(
              "ClientRegistrar",
              "its other side is a server: tried against what RFC 7591 has such answer"),
          Map.entry(
              "CredentialPlace",
              "tried with all its parts: OutsideCredentialsTest, VaultJourneyTest"),
          Map.entry(
              "Destinations", "one method: a rule of the egress, tried in WrittenDestinationsTest"),
          Map.entry("UnsettledCredentials", "tried on PostgreSQL: UnsettledCredentialsTest"),
          Map.entry(
              "DataKeyReplacements",
              "tried on PostgreSQL with all that is sealed: DataKeyRotationTest"),
          Map.entry(
              "SealedValues", "tried on PostgreSQL with all that is sealed: DataKeyRotationTest"),
          Map.entry(
              "IssuedTokens", "its other side is an issuer: IssuedTokensTest, TrustedIssuerTest"),
          Map.entry("ProviderApi", "its other side is a provider: tried against ScriptedProvider"),
          Map.entry("FormerFingerprintKeys", "one method: reads a file of an older installation"),
          Map.entry("StoreClock", "one method: every contract of a store reads its times by it"),
          Map.entry("WebhookDeliveries", "tried on PostgreSQL: WebhookJourneyTest"),
          Map.entry("WebhookEndpoints", "tried on PostgreSQL: WebhookJourneyTest"),
          Map.entry("WebhookReceiver", "its other side is a receiver: WebhookJourneyTest"));

  @Test
  void secretsAreRevealedInListedPackagesOnly() {
    Set<String> callers =
        all().get(Secret.class).getMethod("reveal").getCallsOfSelf().stream()
            .map(call -> call.getOriginOwner().getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(REVEALING).containsAll(callers);
  }

  @Test
  void aUseCaseIsFinalWithOnePublicHandle() {
    List<JavaClass> useCases =
        all().stream()
            .filter(type -> type.getPackageName().startsWith("org.connectedaccounts.application."))
            .filter(type -> all().contain(type.getName() + "$Command"))
            .toList();

    assertThat(useCases).hasSizeGreaterThan(30);
    assertThat(useCases)
        .allSatisfy(
            type -> {
              assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.FINAL);
              assertThat(publicInstanceMethods(type))
                  .as(type.getName())
                  .extracting(JavaMethod::getName)
                  .containsExactly("handle");
            });
  }

  @Test
  void jpaStaysInPostgres() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.connectedaccounts.adapters.out.postgres..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..")
                // Its constraints on settings have nothing to do with a database.
                .and(not(resideInAPackage("org.hibernate.validator.constraints.."))))
        .check(all());
  }

  @Test
  void httpServerTypesStayInInboundAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.connectedaccounts.adapters.in..", CREDENTIALS_CLIENT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(all());
  }

  /**
   * HttpURLConnection sends a POST twice (R5); any other client would go round the address rule.
   */
  @Test
  void httpLeavesThroughTheEgressOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.connectedaccounts.adapters.out.egress..", CREDENTIALS_CLIENT)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.HttpURLConnection")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "io.vertx.core.http..", "io.vertx.ext.web.client..")
        .allowEmptyShould(false)
        .check(
            all()
                .that(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "do not serve HTTP",
                        type ->
                            !type.getPackageName()
                                .startsWith("org.connectedaccounts.adapters.in."))));
  }

  @Test
  void adaptersShowNothingButTheirFactories() {
    classes()
        .that()
        .resideInAPackage("org.connectedaccounts.adapters..")
        .and()
        .resideOutsideOfPackage(GENERATED)
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .haveNameMatching(".*\\.(Catalogue|DemoProvider)")
        .orShould()
        .haveSimpleName("package-info")
        .check(all());
  }

  @Test
  void clockIdsAndRandomnessAreReadInBootstrapOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("org.connectedaccounts.domain..", "org.connectedaccounts.application..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.random.RandomGenerator.class)
        .check(all());
  }

  @Test
  void noClassIsADrawer() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Common")
        .orShould()
        .haveSimpleNameEndingWith("Base")
        .check(all());
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> marked =
        all().stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    Set<String> packages =
        all().stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(GENERATED))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(marked).containsAll(packages);
  }

  @Test
  void everyRefusalCodeStandsInTheContract() throws IOException {
    String contract = Files.readString(Path.of("..", "openapi.yaml"));

    assertThat(Arrays.stream(Refusal.Code.values()).map(Refusal.Code::text))
        .allSatisfy(code -> assertThat(contract).contains("`" + code + "`"));
  }

  @Test
  void everyPortHasAContract() throws IOException {
    Set<String> contracts;
    try (Stream<Path> files = Files.walk(Path.of("..", "application", "src", "test", "java"))) {
      contracts =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Contract.java"))
              .map(name -> name.replace("Contract.java", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    List<String> ports =
        all().stream()
            .filter(type -> type.getPackageName().equals("org.connectedaccounts.application.port"))
            .filter(type -> type.isInterface() && type.isTopLevelClass())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getSimpleName)
            .toList();

    assertThat(contracts).doesNotContainAnyElementsOf(HELD_OTHERWISE.keySet());
    assertThat(ports).containsAll(HELD_OTHERWISE.keySet());
    contracts.addAll(HELD_OTHERWISE.keySet());
    assertThat(contracts).containsAll(ports);
  }

  private static List<JavaMethod> publicInstanceMethods(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
        .toList();
  }
}
