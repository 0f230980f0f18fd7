// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import type { Caller } from '../../application/caller';
import type { HttpConfig } from './http-config';
import { occupy, Share } from './share';

/** A request's place in the gateway, until its answer has ended. */
export interface Place {
  /** Moves on from those who sign in to the caller's own share. @throws {Problem} `rate-limited`, `overloaded`. */
  signedIn(caller: Caller): void;
  leave(): void;
}

/**
 * Counts requests in progress and open streams. Strangers, sign-ins, officers and the machines of operators each have
 * slots of their own, so that none of them can take those of another; within them each address and each officer has a
 * share.
 */
export class Load {
  readonly #strangers: Share;
  readonly #signIns: Share;
  readonly #operations: Share;
  readonly #callers: Share;
  readonly #longAnswers: Share;
  readonly #streams = new Set<AbortController>();
  #isDraining = false;

  constructor(config: HttpConfig) {
    const { strangersInFlightMax, addressInFlightMax, requestsInFlightMax, callerInFlightMax, signInsMax } =
      config;
    this.#strangers = new Share({ total: strangersInFlightMax, each: addressInFlightMax });
    this.#operations = new Share({ total: strangersInFlightMax, each: addressInFlightMax });
    // A sign-in waits for nothing but its own processing, unless the issuer's keys must be fetched.
    this.#signIns = new Share({ total: signInsMax, each: signInsMax });
    this.#callers = new Share({ total: requestsInFlightMax, each: callerInFlightMax });
    this.#longAnswers = new Share({ total: config.eventStreamsMax, each: config.callerStreamsMax });
  }

  get requests(): number {
    return this.#strangers.taken + this.#signIns.taken + this.#callers.taken;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Admits whoever signs in. @throws {Problem} `overloaded`. */
  enterSigningIn(address: string): Place {
    this.#demandOpen();
    let leave = occupy(this.#signIns, address, 'too many requests are in work');
    return {
      signedIn: (caller) => {
        leave();
        leave = occupy(this.#callers, nameOf(caller), 'too many requests are in work');
      },
      leave: () => {
        leave();
      },
    };
  }

  /** Admits a request without sign-in. @throws {Problem} `rate-limited`, `overloaded`. */
  enterStranger(address: string): Place {
    this.#demandOpen();
    const leave = occupy(this.#strangers, address, 'too many requests without sign-in are in work');
    return { signedIn: () => undefined, leave };
  }

  /** Admits a machine that asks for metrics or pages, also during shutdown. @throws as {@link enterStranger}. */
  enterOperation(address: string): Place {
    const leave = occupy(this.#operations, address, 'too many requests of this kind are in work');
    return { signedIn: () => undefined, leave };
  }

  /** Admits one more long answer of an officer. @throws {Problem} `rate-limited`, `overloaded`. */
  enterLongAnswer(caller: Caller): () => void {
    return occupy(this.#longAnswers, nameOf(caller), 'too many streams are open');
  }

  /** As {@link enterLongAnswer}, for a stream, which {@link drain} ends. */
  enterStream(caller: Caller, controller: AbortController): () => void {
    const leave = this.enterLongAnswer(caller);
    this.#streams.add(controller);
    return () => {
      this.#streams.delete(controller);
      leave();
    };
  }

  /** Rejects new requests and ends the streams; requests in progress continue. */
  drain(): void {
    this.#isDraining = true;
    for (const controller of this.#streams) controller.abort();
  }

  #demandOpen(): void {
    if (!this.#isDraining) return;
    throw new Problem('overloaded', 'the gateway is shutting down', { headers: { Connection: 'close' } });
  }
}

export function nameOf({ organisation, officer }: Caller): string {
  return `${organisation}/${officer}`;
}
