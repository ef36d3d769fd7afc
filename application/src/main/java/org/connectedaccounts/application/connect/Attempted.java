package org.connectedaccounts.application.connect;

import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;

/** An attempt with its session and the definition that it was made with. */
record Attempted(
    ConnectSession session, AuthorizationAttempt attempt, AppDefinition app, AuthMethod method) {}
