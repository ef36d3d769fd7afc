package org.connectedaccounts.testing;

/** Who sits at the provider and consents. */
public record Person(String subject, String name, String email) {

  public static final Person ADA = new Person("user-ada", "Ada Lovelace", "ada@example.test");
  public static final Person GRACE = new Person("user-grace", "Grace Hopper", "grace@example.test");
}
