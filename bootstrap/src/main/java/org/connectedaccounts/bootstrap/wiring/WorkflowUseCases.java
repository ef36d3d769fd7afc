package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.account.AccountAccess;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.account.Vending;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.application.workflow.DeleteStepLink;
import org.connectedaccounts.application.workflow.DeleteWorkflow;
import org.connectedaccounts.application.workflow.GetStepAuths;
import org.connectedaccounts.application.workflow.GetWorkflow;
import org.connectedaccounts.application.workflow.LinkRules;
import org.connectedaccounts.application.workflow.LinkViews;
import org.connectedaccounts.application.workflow.ListAccountLinks;
import org.connectedaccounts.application.workflow.ListStepLinks;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.application.workflow.PutWorkflow;

/** Puts the use cases of step links and auths together. */
final class WorkflowUseCases {

  @Produces
  @Singleton
  DeleteStepLink deleteStepLink(StepLinks links, LinkRules rules, UnitOfWork unitOfWork) {
    return new DeleteStepLink(links, rules, unitOfWork);
  }

  @Produces
  @Singleton
  DeleteWorkflow deleteWorkflow(StepLinks links, UnitOfWork unitOfWork) {
    return new DeleteWorkflow(links, unitOfWork);
  }

  @Produces
  @Singleton
  GetStepAuths getStepAuths(
      StepLinks links, ConnectedAccounts accounts, Vending vending, UsageJournal journal) {
    return new GetStepAuths(links, accounts, vending, journal);
  }

  @Produces
  @Singleton
  GetWorkflow getWorkflow(StepLinks links, LinkViews views) {
    return new GetWorkflow(links, views);
  }

  @Produces
  @Singleton
  LinkRules linkRules(ConnectedAccounts accounts, ConnectSessions sessions) {
    return new LinkRules(accounts, sessions);
  }

  @Produces
  @Singleton
  LinkViews linkViews(ConnectedAccounts accounts, AccountViews views) {
    return new LinkViews(accounts, views);
  }

  @Produces
  @Singleton
  ListAccountLinks listAccountLinks(GetAccount accounts, AccountAccess access, StepLinks links) {
    return new ListAccountLinks(accounts, access, links);
  }

  @Produces
  @Singleton
  ListStepLinks listStepLinks(StepLinks links, LinkRules rules, LinkViews views) {
    return new ListStepLinks(links, rules, views);
  }

  @Produces
  @Singleton
  PutStepLink putStepLink(
      StepLinks links,
      LinkRules rules,
      AccountViews views,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    return new PutStepLink(links, rules, views, clock, unitOfWork);
  }

  @Produces
  @Singleton
  PutWorkflow putWorkflow(
      StepLinks links, LinkRules rules, LinkViews views, StoreClock clock, UnitOfWork unitOfWork) {
    return new PutWorkflow(links, rules, views, clock, unitOfWork);
  }
}
