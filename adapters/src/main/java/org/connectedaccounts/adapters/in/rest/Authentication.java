package org.connectedaccounts.adapters.in.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.connectedaccounts.application.workspace.AllowOrigin;
import org.connectedaccounts.application.workspace.Authenticate;
import org.connectedaccounts.application.workspace.GetWorkspace;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Asks every operation of the contract who is calling, before anything of it is read. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Authentication implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";
  private static final String WORKSPACE = "Workspace";

  private final Authenticate authenticate;
  private final GetWorkspace getWorkspace;
  private final AllowOrigin allowOrigin;
  private final RateLimits limits;
  private final CurrentCaller current;
  private final Operations operations;
  private final RoutingContext routing;

  Authentication(
      Authenticate authenticate,
      GetWorkspace getWorkspace,
      AllowOrigin allowOrigin,
      RateLimits limits,
      CurrentCaller current,
      Operations operations,
      RoutingContext routing) {
    this.authenticate = authenticate;
    this.getWorkspace = getWorkspace;
    this.allowOrigin = allowOrigin;
    this.limits = limits;
    this.current = current;
    this.operations = operations;
    this.routing = routing;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (operations.needsCaller()) {
      Caller caller = caller(request);
      String origin = request.getHeaderString("Origin");
      if (origin != null && !allowOrigin.handle(new AllowOrigin.Command(origin, caller))) {
        CrossOrigin.forbid(routing.response());
      }
    }
  }

  private Caller caller(ContainerRequestContext request) {
    String named = request.getHeaderString(WORKSPACE);
    WorkspaceId acting = named == null ? null : Ids.workspace(named);
    Secret token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    Caller caller = authenticate.handle(new Authenticate.Command(token, acting));
    // Before it is known: of what is turned away in masses the audit keeps nothing.
    limits.count(caller, routing.response());
    // Known from here on, whatever it may not reach.
    current.authenticated(caller);
    if (acting != null) {
      requireReachable(caller, acting);
    }
    return caller;
  }

  private static @Nullable Secret token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Secret.of(authorization.substring(SCHEME.length()).strip())
        : null;
  }

  private void requireReachable(Caller caller, WorkspaceId named) {
    switch (caller) {
      case Caller.Operator _ -> getWorkspace.handle(new GetWorkspace.Command(caller, named));
      case Caller.Backend backend -> requireSame(backend.workspace(), named);
      case Caller.SessionHolder holder -> requireSame(holder.workspace(), named);
      case Caller.ByToken signed -> requireSame(signed.workspace(), named);
    }
  }

  private static void requireSame(WorkspaceId own, WorkspaceId named) {
    if (!own.equals(named)) {
      throw Refusal.of(Code.WORKSPACE_NOT_FOUND, "There is no such workspace.");
    }
  }
}
