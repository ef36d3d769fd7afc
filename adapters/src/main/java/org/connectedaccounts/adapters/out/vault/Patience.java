package org.connectedaccounts.adapters.out.vault;

import java.time.Duration;

/** How long whoever calls Vault may still wait for it. */
interface Patience {

  /** As long for every call. */
  Patience OF_A_CALL =
      new Patience() {
        @Override
        public Duration left(Duration whole) {
          return whole;
        }

        @Override
        public void waited(Duration time) {}
      };

  /**
   * @param whole what it is at the beginning
   */
  Duration left(Duration whole);

  void waited(Duration time);
}
