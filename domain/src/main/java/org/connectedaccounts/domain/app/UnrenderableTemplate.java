package org.connectedaccounts.domain.app;

/** A value is missing, or would change more than the place it stands in. Never tells the value. */
public final class UnrenderableTemplate extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reference reference;

  public UnrenderableTemplate(Reference reference, String reason) {
    super(reference + " " + reason, null, false, false);
    this.reference = reference;
  }

  public Reference reference() {
    return reference;
  }
}
