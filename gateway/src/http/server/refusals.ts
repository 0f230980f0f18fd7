// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Counter } from 'prom-client';
import { sha256 } from '../../common/sha256';
import { Problem } from '../problem';
import { requestFactsOf } from '../request-facts';
import { atEnd } from './at-end';

const pauseMs = { min: 500, max: 10_000 };
/** Time between two refusals of one holder that wait together. */
const betweenMs = 20;
const retryAfterDefaultSeconds = 1;
/** Beyond this, those who ask again are refused after a whole look at their request. */
const toldMax = 10_000;

/** One who was told when to come again, and with what. */
interface Told {
  readonly holder: string;
  readonly problem: Problem;
  readonly untilMs: number;
  /** How often the same was asked before the time. */
  again: number;
}

type Refused = Pick<Told, 'holder' | 'problem'>;

interface RefusalsOptions {
  readonly answer: (request: IncomingMessage, response: ServerResponse, problem: Problem) => void;
  readonly logger: Logger;
  /** Counts those who asked again before the time. */
  readonly again: Pick<Counter, 'inc'>;
}

/**
 * Refuses later. Those who ask again at once, whatever `Retry-After` says, would keep the main thread busy with
 * refusals; so the more refusals of one officer or address wait, the longer the next one does, and whoever asks for the
 * same before the time is refused by the head alone, without routing, sign-in and parsing. The connection stays open:
 * a new one costs more than the refusal, over TLS many times.
 */
export class Refusals {
  readonly #options: RefusalsOptions;
  readonly #waiting = new Map<string, number>();
  readonly #told = new Map<string, Told>();

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  refuse(request: IncomingMessage, response: ServerResponse, { holder, problem }: Refused): void {
    const { retryAfterSeconds = retryAfterDefaultSeconds } = problem.options;
    const untilMs = performance.now() + retryAfterSeconds * 1_000;
    this.#tell(request, { holder, problem, untilMs, again: 0 });
    this.#answerLater(request, response, { holder, problem });
  }

  /** Refuses one who was told to come later. @returns whether it was one. */
  refuseAgain(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#told.size === 0) return false;
    const told = this.#told.get(nameOf(request) ?? '');
    if (told === undefined) return false;
    told.again += 1;
    this.#options.again.inc();
    const { code, message, options } = told.problem;
    const retryAfterSeconds = Math.max(1, Math.ceil((told.untilMs - performance.now()) / 1_000));
    const problem = new Problem(code, message, { ...options, retryAfterSeconds });
    this.#answerLater(request, response, { holder: told.holder, problem });
    return true;
  }

  #tell(request: IncomingMessage, told: Told): void {
    const name = nameOf(request);
    if (name === undefined || this.#told.has(name) || this.#told.size >= toldMax) return;
    this.#told.set(name, told);
    const { caller, route, address } = requestFactsOf(request);
    setTimeout(() => {
      this.#told.delete(name);
      if (told.again === 0) return;
      const { organisation, officer } = caller ?? {};
      const facts = { organisation, officer, route, address, code: told.problem.code, again: told.again };
      this.#options.logger.warn(facts, 'asked again before the time');
    }, told.untilMs - performance.now()).unref();
  }

  #answerLater(request: IncomingMessage, response: ServerResponse, { holder, problem }: Refused): void {
    const waiting = (this.#waiting.get(holder) ?? 0) + 1;
    this.#waiting.set(holder, waiting);
    const timer = setTimeout(
      () => {
        this.#options.answer(request, response, problem);
      },
      Math.min(pauseMs.max, Math.max(pauseMs.min, waiting * betweenMs)),
    );
    atEnd(response, () => {
      clearTimeout(timer);
      const left = (this.#waiting.get(holder) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(holder);
      else this.#waiting.set(holder, left);
    });
  }
}

/** Who asks for what: a digest, since a token is kept nowhere. Who signs in otherwise is looked at anew. */
function nameOf({ method = '', url = '', headers: { authorization } }: IncomingMessage): string | undefined {
  if (authorization === undefined) return undefined;
  const [path = ''] = url.split('?', 1);
  return sha256(`${method} ${path}\n${authorization}`).toString('base64');
}
