// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { dateOf, digestSchema, licenceIdentifierSchema } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { z } from 'zod';
import { timeOf } from '../../common/clock';
import { Problem } from '../problem';
import { sealedReportSchema } from '../../application/report/sealed-report';
import { verdictSchema } from '../../application/verification/verdict';
import type { Verdict } from '../../application/verification/verdict';
import { optional } from '../../common/optional';
import { problemBody } from '../answer/problem-response';
import { toProblem } from '../answer/to-problem';
import { problemSchema } from '../openapi/problem-schema';
import { readForm } from '../request/form';
import { NamedLicences } from '../request/named-licence';
import type { HttpConfig } from '../server/http-config';
import { momentSchema } from '../../common/moment';
import { preferredType } from '../request/preferred-type';
import { defineRoute } from '../route';
import type { Route, RouteContext } from '../route';
import type { KeptFile, Services } from '../../application/services';
import { atEnd } from '../server/at-end';
import type { VerificationQuestion } from '../../application/verification/api';
import { ownDocumentIn, OwnDocumentReader } from '../../application/verification/own-document';
import { anyRole, consistencySchema, noParams, noQuery, verificationsPerBatchMax } from '../shared-schemas';
import { validate } from '../request/validate';
import { verificationExample } from '../openapi/examples';

/**
 * Fits a leaf, its proof and the signatures of the largest network; the body's own limit is lower once text is escaped.
 */
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

const batchBody = z.strictObject({
  // Each is read by itself: one that is malformed keeps no other from being answered.
  questions: z
    .array(z.union([questionBody, z.record(z.string(), z.unknown())]))
    .min(1)
    .max(verificationsPerBatchMax),
});

const batchItemSchema = z.union([
  z.strictObject({ verdict: verdictSchema }),
  z.strictObject({ problem: problemSchema }),
]);

const pdfType = 'application/pdf';

const formFields = z.strictObject(questionShape);

const asked = {
  method: 'post',
  tag: 'verification',
  kind: 'question',
  access: anyRole,
  params: noParams,
  body: questionBody,
  example: verificationExample,
  raw: {
    mediaTypes: ['multipart/form-data'],
    bytesMax: ({ contentBytesMax }: HttpConfig) => contentBytesMax,
    description: 'One file, whose bytes are hashed and not kept, and the fields `licence` and `at`.',
    form: { fields: formFields, isFileRequired: false },
  },
} as const;

