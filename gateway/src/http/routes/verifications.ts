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

const questionShape = { licence: licenceIdentifierSchema.optional(), at: momentSchema.optional() };

const questionBody = z
  .strictObject({ ...questionShape, digest: digestSchema.optional() })
  .refine(({ licence, digest }) => licence !== undefined || digest !== undefined, {
    message: 'name a licence, a digest or both',
    path: ['licence'],
  });

const formFields = z.strictObject(questionShape);

export const verificationRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/verifications',
    operation: 'verify',
    tag: 'verification',
    summary:
      'One verdict on a licence, a digest or a file, or on a licence together with its file; records nothing',
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

function questionOf({ licence, digest, at }: z.infer<typeof questionBody>): VerificationQuestion {
  return { licence, digests: digest === undefined ? [] : [digest], at };
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
