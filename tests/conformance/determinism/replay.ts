// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Invocation } from '../../../chaincode/src/testing/invocation';
import { MemoryLedger } from '../../../chaincode/src/testing/memory-ledger';

/** Runs recorded transactions on an empty ledger and prints what each read, wrote and returned, one line each. */
async function replay(file: string): Promise<void> {
  const ledger = new MemoryLedger();
  const invocations = JSON.parse(readFileSync(file, 'utf8')) as Invocation[];
  console.log(JSON.stringify(environment()));
  for (const invocation of invocations) console.log(JSON.stringify(await ledger.submit(invocation)));
}

/** What the two processes must see differently; otherwise the comparison would prove nothing. */
function environment(): Record<string, unknown> {
  return {
    day: new Date().toISOString().slice(0, 10),
    zone: new Date(0).getTimezoneOffset(),
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    dice: Math.random(),
  };
}

replay(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
