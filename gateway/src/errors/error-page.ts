// SPDX-License-Identifier: Apache-2.0
import { catalogue, errorCodes, formerCodes } from './catalogue';

const head = `# Errors of the API

Every refusal is a problem (RFC 9457, \`application/problem+json\`): \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\`
(the request's identifier, as in the log), \`code\`, \`retry\`, and where they apply \`field\`, \`errors\` (each field at fault,
with an \`example\` of what is expected, what was \`sent\`, shortened and never what may be personal, and its own \`code\`),
\`facts\` (such as the current version) and \`retryAfter\` (seconds, as in the Retry-After header).
\`title\` and \`detail\` are in the language that \`Accept-Language\` asks for, Chinese or English; a detail in Chinese is the
text below, with the fields at fault and those of the \`facts\` that it knows.
Tell problems apart by \`code\`; the texts may change. A running gateway explains each at \`/problems/{code}\`.

\`retry\` says what helps:

- \`none\`: the answer stays the same until the request, or the state that it met, is another.
- \`same\`: send the same request again, after \`retryAfter\`.
- \`new\`: read the current state, decide anew, send a new request.
- \`unknown\`: it may have happened; send it again under the same Idempotency-Key, or ask for the submission.

This page is made from \`gateway/src/errors\` by \`npm run -w gateway docs:errors\`; a test keeps the two equal.
`;

/** Generates docs/errors.md. */
export function errorPage(): string {
  const statuses = [...new Set(errorCodes.map((code) => catalogue[code].status))].sort();
  return [head, ...statuses.map(section), former()].join('\n');
}

function section(status: number): string {
  const lines = errorCodes
    .filter((code) => catalogue[code].status === status)
    .map((code) => {
      const { title, retry, text } = catalogue[code];
      return `- \`${code}\` (${retry}): ${text.en}\n  ${title.zh}：${text.zh}`;
    });
  return [`## ${status}`, '', ...lines, ''].join('\n');
}

function former(): string {
  const lines = Object.entries(formerCodes).map(([code, current]) => `- \`${code}\`: now \`${current}\``);
  return ['## Former codes', '', 'Version 0.1.0 had two codes for one thing twice.', '', ...lines, ''].join(
    '\n',
  );
}
