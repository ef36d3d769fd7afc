// The README's journey with the generated client: CONNECTED_ACCOUNTS_URL and CONNECTED_ACCOUNTS_KEY say where and as whom.
import { AccountsApi, Configuration, ConnectSessionsApi, StepLinksApi } from 'connected-accounts-client';
import { consent } from './consent.js';
import { problemOf } from './problem.js';

const basePath = process.env['CONNECTED_ACCOUNTS_URL'] ?? 'http://localhost:8080';
const key = process.env['CONNECTED_ACCOUNTS_KEY'] ?? '';
const as = (accessToken: string) => new Configuration({ basePath, accessToken });

// Your backend opens a session for Ada, for a step of a workflow.
const step = { workflowId: 'welcome', stepId: 'send-typescript' };
const session = await new ConnectSessionsApi(as(key)).createConnectSession({
  createConnectSession: { externalUserId: 'ada', apps: ['demo'], step },
});

// Your frontend, which holds the session's token only, asks where to send Ada.
const { authorizationUrl } = await new ConnectSessionsApi(as(session.token)).authorizeConnectSession({
  sessionId: session.id,
  authorizeConnectSession: { app: 'demo' },
});

// Ada allows it, and comes back to your return URL with a handle.
const back = await consent(authorizationUrl);
const handle = back.searchParams.get('handle') ?? '';

// Your backend knows that Ada is logged in there, and vouches for her. Only now is the code exchanged.
const account = await new ConnectSessionsApi(as(key)).completeConnectSession({
  sessionId: session.id,
  completeConnectSession: { handle, externalUserId: 'ada' },
});

// At run time the step asks for its auths, always fresh, and calls the app.
const { auths, expiresAt } = await new StepLinksApi(as(key)).getStepAuths({ ...step, externalUserId: 'ada' });
const me = await fetch(`${basePath}/demo/api/me`, { headers: { Authorization: `Bearer ${auths['demo']?.['oauth_access_token']}` } });
if (!me.ok) throw new Error(`The app refused the token: ${me.status}`);
console.log(`${account.displayName} (${account.status}) until ${expiresAt?.toISOString()}: ${await me.text()}`);

// What is refused says why, by a code that stays.
try {
  await new AccountsApi(as(key)).getAccount({ accountId: 'acc_of_nobody' });
  throw new Error('An account of nobody was found.');
} catch (error) {
  const problem = await problemOf(error);
  if (problem?.code !== 'account_not_found') throw error;
  console.log(`${problem.status} ${problem.code}: ${problem.detail}`);
}
