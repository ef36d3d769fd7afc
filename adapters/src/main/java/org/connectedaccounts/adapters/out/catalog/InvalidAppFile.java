package org.connectedaccounts.adapters.out.catalog;

/**
 * A file that is no definition; the message has one line {@code file:line: pointer reason} a fault.
 */
final class InvalidAppFile extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidAppFile(String message) {
    super(message, null, false, false);
  }
}
