package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.catalog.SearchApps.Found;
import org.connectedaccounts.application.catalog.SearchApps.Query;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.Logo;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

  private static final Query ANY = new Query(null, null, null, null);
  private static final AppSearch BY_SLUG =
      (candidates, text) ->
          candidates.stream().filter(app -> app.slug().value().contains(text)).toList();

  private final Stage stage = new Stage();
  private final StageStores stores = stage.stores;
  private final SessionApps sessionApps = new SessionApps(stores.sessions);
  private final SearchApps search =
      new SearchApps(stores.catalogue, BY_SLUG, stores.clients, sessionApps);
  private final GetApp getApp = new GetApp(stores.catalogue, stores.clients, sessionApps);
  private final PutApp putApp =
      new PutApp(
          stores.workspaceApps,
          stores.catalogue,
          stores.apps,
          origin -> true,
          stores.clients,
          stores.accounts,
          stores.tables);
  private final DeleteApp deleteApp =
      new DeleteApp(stores.workspaceApps, stores.catalogue, stores.accounts, stores.tables);
  private final RequestApp requestApp =
      new RequestApp(
          stores.appRequests,
          stores.sessions,
          stores.random,
          stores.tables,
          new ArrivedApps(stores.catalogue, sessionApps));
  private final ListAppRequests requests =
      new ListAppRequests(stores.appRequests, new ArrivedApps(stores.catalogue, sessionApps));

  private List<String> found(Caller caller, Query query) {
    return page(caller, query, null, 50).items().stream()
        .map(found -> found.app().definition().slug().value())
        .toList();
  }

  private Page<Found> page(Caller caller, Query query, @Nullable String after, int limit) {
    return search.handle(new SearchApps.Command(caller, query, new PageRequest(after, limit)));
  }

  private Found get(Caller caller, String app) {
    return getApp.handle(new GetApp.Command(caller, new AppSlug(app)));
  }

  private Found put(Caller caller, String path, AppDefinition app) {
    stores.apps.know(app);
    return putApp.handle(new PutApp.Command(caller, new AppSlug(path), app.document())).app();
  }

  private AppRequest ask(Caller caller, String name) {
    return requestApp.handle(new RequestApp.Command(caller, name, null, null)).request();
  }

  @Test
  void searchThenByTextCategoryTypeAndConnectability() {
    stores.apps.offer(AppSketch.oauth("bare").category("crm").define());
    assertThat(found(stage.key, ANY)).containsExactly("bare", "chat", "mail");
    assertThat(found(stage.key, new Query("ai", "", "", null))).containsExactly("mail");
    assertThat(found(stage.key, new Query(null, "crm", null, null))).containsExactly("bare");
    assertThat(found(stage.key, new Query(null, null, "api_key", null))).containsExactly("mail");
    assertThat(found(stage.key, new Query(null, null, null, true))).containsExactly("chat", "mail");
    assertThat(found(stage.key, new Query(null, null, null, false))).containsExactly("bare");
  }

  @Test
  void searchThenEveryAppIsOnOnePageOnly() {
    for (int i = 0; i < 5; i++) {
      stores.apps.offer(AppSketch.key("app_" + i).define());
    }
    var seen = new ArrayList<String>();
    String after = null;
    do {
      var page = page(stage.key, ANY, after, 3);
      page.items().forEach(app -> seen.add(app.app().definition().slug().value()));
      after = page.next();
    } while (after != null);
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void searchWhenTheCursorIsInventedThenRefuses() {
    assertRefused(Code.INVALID_CURSOR, () -> page(stage.key, ANY, "abc", 3));
    assertRefused(Code.INVALID_CURSOR, () -> page(stage.key, ANY, "-1", 3));
  }

  @Test
  void searchWhenASessionAsksThenItsAppsAlone() {
    var session = stage.open(Stage.request("ann", "mail")).holder();
    assertThat(found(session, ANY)).containsExactly("mail");
    assertRefused(Code.APP_NOT_FOUND, () -> get(session, "chat"));
    assertThat(get(session, "mail").connectable()).isTrue();
  }

  @Test
  void getWhenOneWayNeedsAClientThenTheOthersAreConnectableWithoutIt() {
    stage.stores.apps.offer(AppSketch.oauth("both").and(AppSketch.key("both")).define());
    var found = get(stage.key, "both");
    assertThat(found.connectable()).isTrue();
    assertThat(found.app().definition().methods().stream().map(found::connectable))
        .containsExactly(false, true);
    stage.putClient(stage.key, "both", "mine");
    var served = get(stage.key, "both");
    assertThat(served.app().definition().methods()).allMatch(served::connectable);
  }

  @Test
  void putThenTheWorkspacesOwnCoversTheOperatorsThereAlone() {
    put(stage.key, "chat", AppSketch.oauth("chat").version("own").define());
    assertThat(get(stage.key, "chat").app().definition().document()).contains("own");
    assertThat(get(stage.key, "chat").connectable()).as("it brings its own client").isFalse();
    var other = Stage.keyOf(stage.newWorkspace());
    assertThat(get(other, "chat").app().definition().document()).doesNotContain("own");
    assertThat(get(other, "chat").connectable()).isTrue();
  }

  @Test
  void putThenAnAppOfTheWorkspaceAloneIsUnknownToOthers() {
    put(stage.key, "inhouse", AppSketch.key("inhouse").define());
    assertThat(found(stage.key, ANY)).contains("inhouse");
    var other = Stage.keyOf(stage.newWorkspace());
    assertThat(found(other, ANY)).doesNotContain("inhouse");
    assertRefused(Code.APP_NOT_FOUND, () -> get(other, "inhouse"));
    assertRefused(Code.APP_NOT_FOUND, () -> delete(other, "inhouse"));
  }

  private void delete(Caller caller, String app) {
    deleteApp.handle(new DeleteApp.Command(caller, new AppSlug(app)));
  }

  @Test
  void putWhenTheDocumentIsNoneThenSaysWhereAndWhy() {
    var refusal =
        assertRefused(
            Code.INVALID_DEFINITION,
            () -> putApp.handle(new PutApp.Command(stage.key, new AppSlug("x"), "nonsense")));
    assertThat(refusal.evidence())
        .isEqualTo(
            new Evidence.Faults(List.of(new Fault("/auth", "line 3: is no list of methods"))));
  }

  @Test
  void putWhenTheSlugIsNotThePathsThenRefuses() {
    assertRefused(
        Code.INVALID_DEFINITION, () -> put(stage.key, "chat", AppSketch.key("other").define()));
  }

  @Test
  void deleteWhenAccountsWereMadeWithItThenRefuses() {
    put(stage.key, "inhouse", AppSketch.key("inhouse").define());
    var session = stage.open("ann");
    var handle = stage.type(session, "inhouse", Map.of("inhouse_key", "k")).handle();
    assertRefused(Code.APP_IN_USE, () -> delete(stage.key, "inhouse"));
    stage.complete(session, Objects.requireNonNull(handle));
    assertRefused(Code.APP_IN_USE, () -> delete(stage.key, "inhouse"));
  }

  @Test
  void deleteThenTheOperatorsIsBack() {
    put(stage.key, "chat", AppSketch.oauth("chat").version("own").define());
    delete(stage.key, "chat");
    assertThat(get(stage.key, "chat").connectable()).isTrue();
    assertRefused(Code.APP_NOT_FOUND, () -> delete(stage.key, "chat"));
  }

  @Test
  void logoThenNobodyLearnsWhichDefinitionsAWorkspaceHas() {
    put(stage.key, "inhouse", AppSketch.key("inhouse").define());
    var logos = new GetLogo(stores.apps, new NamedLogos());
    assertThat(logos.handle(new GetLogo.Command(new AppSlug("chat"))).hash()).isEqualTo("chat");
    assertThat(logos.handle(new GetLogo.Command(new AppSlug("inhouse"))).hash())
        .isEqualTo("initials of inhouse");
    assertThat(logos.handle(new GetLogo.Command(new AppSlug("nowhere"))).hash())
        .isEqualTo("initials of nowhere");
  }

  /** Pictures that say what they show. */
  private static final class NamedLogos implements Logos {

    @Override
    public Logo svg(AppDefinition app) {
      return new Logo("<svg/>", app.slug().value());
    }

    @Override
    public Logo monogram(String name) {
      return new Logo("<svg/>", "initials of " + name);
    }
  }

  @Test
  void requestWhenAskedAgainThenAVoteOncePerVoter() {
    assertThat(ask(stage.key, "Acme CRM").votes()).isEqualTo(1);
    assertThat(ask(stage.key, "acme-crm").votes()).isEqualTo(1);
    assertThat(ask(stage.open("ann").holder(), "ACME CRM!").votes()).isEqualTo(2);
    assertThat(ask(stage.open("ann").holder(), "acme crm").votes()).isEqualTo(2);
    assertInvalid(() -> ask(stage.key, " -- "), "/name");
  }

  @Test
  void requestsThenAWorkspaceSeesItsOwnAndTheOperatorAll() {
    ask(stage.key, "Acme");
    var other = Stage.keyOf(stage.newWorkspace());
    ask(other, "Acme");
    ask(other, "Zeta");
    assertThat(ranking(stage.key)).containsExactly("Acme 1");
    assertThat(ranking(stage.operator)).containsExactly("Acme 2", "Zeta 1");
  }

  private List<String> ranking(Caller caller) {
    return requests
        .handle(new ListAppRequests.Command(caller, new PageRequest(null, 10)))
        .items()
        .stream()
        .map(wish -> wish.request().name() + " " + wish.request().votes() + arrival(wish.app()))
        .toList();
  }

  private static String arrival(@Nullable AppSlug app) {
    return app == null ? "" : " is " + app.value();
  }

  @Test
  void requestsWhenTheAppHasArrivedThenSayWhichItIs() {
    ask(stage.key, "Acme CRM");
    assertThat(ranking(stage.key)).containsExactly("Acme CRM 1");

    stores.apps.offer(AppSketch.key("acme_crm").define());

    assertThat(ranking(stage.key)).containsExactly("Acme CRM 1 is acme_crm");
    assertThat(requestApp.handle(new RequestApp.Command(stage.key, "acme-crm", null, null)).app())
        .isEqualTo(new AppSlug("acme_crm"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://javascript:alert(1)", "acme.example", "https://"})
  void requestAppWhenItsSiteIsNoWebAddressThenRefuses(String url) {
    assertRefused(
        Code.INVALID_REQUEST,
        () -> requestApp.handle(new RequestApp.Command(stage.key, "Acme CRM", url, null)));
    assertThat(ranking(stage.key)).isEmpty();
  }

  @Test
  void requestAppThenItsSiteMayBeAPlaceInAPage() {
    var command = new RequestApp.Command(stage.key, "Acme CRM", "https://acme.example/#/crm", null);

    assertThat(requestApp.handle(command).request().url()).isEqualTo("https://acme.example/#/crm");
  }

  @Test
  void requestsWhenAnotherWorkspacePutTheAppThenItHasNotArrivedHere() {
    var other = Stage.keyOf(stage.newWorkspace());
    ask(stage.key, "Acme CRM");
    put(other, "acme_crm", AppSketch.key("acme_crm").define());

    assertThat(ranking(stage.key)).containsExactly("Acme CRM 1");
    assertThat(ranking(other)).isEmpty();
  }
}
