package org.connectedaccounts.adapters.out.oauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to an endpoint that knows the OAuth client, before it is written down.
 *
 * @param method {@code POST}, or {@code GET}: then the parameters stand in the query
 * @param body what is sent in place of parameters; null: they are sent
 * @param params without those of the client
 * @param sent every secret in it
 */
record TokenCall(
    String method,
    URI url,
    ClientProof proof,
    Map<String, String> headers,
    Map<String, String> params,
    @Nullable String body,
    List<String> sent) {

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "TokenCall[" + url.getHost() + "]";
  }
}
