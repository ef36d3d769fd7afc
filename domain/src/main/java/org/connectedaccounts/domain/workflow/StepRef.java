package org.connectedaccounts.domain.workflow;

/** A step of a workflow, by the names that the caller's workflow engine gives them. */
public record StepRef(String workflowId, String stepId) {}
