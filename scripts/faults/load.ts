// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { departments } from '@guidang/chaincode/sample';
import { recordContent } from '../bench/record-content';

/** One write, as its caller knows it: what was asked, and what was promised. */
export interface Asked {
  readonly kind: 'record' | 'officer' | 'content';
  readonly as: string;
  readonly path: string;
  readonly key: string;
  readonly body: string | Buffer;
  /** The answer that acknowledged it: what stands in it must hold for ever. */
  acknowledged?: Readonly<Record<string, unknown>>;
  /** Promised by 202. */
  submission?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const requestMs = 120_000;
/** An officer that is refused waits a little, as clients do. */
const refusedMs = 50;
const contentBytes = 48 * 1024;

/** Sends a write; `undefined` if no answer came. */
export async function send(
  url: string,
  token: string,
  asked: Asked,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url + asked.path, {
      method: 'POST',
      body: typeof asked.body === 'string' ? asked.body : new Uint8Array(asked.body),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': asked.kind === 'content' ? 'application/octet-stream' : 'application/json',
        'idempotency-key': asked.key,
        ...headers,
      },
      signal: AbortSignal.timeout(requestMs),
    });
    const text = await answer.text();
    return { status: answer.status, body: JSON.parse(text) as Answer['body'] };
  } catch {
    return undefined;
  }
}

function newRecord(as: string): Asked {
  return {
    kind: 'record',
    as,
    path: '/api/v1/records',
    key: randomUUID(),
    body: JSON.stringify(recordContent()),
  };
}

function newContent(as: string): Asked {
  const body = randomBytes(1 + (randomBytes(2).readUInt16LE() % contentBytes));
  return { kind: 'content', as, path: '/api/v1/contents', key: randomUUID(), body };
}

function newOfficer(as: string): Asked {
  const body = JSON.stringify({ department: departments.eastLand.code, roles: ['acceptor'] });
  return { kind: 'officer', as, path: '/api/v1/registry/officers', key: randomUUID(), body };
}

/** Officers who write at the same time, each waiting for the answer; everything asked is noted. */
export class Load {
  readonly asked: Asked[] = [];
  readonly refusals = new Map<string, number>();
  readonly #url: string;
  readonly #tokens: Readonly<Record<string, string>>;
  readonly #loops: Promise<void>[] = [];
  #isStopped = false;

  constructor(url: string, tokens: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#tokens = tokens;
  }

  start(): void {
    const handlers = [
      'east-land-registrar',
      'east-land-acceptor',
      'east-land-reviewer-1',
      'east-land-decider',
    ];
    for (const as of handlers) {
      this.#loops.push(
        this.#loop(() => newRecord(as)),
        this.#loop(() => newRecord(as), { prefer: 'respond-async' }),
      );
    }
    this.#loops.push(
      this.#loop(() => newContent('east-land-registrar')),
      this.#loop(() => newContent('east-land-acceptor')),
      this.#loop(() => newOfficer('east-governor')),
    );
  }

  get acknowledged(): number {
    return this.asked.filter(({ acknowledged, submission }) => (acknowledged ?? submission) !== undefined)
      .length;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#loops);
  }

  async #loop(next: () => Asked, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    while (!this.#isStopped) {
      const asked = next();
      this.asked.push(asked);
      const answer = await send(this.#url, this.#tokens[asked.as] ?? '', asked, headers);
      if (answer !== undefined) note(asked, answer);
      if (answer !== undefined && answer.status < 400) continue;
      const code = codeOf(answer);
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
      await pause(refusedMs);
    }
  }
}

/** Notes what an answer promises. */
export function note(asked: Asked, { status, body }: Answer): void {
  if (status === 200 || status === 201) asked.acknowledged = body;
  if (status === 202 && typeof body['submission'] === 'string') asked.submission = body['submission'];
}

/** Status and code of a refusal. */
export function codeOf(answer: Answer | undefined): string {
  const code = answer?.body['code'];
  return `${answer?.status ?? 0} ${typeof code === 'string' ? code : ''}`;
}
