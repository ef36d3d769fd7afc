package org.connectedaccounts.domain.credential;

/** What a sealed value holds; the first byte of its ciphertext says so, and is bound to it. */
public enum SealedForm {
  /** The value. */
  VALUE((byte) 1),
  /** Where the value is outside of the store. */
  REFERENCE((byte) 2),
  /** The value, until it is outside of the store and a reference takes its place. */
  ESCROW((byte) 3);

  private final byte mark;

  SealedForm(byte mark) {
    this.mark = mark;
  }

  public byte mark() {
    return mark;
  }
}
