// SPDX-License-Identifier: Apache-2.0
import { organisations } from '@guidang/chaincode/sample';
import { checkEmbedded } from '../fsck/check-embedded';
import { lineOf } from '../fsck/outcome';
import type { CheckOutcome } from '../fsck/outcome';

/** Expects that a check found nothing; a failure prints the findings. */
export function expectNone({ findings }: CheckOutcome): void {
  expect(findings.map(lineOf)).toEqual([]);
}

/** Expects that the embedded ledger of a stopped gateway is intact, and that its other stores agree with it. */
export async function expectNoFindings(dataFolder: string): Promise<void> {
  expectNone(await checkEmbedded(dataFolder, Object.keys(organisations), () => undefined));
}
