// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { FormData } from 'undici';
import { ApiProblem } from '../api-client';
import type { ApiClient, Call } from '../api-client';
import { Deviation } from './expect';
import type { PrintedFacts, Printer } from './printer';
import { patienceOf, served } from './served';
import type { Patience } from './served';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';

/** What every write answers besides its result: its position on the ledger. */
export interface Written {
  readonly transaction: string;
  readonly block: number;
}

interface Refused {
  readonly status: number;
  readonly code: string;
}

type Submission =
  | { readonly status: 'pending' }
  | ({ readonly status: 'committed'; readonly result: object } & Written)
  | { readonly status: 'failed'; readonly code: string; readonly detail: string };

/** An officer who calls the gateway of their organisation; each act is printed as it happens. */
export class DemoActor {
  readonly officer: DemoOfficer;
  readonly #client: ApiClient;
  readonly #printer: Printer;
  readonly #patience: Patience;

  /** @param waitMs how long an act waits for an organisation that is down. */
  constructor(officer: DemoOfficer, client: ApiClient, printer: Printer, waitMs = 0) {
    this.officer = officer;
    this.#client = client;
    this.#printer = printer;
    this.#patience = {
      waitMs,
      told: (reason) => {
        printer.note(`${officer.id} waits: ${reason}`);
      },
    };
  }

  get<T>(path: string): Promise<T> {
    return this.#served(() => this.#client.get<T>(path));
  }

  /** As {@link get}; `undefined` for 404. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return undefined;
      throw error;
    }
  }

  async post<T = object>(path: string, body?: unknown, headers: Call['headers'] = {}): Promise<T & Written> {
    // The same act, however often it is asked for.
    const keyed = this.#patience.waitMs === 0 ? headers : { 'idempotency-key': randomUUID(), ...headers };
    const answer = await this.#served(() => this.#client.post<T & Written>(path, body, keyed));
    return this.#settled(answer);
  }

  async delete(path: string): Promise<Written> {
    return this.#settled(await this.#served(() => this.#client.delete<Written>(path)));
  }

  send<T>(path: string, body: Uint8Array | FormData, headers: Call['headers'] = {}): Promise<T> {
    return this.#served(() => this.#client.send<T>(path, body, headers));
  }

  bytes(path: string): Promise<Buffer> {
    return this.#served(() => this.#client.bytes(path));
  }

  /** Prints what the officer did or saw. */
  did(text: string, facts: PrintedFacts = {}): void {
    this.#printer.step(this.officer, text, facts);
  }

  /**
   * Makes a call that must be refused, and prints the refusal.
   * @throws {Deviation} if it succeeds, or is refused differently.
   */
  async refused(text: string, expected: Refused, call: () => Promise<unknown>): Promise<ApiProblem> {
    const came = await call().then((answer) => ({ answer }), problemOf);
    if (!(came instanceof ApiProblem) || came.status !== expected.status || came.code !== expected.code) {
      const seen = came instanceof ApiProblem ? came.document : came;
      throw new Deviation(`${this.officer.id} ${text}`, expected, seen);
    }
    this.#printer.refusal(this.officer, text, came.message);
    return came;
  }

  #served<T>(call: () => Promise<T>): Promise<T> {
    return served(call, this.#patience);
  }

  /** A slow write is answered 202: polls its submission. */
  async #settled<T extends object>(answer: T | { readonly submission: string }): Promise<T> {
    if (!('submission' in answer)) return answer;
    const { submission } = answer;
    const commits = async (): Promise<T | undefined> => {
      const state = await this.get<Submission>(`/api/v1/submissions/${encodeURIComponent(submission)}`);
      switch (state.status) {
        case 'pending':
          return undefined;
        case 'committed':
          return { ...state.result, transaction: state.transaction, block: state.block } as unknown as T;
        case 'failed':
          throw new ApiProblem(202, state);
      }
    };
    return until(`the write ${submission} commits`, commits, patienceOf(this.#patience));
  }
}

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  throw error;
}
