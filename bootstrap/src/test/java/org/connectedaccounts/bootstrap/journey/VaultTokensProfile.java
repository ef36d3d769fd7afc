package org.connectedaccounts.bootstrap.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The journeys' service with credentials in Vault, where its tokens live for five seconds. */
public final class VaultTokensProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return JourneyProfile.withoutIssuers();
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(VaultTestResource.class, VaultTestResource.BY_APP_ROLE));
  }
}
