package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.BadRequestException;

/** A query parameter of the wrong type; JAX-RS alone would call that a path not found. */
final class BadParameter extends BadRequestException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String detail;

  BadParameter(String name, String detail) {
    this.name = name;
    this.detail = detail;
  }

  String pointer() {
    return "?" + name;
  }

  String detail() {
    return detail;
  }
}
