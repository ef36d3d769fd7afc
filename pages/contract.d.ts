// What the pages are given: the shapes of openapi.yaml (generated into target/), and of the hosted pages' own answers.
import type { components } from './target/openapi';

type Schemas = components['schemas'];

export type App = Schemas['App'];
export type AuthMethod = Schemas['AuthMethod'];
export type InputField = Schemas['InputField'];
export type ProblemBody = Schemas['Problem'];
export type FieldError = Schemas['FieldError'];
export type ConnectOption = Schemas['ConnectOption'];
export type RemovedAccount = Schemas['RemovedAccount'];
export type Account = Schemas['Account'];
export type StepLinkReference = Schemas['StepLinkReference'] & NamedWorkflow;
export type StepLink = Schemas['StepLink'] & NamedWorkflow;
export type NamedWorkflow = { workflow_name?: string; workflow_url?: string };
export type Session = Schemas['ConnectSession'] & { app?: string; scopes?: string[] };

export type Page<T> = { data: T[]; next_cursor?: string };

/** The workspace, as far as its pages show it. */
export type Workspace = {
  name: string;
  logo_url?: string;
  accent_color?: string;
  origins: string[];
};

/** The answer of `POST /connect/{session}/redeem`. */
export type Redeemed = { token: string; workspace: Workspace; return_url?: string };

/** What came back from a consent: a handle, an error's code, or neither when it was completed right away. */
export type Outcome = { handle?: string; error?: string };
