// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemPage } from '@guidang/pages';
import { catalogue } from '../../errors/catalogue';
import { detailOf, chineseFieldMessage, isInChinese } from '../../errors/detail';
import type { FieldError } from '../../errors/fault';
import type { Problem } from '../problem';
import { requestFactsOf } from '../request-facts';
import { documentHeaders } from '../server/security-headers';
import { isBrowsing } from '../session/browsing';
import { languageOf, pageLanguageOf } from './language';

/** Default Retry-After in seconds, where the problem does not set its own. */
const retryAfterDefaultSeconds = 1;

/** What `problemSchema` describes; JSON omits members that are undefined. */
interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: Problem['code'];
  readonly retryAfter: number | undefined;
  readonly [member: string]: unknown;
}

/** A problem (RFC 9457) in the caller's language. */
export function problemBody(
  request: IncomingMessage,
  problem: Problem,
  language = languageOf(request),
): ProblemBody {
  const { code } = problem;
  const { title, status, retry } = catalogue[code];
  const { field, facts } = problem.options;
  const errors = language === 'en' ? problem.options.errors : chineseErrorsOf(problem);
  const waits = status === 503 || status === 429;
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    detail: detailOf({ code, message: problem.message, field, errors, facts }, language),
    instance: `urn:guidang:request:${requestFactsOf(request).id}`,
    code,
    retry,
    field,
    errors,
    facts,
    retryAfter: problem.options.retryAfterSeconds ?? (waits ? retryAfterDefaultSeconds : undefined),
  };
}

/** Sends a problem, as a page to a browser. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const asPage = isBrowsing(request);
  const language = asPage ? pageLanguageOf(request) : languageOf(request);
  const body = problemBody(request, problem, language);
  const { status, retryAfter } = body;
  const { headers = {} } = problem.options;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status === 401) response.setHeader('WWW-Authenticate', challenge(problem));
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Language', language);
  response.appendHeader('Vary', 'Accept-Language');
  if (asPage) {
    sendPage(response, problemPage(language, body));
    return;
  }
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(JSON.stringify(body));
}

const pageHeaders = documentHeaders();

/** Whoever looks with a browser gets the same to read. */
function sendPage(response: ServerResponse, text: string): void {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
  response.appendHeader('Vary', 'Accept');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(text);
}

/** What a thrower says of a field is in English: it is looked up, or the code's own text stands for it. */
export function chineseErrorsOf({ code, options }: Problem): readonly FieldError[] | undefined {
  const errors = options.chineseErrors?.() ?? options.errors;
  return errors?.map(({ message, ...error }) => ({
    ...error,
    message: isInChinese(message) ? message : chineseFieldMessage({ code, message, facts: options.facts }),
  }));
}

/** RFC 6750 section 3: `error` is omitted if the request had no token. */
function challenge({ code }: Problem): string {
  return code === 'token-missing'
    ? 'Bearer realm="guidang"'
    : 'Bearer realm="guidang", error="invalid_token"';
}
