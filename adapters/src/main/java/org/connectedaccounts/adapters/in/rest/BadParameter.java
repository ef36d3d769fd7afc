package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.BadRequestException;

/** A query parameter of the wrong type; JAX-RS alone would call that a path not found. */
final class BadParameter extends BadRequestException {

  private static final long serialVersionUID = 1L;

  private final Class<?> type;
  private final String value;
  private final String detail;

  BadParameter(Class<?> type, String value, String detail) {
    this.type = type;
    this.value = value;
    this.detail = detail;
  }

  Class<?> type() {
    return type;
  }

  /** To find the parameter by; it is not told. */
  String value() {
    return value;
  }

  String detail() {
    return detail;
  }
}
