// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@guidang/gateway/common/until';
import type { Means } from './disk';
import { SmallDisk } from './disk';
import { isInjected } from './draw';
import type { Drawn } from './draw';
import { GatewayUnderTest } from './gateway-under-test';
import { codeOf, Load, send } from './load';
import type { Asked } from './load';
import { askAgain, inspect } from './oracle';
import type { Verdict } from './oracle';
import { ReadyWatch } from './ready-watch';

export interface RoundResult extends Verdict {
  readonly drawn: Drawn;
  /** Whether the fault happened before the time was up. */
  readonly happened: boolean;
  readonly asked: number;
  readonly acknowledged: number;
  readonly refusals: Readonly<Record<string, number>>;
  /** What `/readyz` said that was not so. */
  readonly untruths: string[];
}

interface RoundsOptions {
  readonly means: Means;
  /** A data folder with the demo's cast. */
  readonly template: string;
  /** Of one kind. */
  readonly drawn: readonly Drawn[];
  readonly name: string;
}

const mebibyte = 1024 * 1024;
const reserveBytes = 48 * mebibyte;
/** Far above what a busy machine needs. */
const happensMs = 60_000;
const saidMs = 120_000;
const afterwardsMs = 300;

/** The data folder makes a seeded cast, and is copied for each round. */
export async function makeTemplate({ folder }: Means): Promise<string> {
  const data = join(folder, 'template');
  const gateway = await GatewayUnderTest.at({ folder, data, reserveBytes: 0 });
  await gateway.start();
  await gateway.stop('SIGTERM');
  return data;
}

/**
 * Lets a disk fail under a gateway that is written to, restarts it, and compares what was promised with what is there.
 * Rounds that share a data folder follow each other: the restart of one is the start of the next, and all bytes are
 * compared after the last.
 */
export async function runRounds(options: RoundsOptions): Promise<readonly RoundResult[]> {
  const { means, template, drawn, name } = options;
  const folder = join(means.folder, name);
  const disk = means.canMount ? await SmallDisk.mount(join(folder, 'disk')) : undefined;
  await mkdir(folder, { recursive: true });
  const data = join(disk?.folder ?? folder, 'data');
  await cp(template, data, { recursive: true });
  const gateway = await GatewayUnderTest.at({
    folder,
    data,
    reserveBytes: drawn.some(({ kind }) => kind === 'reserve') ? reserveBytes : 0,
  });
  const stage = { folder, data, disk, gateway, shim: means.shim };
  let isClean = false;
  try {
    const results = await perform(options, stage);
    isClean = results.every(isRight);
    await gateway.stop('SIGKILL');
    // The file system in memory goes away.
    if (!isClean && disk !== undefined) await cp(data, join(folder, 'kept'), { recursive: true });
    return results;
  } finally {
    await gateway.stop('SIGKILL');
    await disk?.unmount();
    if (isClean) await rm(folder, { recursive: true, force: true });
  }
}

async function perform(
  { drawn }: RoundsOptions,
  stage: Omit<Stage, 'drawn' | 'index'>,
): Promise<RoundResult[]> {
  const rounds: Round[] = [];
  try {
    await performAll(drawn, stage, rounds);
  } catch (error) {
    const last = rounds.at(-1);
    if (last === undefined) throw error;
    last.foundWrong(String(error));
  }
  return rounds.map((round) => round.result);
}

async function performAll(
  drawn: readonly Drawn[],
  stage: Omit<Stage, 'drawn' | 'index'>,
  rounds: Round[],
): Promise<void> {
  const { gateway, data } = stage;
  for (const [index, each] of drawn.entries()) {
    const round = new Round({ ...stage, drawn: each, index });
    await round.start();
    await rounds.at(-1)?.askAgain();
    rounds.push(round);
    await round.run();
  }
  const last = rounds.at(-1);
  if (last === undefined) return;
  await last.end();
  await gateway.start();
  await last.askAgain();
  await gateway.stop('SIGTERM');
  const asked = rounds.flatMap((round) => round.asked);
  await inspect(data, asked, last.verdict);
}

export function isRight({ lost, doubled, findings, untruths }: RoundResult): boolean {
  return [lost, doubled, findings, untruths].every(({ length }) => length === 0);
}

interface Stage {
  readonly drawn: Drawn;
  /** Which of the rounds on this data folder. */
  readonly index: number;
  readonly folder: string;
  readonly data: string;
  readonly disk: SmallDisk | undefined;
  readonly gateway: GatewayUnderTest;
  readonly shim: string | undefined;
}

class Round {
  readonly #stage: Stage;
  readonly #untruths: string[] = [];
  #happened = false;
  #isEnded = false;
  #load: Load | undefined;
  verdict: Verdict = { lost: [], doubled: [], findings: [] };

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get asked(): readonly Asked[] {
    return this.#load?.asked ?? [];
  }

  foundWrong(what: string): void {
    this.#untruths.push(what);
  }

