// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import { licenceIdentifierSchema } from '@guidang/chaincode/model';
import type { z } from 'zod';
import { optional } from '../../common/optional';
import type { VerificationService } from './api';
import { isOfEmptyFile } from './empty-file';
import { reasonsOf, verdictSchema } from './verdict';

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

/** The verdict for a stranger. Whether anybody has a file is said of the licence that has it, and of no other. */
export async function publicVerdict(
  verifications: VerificationService,
  { licence, digest }: PublicQuestion,
): Promise<PublicVerdict> {
  const alone = await verifications.verify({ licence, digests: [] });
  // Of a licence that does not exist the file is not looked for: how long that takes would tell whether it is here.
  const isAsked = digest !== undefined && alone.integrity === 'not-asked';
  const whole = isAsked ? await verifications.verify({ licence, digests: [digest] }) : alone;
  const { integrity, status, issuer, proof, valid, asOf, ledger } = whole;
  const isFileEmpty = digest !== undefined && isOfEmptyFile(digest);
  return {
    licence,
    ...optional({ digest }),
    integrity,
    status,
    issuer,
    proof,
    valid,
    reasons: reasonsOf({ integrity, status, issuer, isFileEmpty }),
    asOf,
    ledger,
  };
}
