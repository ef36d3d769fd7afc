package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.Randomness;

class CountingRandomnessTest implements RandomnessContract {

  private final Randomness randomness = new CountingRandomness();

  @Override
  public Randomness randomness() {
    return randomness;
  }
}
