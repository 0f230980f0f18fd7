// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { inputOf } from './input';
import { Trace } from './protocol';
import type { Answer, Task } from './protocol';
import { Oracle } from './oracle';
import { runTarget } from './run-target';
import type { Outcome } from './run-target';
import type { Target } from './target';

/* Parsers run in a thread of their own, one after the other, so that one that hangs, or takes all memory, is ended and named. */

async function main(task: Task): Promise<Outcome> {
  const { targets } = (await import(task.module)) as { readonly targets: readonly Target[] };
  const target = targets.find(({ name }) => name === task.target);
  if (target === undefined) throw new Error(`there is no target ${task.target}`);
  if (task.bytes !== undefined) return judgeOne(target, Buffer.from(task.bytes));
  const trace = new Trace(task.trace);
  return runTarget(target, {
    inputs: task.inputs,
    seed: task.seed,
    seconds: task.seconds,
    done: task.done,
    onInput: ({ bytes }) => {
      trace.write(bytes);
    },
  });
}

async function judgeOne(target: Target, bytes: Buffer): Promise<Outcome> {
  const opened = await target.open();
  const oracle = new Oracle(target, opened);
  await oracle.judge(inputOf(bytes));
  await opened.close?.();
  await oracle.end();
  const { answered, refused, slowestMs } = oracle;
  return {
    target: target.name,
    inputs: 1,
    cuts: 0,
    answered,
    refused,
    seconds: 0,
    processorSeconds: 0,
    slowestMs,
  };
}

function send(answer: Answer): void {
  parentPort?.postMessage(answer);
}

parentPort?.on('message', (task: Task) => {
  main(task).then(
    (outcome) => {
      send({ outcome });
    },
    (error: unknown) => {
      send({
        failure: error instanceof Error ? `${error.stack ?? ''}\n${stackOf(error.cause)}` : String(error),
      });
    },
  );
});

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
