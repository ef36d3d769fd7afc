package org.connectedaccounts.adapters.in.rest;

import jakarta.enterprise.context.RequestScoped;

/** The body of a request as it was sent, where an operation wants its very text. */
@RequestScoped
class RawBody {

  private String text = "";

  void keep(String sent) {
    text = sent;
  }

  String text() {
    return text;
  }
}
