package org.connectedaccounts.domain.app;

/**
 * A question that is left after consent, such as which of several sites is meant.
 *
 * @param items where in the answer the list stands
 * @param id where in an item the value stands that is kept as capture {@code storeAs}
 * @param label where in an item the text for people stands
 */
public record Choice(
    RequestTemplate request, DottedPath items, DottedPath id, DottedPath label, String storeAs) {

  public Choice {
    Names.require("store_as", storeAs);
  }
}
