package org.connectedaccounts.harness.history;

/** An account as the database has it in the end; {@code grant} is what it was made for. */
public record StoredAccount(String grant, String status, String reason, long generation) {
  public boolean reauthorizationRequired() {
    return status.equals("reauthorization_required");
  }
}
