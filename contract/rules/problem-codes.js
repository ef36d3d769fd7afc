import { examplesOf } from './examples.js';

const LINE_OF_STATUSES = /^\d{3}(, \d{3})*$/;
const LINE_OF_CODES = /^- ((?:`[a-z_]+`,?\s*)+):/;
const CODE = /`([a-z_]+)`/g;
// "409 `session_state`", "403: `handle_invalid`, `user_mismatch` when ..."
const NAMED_BESIDE_A_STATUS = /\b([45]\d\d):?\s+(`[a-z_]+`(?:,\s+`[a-z_]+`)*)/g;

const codesIn = (text) => [...text.matchAll(CODE)].map((found) => found[1]);

/** The statuses under which the description of `Problem.code` lists each code. */
export function listed(description) {
  const statuses = new Map();
  let current = [];
  for (const line of description.replace(/,\n\s+/g, ', ').split('\n')) {
    if (LINE_OF_STATUSES.test(line.trim())) current = line.trim().split(', ');
    const codes = LINE_OF_CODES.exec(line);
    for (const code of codes ? codesIn(codes[1]) : []) statuses.set(code, current);
  }
  return statuses;
}

/** A code that an example or a description names is listed at `Problem`, under the status it comes with. */
export function problemCodes() {
  let statuses = new Map();
  const isListed = (code, status) => statuses.get(code)?.includes(String(status)) ?? false;

  return {
    Root(root) {
      statuses = listed(root.components.schemas.Problem.properties.code.description);
    },
    Operation(operation, { location, report }) {
      for (const [, status, codes] of operation.description?.matchAll(NAMED_BESIDE_A_STATUS) ?? []) {
        for (const code of codesIn(codes)) {
          if (!isListed(code, status)) {
            report({ message: `\`${code}\` is not listed at Problem under ${status}`, location: location.child('description') });
          }
        }
        if (!operation.responses[status]) {
          report({ message: `the description speaks of ${status}, which is not among the responses`, location: location.child('description') });
        }
      }
    },
    Responses(responses, { location, report, resolve }) {
      for (const [status, response] of Object.entries(responses)) {
        const media = (response.$ref ? resolve(response).node : response).content?.['application/problem+json'];
        if (!media) continue;
        const problems = examplesOf(media, resolve);
        const strange = problems.find((problem) => !isListed(problem.code, problem.status));
        if (strange) {
          report({ message: `\`${strange.code}\` is not listed at Problem under ${strange.status}`, location: location.child(status) });
        }
        if (!problems.some((problem) => String(problem.status) === status)) {
          report({ message: `none of the examples is a problem of status ${status}`, location: location.child(status) });
        }
      }
    },
  };
}
