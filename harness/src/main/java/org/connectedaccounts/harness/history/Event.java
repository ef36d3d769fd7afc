package org.connectedaccounts.harness.history;

/**
 * One line of a history.
 *
 * @param at on the clock of {@link System#nanoTime()}, which the ledger uses too
 * @param call the same for an invocation and its end
 * @param account whose credential; empty for a fault
 * @param what was done: a read, a refresh, a fault
 * @param version of the credential that was answered, else 0
 * @param fingerprint of the access token that was answered, else empty
 * @param code of the problem that was answered, or what happened
 */
public record Event(
    long at,
    Type type,
    long call,
    int replica,
    String account,
    String what,
    long version,
    String fingerprint,
    int status,
    String code) {

  /** How far a call has got. */
  public enum Type {
    INVOKE,
    OK,
    /** Refused: nothing was vended. */
    FAIL,
    /** Nobody knows: the connection broke. Also a fault that the harness made. */
    INFO
  }

  public static final String FAULT = "fault";

  /** A fault after which a replica goes on: what was sent to it meanwhile is there. */
  public static final String SLEEP = "sleep";
}
