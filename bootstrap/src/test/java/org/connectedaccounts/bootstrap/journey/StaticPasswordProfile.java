package org.connectedaccounts.bootstrap.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The journeys' service with the password of its database in Vault. */
public final class StaticPasswordProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return JourneyProfile.withoutIssuers();
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(VaultTestResource.class),
        new TestResourceEntry(DatabasePasswordInVault.class));
  }
}
