package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.Fingerprints;

class PlainFingerprintsTest implements FingerprintsContract {

  @Override
  public Fingerprints fingerprints() {
    return new PlainFingerprints();
  }
}
