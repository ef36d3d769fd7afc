package org.connectedaccounts.domain.app;

import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * One version of one definition, by which attempts and accounts remember what they were made with.
 *
 * @param owner whose definition it is: a workspace, or {@link WorkspaceId#OPERATOR}
 * @param digest SHA-256 of the document, hexadecimal
 */
public record DefinitionRef(WorkspaceId owner, AppSlug slug, String digest) {}
