package org.connectedaccounts.adapters.out.oauth;

import org.connectedaccounts.application.port.Egress;

/**
 * What an app wants of a request that the language cannot say. The definition still says where the
 * request goes, what stands in it and how the answer is read; this is given the request, and gives
 * the answer. It may sign it, send others before it, and write the answer anew as JSON.
 *
 * <p>Everything leaves by the egress that it is given. A token request is sent once: one that comes
 * twice ends a grant at many providers. What it throws may hold no secret.
 */
interface Extension {

  /** As definitions name it; one of {@code Extensions.NAMES}. */
  String name();

  Egress.Answer send(Draft draft, Egress egress);
}