  get result(): RoundResult {
    return {
      ...this.verdict,
      drawn: this.#stage.drawn,
      happened: this.#happened,
      asked: this.asked.length,
      acknowledged: this.#load?.acknowledged ?? 0,
      refusals: Object.fromEntries(this.#load?.refusals ?? []),
      untruths: this.#untruths,
    };
  }

  /** Starts the gateway, if the round before has not left it running. */
  async start(): Promise<void> {
    const { gateway } = this.#stage;
    if (!gateway.isRunning) await gateway.start(this.#environment());
  }

  async run(): Promise<void> {
    const { drawn, gateway } = this.#stage;
    const load = new Load(gateway.url, await gateway.tokens());
    this.#load = load;
    const watch = new ReadyWatch(gateway.url);
    const begunMs = performance.now();
    load.start();
    await pause(drawn.loadMs);
    this.#demandReady(watch, begunMs, performance.now());
    this.#happened = await this.#fail(watch);
    if (this.#happened) await this.#askWhileFailed();
    await pause(afterwardsMs);
    await load.stop();
    if (drawn.kind === 'reserve') await this.#recover(watch);
    await watch.stop();
    // Nothing has failed where the reserve was kept: it goes on as it is.
    if (drawn.kind !== 'reserve') await this.end();
  }

  /** Stops the gateway, and gives the space back. */
  async end(): Promise<void> {
    const { gateway, disk } = this.#stage;
    if (this.#isEnded) return;
    this.#isEnded = true;
    await this.#stop(gateway);
    await disk?.empty();
  }

  /** Compares what was promised, of a gateway that is well again. */
  async askAgain(): Promise<void> {
    const { gateway } = this.#stage;
    this.verdict = await askAgain(this.asked, { url: gateway.url, tokens: await gateway.tokens() });
  }

  #environment(): NodeJS.ProcessEnv {
    const { drawn, data, shim } = this.#stage;
    if (!isInjected(drawn.kind) || shim === undefined) return {};
    return {
      LD_PRELOAD: shim,
      GUIDANG_FAULT_FOLDER: `${join(data, drawn.store)}/`,
      GUIDANG_FAULT_KIND: drawn.kind,
      GUIDANG_FAULT_AFTER: String(drawn.after),
      GUIDANG_FAULT_ARM: this.#arm,
      GUIDANG_FAULT_DONE: this.#done,
      ...(drawn.sticky ? { GUIDANG_FAULT_STICKY: '1' } : {}),
    };
  }

  get #arm(): string {
    return join(this.#stage.folder, `arm-${this.#stage.index}`);
  }

  get #done(): string {
    return join(this.#stage.folder, `done-${this.#stage.index}`);
  }

  /** Brings the fault about, and waits until `/readyz` says so. */
  async #fail(watch: ReadyWatch): Promise<boolean> {
    const { drawn, disk } = this.#stage;
    switch (drawn.kind) {
      case 'reserve':
        await disk?.fill(reserveBytes - mebibyte);
        return this.#said(watch, 'space', /reserve/u);
      case 'full':
        await disk?.fill(drawn.after * 8 * 1024);
        return this.#said(watch, 'storage', /restart/u);
      default:
        await writeFile(this.#arm, '');
        return (
          (await this.#isInjected()) &&
          (this.#isHarmless || this.#said(watch, 'storage', new RegExp(drawn.store, 'u')))
        );
    }
  }

  /** A short count is an answer that a caller must expect: it writes the rest. */
  get #isHarmless(): boolean {
    const { kind, store } = this.#stage.drawn;
    return kind === 'short' && store === 'content';
  }

  async #isInjected(): Promise<boolean> {
    const happened = (): true | undefined => existsSync(this.#done) || undefined;
    return until('the fault happens', happened, { timeoutMs: happensMs }).catch(() => false);
  }

  async #said(watch: ReadyWatch, check: string, detail: RegExp): Promise<boolean> {
    try {
      const since = await watch.says(check, detail, saidMs);
      await pause(afterwardsMs);
      const wrong = watch.between(since, Infinity).filter(({ status }) => status !== 503);
      if (wrong.length > 0) this.#untruths.push(`ready again ${wrong.length} times after a fault`);
    } catch {
      this.#untruths.push(`never said what had failed; last ${JSON.stringify(watch.last)}`);
    }
    return true;
  }

  #demandReady(watch: ReadyWatch, fromMs: number, toMs: number): void {
    const wrong = watch.between(fromMs, toMs).filter(({ status }) => status !== 200);
    if (wrong.length > 0) this.#untruths.push(`not ready before a fault: ${JSON.stringify(wrong[0])}`);
  }

  /** Reads go on; writes are refused with a code of their own. */
  async #askWhileFailed(): Promise<void> {
    if (this.#isHarmless) return;
    const { drawn, gateway } = this.#stage;
    const as = 'east-land-registrar';
    const token = (await gateway.tokens())[as] ?? '';
    const read = await fetch(`${gateway.url}/api/v1/records?limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await read.arrayBuffer();
    if (read.status !== 200) this.#untruths.push(`a read was answered ${read.status}`);
    const asked = {
      kind: 'record',
      as,
      path: '/api/v1/records',
      key: `while-failed-${this.#stage.index}`,
      body: '{}',
    } as const;
    const answer = await send(gateway.url, token, asked);
    const expected = drawn.kind === 'reserve' ? '507 storage-full' : '503 storage-failed';
    const said = codeOf(answer);
    if (said !== expected) this.#untruths.push(`a write was answered ${said}`);
  }

  /** The reserve was kept: with space again it goes on by itself. */
  async #recover(watch: ReadyWatch): Promise<void> {
    await this.#stage.disk?.empty();
    const ready = (): true | undefined => watch.last?.status === 200 || undefined;
    await until('it is ready again', ready, { timeoutMs: saidMs }).catch((error: unknown) => {
      this.#untruths.push(String(error));
    });
  }

  async #stop(gateway: GatewayUnderTest): Promise<void> {
    const { signal } = this.#stage.drawn;
    if (!gateway.isRunning) this.#untruths.push('the process ended by itself');
    const code = await gateway.stop(signal);
    if (signal === 'SIGTERM' && code !== 0) this.#untruths.push(`it ended with ${String(code)}`);
  }
}
