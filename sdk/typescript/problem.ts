import { type Problem, ProblemFromJSON, ResponseError } from 'connected-accounts-client';

/** What a refused call says, or nothing where the error is another one. */
export async function problemOf(error: unknown): Promise<Problem | undefined> {
  if (!(error instanceof ResponseError)) return undefined;
  const isProblem = error.response.headers.get('Content-Type')?.startsWith('application/problem+json');
  return isProblem ? ProblemFromJSON(await error.response.clone().json()) : undefined;
}
