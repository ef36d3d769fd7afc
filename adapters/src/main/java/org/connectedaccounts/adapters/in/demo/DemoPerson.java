package org.connectedaccounts.adapters.in.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who has an account at the demo provider. */
enum DemoPerson {
  ADA("ada", "Ada Lovelace", "ada@demo.example", "Notes on the engine are ready to read."),
  GRACE("grace", "Grace Hopper", "grace@demo.example", "We found the bug. It was a moth."),
  ROBOT("robot", "Demo robot", "robot@demo.example", "Nightly job finished without errors.");

  private final String id;
  private final String fullName;
  private final String email;
  private final String news;

  DemoPerson(String id, String fullName, String email, String news) {
    this.id = id;
    this.fullName = fullName;
    this.email = email;
    this.news = news;
  }

  /** Those who can sign in; the robot has a key instead. */
  static List<DemoPerson> people() {
    return List.of(ADA, GRACE);
  }

  static Optional<DemoPerson> find(@Nullable String id) {
    return people().stream().filter(person -> person.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String fullName() {
    return fullName;
  }

  String email() {
    return email;
  }

  List<Message> messages() {
    return Arrays.asList(
        new Message("m1", "Demo", "Welcome, " + fullName + "."), new Message("m2", "Demo", news));
  }

  /** One of a person's messages. */
  record Message(String id, String sender, String text) {}
}
