package org.connectedaccounts.testing;

import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/** Says what it is told to, remembers what it was asked, and throws inside a unit of work. */
public final class FakeProviderApi implements ProviderApi {

  private final InMemoryTables tables;
  private final List<String> calls = new ArrayList<>();
  private Verdict verdict = Verdict.ACCEPTED;
  private @Nullable Identity identity;
  private Verdict telling = Verdict.ACCEPTED;
  private List<Option> options = List.of();

  public FakeProviderApi(InMemoryTables tables) {
    this.tables = tables;
  }

  public void verdict(Verdict next) {
    verdict = next;
  }

  public void identity(@Nullable Identity next) {
    identity = next;
    telling = Verdict.ACCEPTED;
  }

  /** Asked who it is, it answers this. */
  public void tellsNobody(Verdict why) {
    identity = null;
    telling = why;
  }

  public void options(Option... next) {
    options = List.of(next);
  }

  /** {@code verify}, {@code identify}, {@code options}, each with the app. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Verdict verify(AppDefinition app, AuthMethod method, Credential credential) {
    remember("verify", app);
    return verdict;
  }

  @Override
  public Identified identify(AppDefinition app, AuthMethod method, Credential credential) {
    remember("identify", app);
    return new Identified(telling, identity);
  }

  @Override
  public List<Option> options(AppDefinition app, AuthMethod method, Credential credential) {
    remember("options", app);
    return options;
  }

  private void remember(String what, AppDefinition app) {
    if (tables.isWorking()) {
      throw new IllegalStateException("a network call inside a unit of work");
    }
    calls.add(what + " " + app.slug().value());
  }
}