export const verificationRoutes: readonly Route[] = [
  defineRoute({
    ...asked,
    path: '/api/v1/verifications',
    operation: 'verify',
    summary:
      'One verdict on a licence, a receipt, a digest or a file, or on one of the first two with its file; records nothing',
    query: z.strictObject({ consistency: consistencySchema }),
    responses: { 200: { description: 'The verdict', schema: verdictSchema } },
    async handle({ services, body, query: { consistency }, request, response, config }) {
      const question = await readQuestion(body, { services, request, response, config });
      return { status: 200, body: await verdictOn(services, question, consistency) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/verifications:batch',
    operation: 'verifyBatch',
    tag: 'verification',
    summary:
      `Up to ${verificationsPerBatchMax} questions at once, each with a verdict of its own, or a problem that concerns no other; ` +
      'each counts as a request; records nothing',
    kind: 'question',
    access: anyRole,
    params: noParams,
    query: z.strictObject({ consistency: consistencySchema }),
    body: batchBody,
    example: { questions: [verificationExample] },
    responses: {
      200: {
        description: 'The verdicts and problems, in the order of the questions',
        schema: z.strictObject({ items: z.array(batchItemSchema) }),
      },
    },
    async handle({ services, body, query: { consistency }, request, nextSlice, countMore, signal }) {
      const { questions } = body;
      const items: unknown[] = [];
      // Each costs as much as a request of its own, and says as much: it counts as one, and others' go in between.
      await countMore(questions.length - 1);
      for (const [index, given] of questions.entries()) {
        await nextSlice();
        if (signal.aborted) return undefined;
        try {
          const question = validate(questionBody, given, `body/questions/${index}`);
          items.push({ verdict: await verdictOn(services, questionOf(question), consistency) });
        } catch (error) {
          const problem = toProblem(error);
          // What the gateway itself fails in concerns all of them.
          if (problem.status >= 500) throw error;
          items.push({ problem: problemBody(request, problem) });
        }
      }
      return { status: 200, body: { items } };
    },
  }),
  defineRoute({
    ...asked,
    path: '/api/v1/verification-reports',
    operation: 'reportVerification',
    needsPrimary: true,
    summary:
      "The same as a report under the organisation's seal (核验报告), checked offline; printed by Accept: application/pdf",
    query: noQuery,
    responses: {
      200: {
        description: 'The report with the receipt that it rests on',
        schema: sealedReportSchema,
        mediaType: pdfType,
      },
    },
    async handle({ services, body, request, response, config, clock, reserveTurn, inTurn }) {
      const asked = await readQuestion(body, { services, request, response, config });
      const question = notOfTheFuture(asked, timeOf(clock));
      const headers = { Vary: 'Accept' };
      reserveTurn();
      if (preferredType(request, ['application/json', pdfType]) === 'application/json') {
        return { status: 200, body: await services.reports.json(question, inTurn), headers };
      }
      const pdf = await services.reports.pdf(question, inTurn);
      return {
        status: 200,
        headers: { ...headers, 'Content-Type': pdfType },
        stream: Readable.from([pdf], { objectMode: false }),
      };
    },
  }),
];

function verdictOn(
  { verifications }: Pick<Services, 'verifications'>,
  question: VerificationQuestion,
  consistency: VerificationQuestion['consistency'],
): Promise<Verdict> {
  if (consistency === 'ledger' && question.at !== undefined) {
    throw new Problem('field-invalid', "the ledger's own state knows no past", {
      field: 'query/consistency',
    });
  }
  return verifications.verify({ ...question, consistency });
}

type Asking = Pick<RouteContext, 'services' | 'request' | 'response' | 'config'>;

/** Reads the verification request from a JSON body, or from a form with a file. */
function readQuestion(body: unknown, asking: Asking): Promise<VerificationQuestion> {
  return body === undefined
    ? questionOfForm(asking)
    : Promise.resolve(questionOf(body as z.infer<typeof questionBody>));
}

function questionOf({ licence, receipt, digest, at }: z.infer<typeof questionBody>): VerificationQuestion {
  if (receipt !== undefined) demandReceipt(receipt);
  return { licence, receipt, digests: digest === undefined ? [] : [digest], at };
}

/** What is sent in the place of a receipt, by what {@link ownDocumentIn} recognises it as. */
const noReceipts = {
  report: 'this is a verification report, no receipt: check it at /verify or with the offline verifier',
  export: 'this is an export for an audit, no receipt: check it at /verify or with the offline verifier',
  keys: 'these are public keys, no receipt: they are what receipts are checked by',
  answer: 'this is an answer of a gateway, no receipt: get the receipt at /events/{id}/receipt',
} as const;

function demandReceipt(text: string): void {
  const { kind = 'receipt' } = ownDocumentIn(Buffer.from(text)) ?? {};
  if (kind === 'receipt') return;
  throw new Problem('receipt-malformed', noReceipts[kind], { field: 'body/receipt' });
}

async function questionOfForm({
  services,
  request,
  response,
  config,
}: Asking): Promise<VerificationQuestion> {
  const kept = services.licenceReader.keep();
  atEnd(response, () => {
    kept.letGo();
  });
  const bytesMax = config.contentBytesMax;
  const { fields, file } = await readForm(request, { bytesMax, consume: (each) => readFile(each, kept) });
  const { licence, at } = validate(formFields, fields, 'body');
  if (file === undefined && licence === undefined) {
    validate(questionBody, {}, 'body');
  }
  return {
    licence,
    ...optional({ named: file?.named, bytes: file?.bytes, document: file?.document }),
    ...(file === undefined ? {} : { shown: () => kept.texts() }),
    digests: file?.digests ?? [],
    at,
  };
}

/** What lies in the future is no fact to put a seal under. Today is asked about as of now, since it is not over. */
function notOfTheFuture(question: VerificationQuestion, now: string): VerificationQuestion {
  const { at, ...rest } = question;
  if (at === undefined || at === dateOf(now)) return rest;
  const isPast = at.length === dateLength ? at < dateOf(now) : Date.parse(at) <= Date.parse(now);
  if (!isPast) {
    throw new Problem('field-invalid', 'a report is sealed on what has been, not on a moment to come', {
      field: 'body/at',
    });
  }
  return question;
}

const dateLength = 'YYYY-MM-DD'.length;

interface FileFacts {
  /** Both: the licence may be registered under either. */
  readonly digests: readonly Digest[];
  readonly named: readonly string[];
  readonly document: VerificationQuestion['document'];
  readonly bytes: number;
}

async function readFile(file: Readable, kept: Pick<KeptFile, 'take'>): Promise<FileFacts> {
  const named = new NamedLicences();
  const own = new OwnDocumentReader();
  let bytes = 0;
  const hashes = (['sha256', 'sm3'] as const).map((algorithm) => ({
    algorithm,
    hash: createHash(algorithm),
  }));
  for await (const part of file as AsyncIterable<Buffer>) {
    for (const { hash } of hashes) hash.update(part);
    named.take(part);
    own.take(part);
    kept.take(part);
    bytes += part.length;
  }
  const digests = hashes.map(({ algorithm, hash }) => ({ algorithm, value: hash.digest('hex') }));
  const { document } = own;
  const licences = named.identifiers;
  const isNamed = licences.length === 1 || document?.licence === undefined;
  return { digests, named: isNamed ? licences : [document.licence], document, bytes };
}
