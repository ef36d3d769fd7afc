package org.connectedaccounts.application.webhook;

import java.net.URI;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.WebAddress;

/** Reads a receiver's URL. Which addresses are called is decided when it is. */
final class ReceiverUrl {

  private ReceiverUrl() {}

  static URI parse(String text) {
    return WebAddress.parse(text)
        .filter(WebAddress::isSecure)
        .map(WebAddress::uri)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "/url", "must be an https URL with a host, without user and fragment"));
  }
}
