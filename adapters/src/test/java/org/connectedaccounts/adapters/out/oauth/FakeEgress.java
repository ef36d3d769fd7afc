package org.connectedaccounts.adapters.out.oauth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.Egress;

/** Gives the answers it was told to give, in order, and keeps what was sent. */
final class FakeEgress implements Egress {

  final List<Request> sent = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();

  FakeEgress answering(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  FakeEgress answering(int status, String body) {
    return answering(answered(status, body));
  }

  static Answered answered(int status, String body) {
    return answered(status, Map.of(), body);
  }

  static Answered answered(int status, Map<String, List<String>> headers, String body) {
    return new Answered(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer send(Request request) {
    sent.add(request);
    return answers.remove();
  }

  Request only() {
    if (sent.size() != 1) {
      throw new AssertionError(sent.size() + " requests were sent");
    }
    return sent.getFirst();
  }

  String body() {
    return new String(only().body(), StandardCharsets.UTF_8);
  }
}
