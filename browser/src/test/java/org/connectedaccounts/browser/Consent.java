package org.connectedaccounts.browser;

import static org.connectedaccounts.browser.Words.button;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The demo provider's own page, and the way to it. */
final class Consent {
  private static final String METHOD = "Sign in and allow";
  private static final String CONTINUE = "Continue to Demo Provider";

  private Consent() {}

  /** Of the two ways in which the demo can be connected, the one by consent. */
  static void choose(Page page) {
    button(page, METHOD).click();
  }

  /** Goes to the consent in a window of its own. */
  static Page open(Page page) {
    choose(page);
    return page.context().waitForPage(() -> button(page, CONTINUE).click());
  }

  /** Likewise from a frame. */
  static Page open(Page page, FrameLocator frame) {
    button(frame, METHOD).click();
    return page.context().waitForPage(() -> button(frame, CONTINUE).click());
  }

  static void allow(Page consent, String person) {
    as(consent, person).check();
    button(consent, "Allow").click();
  }

  private static Locator as(Page consent, String person) {
    return consent.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(person));
  }
}
