// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import { licenceIdentifierSchema } from '@guidang/chaincode/model';
import type { z } from 'zod';
import { optional } from '../../common/optional';
import type { VerificationService } from './api';
import { isOfEmptyFile } from './empty-file';
import { isValid, reasonsOf, verdictSchema } from './verdict';
import type { Verdict } from './verdict';

/**
 * What anybody is told who names a licence: its four parts, and what follows from them. Not why and how it ended, what
 * follows it, when it was changed, and in which block: each would confirm a guess about its holder.
 */
export const publicVerdictSchema = verdictSchema
  .pick({
    digest: true,
    integrity: true,
    status: true,
    issuer: true,
    proof: true,
    valid: true,
    reasons: true,
    asOf: true,
    ledger: true,
  })
  .extend({ licence: licenceIdentifierSchema });

type PublicVerdict = z.infer<typeof publicVerdictSchema>;

interface PublicQuestion {
  readonly licence: string;
  readonly digest?: Digest | undefined;
}

/** What a gateway knows of a licence that is cut off from the ledger, or has not read all of it. */
const unreachable = {
  integrity: 'unreachable',
  status: 'unknown',
  issuer: 'unknown',
  proof: 'unavailable',
} as const satisfies Partial<Verdict>;

/** The verdict for a stranger. Whether anybody has a file is said of the licence that has it, and of no other. */
export async function publicVerdict(
  verifications: VerificationService,
  { licence, digest }: PublicQuestion,
): Promise<PublicVerdict> {
  // Asked first: the verdict is then at least as current.
  const isCurrent = await verifications.isCurrent();
  const known = await verifications.verify({ licence, digests: digest === undefined ? [] : [digest] });
  const { integrity, status, issuer, proof } = isCurrent ? known : unreachable;
  const isFileEmpty = digest !== undefined && isOfEmptyFile(digest);
  return {
    licence,
    ...optional({ digest }),
    integrity,
    status,
    issuer,
    proof,
    valid: isValid({ integrity, status, issuer }),
    reasons: reasonsOf({ integrity, status, issuer, isFileEmpty }),
    asOf: known.asOf,
    ledger: known.ledger,
  };
}
