// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { digestSchema, licenceIdentifierSchema, type Digest } from '@guidang/chaincode';
import { z } from 'zod';
import { Problem } from '../../errors/problem';
import { verdictSchema } from '../../verification/verdict';
import { readForm } from '../form';
import { momentSchema } from '../moment';
import { defineRoute, type Route } from '../route';
import type { VerificationQuestion } from '../services';
import { anyRole, consistencySchema, noParams } from '../shared-schemas';
import { validate } from '../validate';
import { verificationExample } from '../examples';

/** A leaf, its proof and the signatures of the largest network; the body's own limit is stricter for what is escaped. */
const receiptCharsMax = 240 * 1024;

const questionShape = { licence: licenceIdentifierSchema.optional(), at: momentSchema.optional() };

const questionBody = z
  .strictObject({
    ...questionShape,
    receipt: z.string().min(1).max(receiptCharsMax).optional(),
    digest: digestSchema.optional(),
  })
  .refine(
    ({ licence, receipt, digest }) => licence !== undefined || receipt !== undefined || digest !== undefined,
    { message: 'name a licence or a receipt, a digest, or one with the other', path: ['licence'] },
  )
  .refine(({ licence, receipt }) => licence === undefined || receipt === undefined, {
    message: 'a receipt says itself what it is about',
    path: ['receipt'],
  });

const formFields = z.strictObject(questionShape);

export const verificationRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/verifications',
    operation: 'verify',
    tag: 'verification',
    summary:
      'One verdict on a licence, a receipt, a digest or a file, or on one of the first two with its file; records nothing',
    kind: 'question',
    roles: anyRole,
    params: noParams,
    query: z.strictObject({ consistency: consistencySchema }),
    body: questionBody,
    example: verificationExample,
    raw: {
      mediaTypes: ['multipart/form-data'],
      bytesMax: ({ contentBytesMax }) => contentBytesMax,
      description: 'One file, whose bytes are hashed and not kept, and the fields `licence` and `at`.',
    },
    responses: { 200: { description: 'The verdict', schema: verdictSchema } },
    async handle({ services, body, query: { consistency }, request, config }) {
      const question =
        (body as z.infer<typeof questionBody> | undefined) === undefined
          ? await questionOfForm(request, config.contentBytesMax)
          : questionOf(body);
      if (consistency === 'ledger' && question.at !== undefined)
        throw new Problem('field-invalid', "the ledger's own state knows no past", {
          field: 'query/consistency',
        });
      return { status: 200, body: await services.verifications.verify({ ...question, consistency }) };
    },
  }),
];

function questionOf({ licence, receipt, digest, at }: z.infer<typeof questionBody>): VerificationQuestion {
  return { licence, receipt, digests: digest === undefined ? [] : [digest], at };
}

async function questionOfForm(
  request: Parameters<typeof readForm>[0],
  bytesMax: number,
): Promise<VerificationQuestion> {
  const { fields, file } = await readForm(request, { bytesMax, consume: digestsOf });
  const { licence, at } = validate(formFields, fields, 'body');
  if (file === undefined && licence === undefined) {
    validate(questionBody, {}, 'body');
  }
  return { licence, digests: file ?? [], at };
}

/** Both digests at once: the licence may be registered under either. */
async function digestsOf(file: Readable): Promise<readonly Digest[]> {
  const hashes = (['sha256', 'sm3'] as const).map((algorithm) => ({
    algorithm,
    hash: createHash(algorithm),
  }));
  for await (const part of file as AsyncIterable<Buffer>) {
    for (const { hash } of hashes) hash.update(part);
  }
  return hashes.map(({ algorithm, hash }) => ({ algorithm, value: hash.digest('hex') }));
}
