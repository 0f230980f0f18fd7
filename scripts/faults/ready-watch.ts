// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@guidang/gateway/common/until';

interface Check {
  readonly ok: boolean;
  readonly detail?: string;
}

interface Said {
  readonly askedMs: number;
  readonly status: number;
  readonly checks: Readonly<Record<string, Check>>;
}

const everyMs = 40;
const answerMs = 30_000;

/** Asks `/readyz` all the time, and keeps what it said. */
export class ReadyWatch {
  readonly #url: string;
  readonly #said: Said[] = [];
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor(url: string) {
    this.#url = url;
    this.#running = this.#run();
  }

  get last(): Said | undefined {
    return this.#said.at(-1);
  }

  /** What was said between two moments. */
  between(fromMs: number, toMs: number): readonly Said[] {
    return this.#said.filter(({ askedMs }) => askedMs >= fromMs && askedMs < toMs);
  }

  /** Waits until it says 503 for a check, with a detail that fits. @returns when it was asked. */
  says(check: string, detail: RegExp, timeoutMs: number): Promise<number> {
    const since = performance.now();
    return until(
      `/readyz says ${String(detail)}`,
      () =>
        this.between(since - everyMs, Infinity).find(
          ({ status, checks }) =>
            status === 503 && checks[check]?.ok === false && detail.test(checks[check].detail ?? ''),
        )?.askedMs,
      { timeoutMs },
    );
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const askedMs = performance.now();
      const said = await this.#ask().catch(() => undefined);
      if (said !== undefined) this.#said.push({ askedMs, ...said });
      await pause(everyMs);
    }
  }

  async #ask(): Promise<Omit<Said, 'askedMs'>> {
    const answer = await fetch(`${this.#url}/readyz`, { signal: AbortSignal.timeout(answerMs) });
    const { checks } = (await answer.json()) as Pick<Said, 'checks'>;
    return { status: answer.status, checks };
  }
}
