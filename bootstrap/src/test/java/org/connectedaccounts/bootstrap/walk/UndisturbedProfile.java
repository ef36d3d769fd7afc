package org.connectedaccounts.bootstrap.walk;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;

/**
 * A service of its own, for what counts all that is sealed: other tests leave odd values behind.
 */
public final class UndisturbedProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return JourneyProfile.withoutIssuers();
  }
}
