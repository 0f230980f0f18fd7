// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '@guidang/chaincode/commands';
import { digestSchema, timeSchema } from '@guidang/chaincode/model';
import { z } from 'zod';
import { found } from '../answer/reply';
import { givenBy } from '../command-route';
import { defineRoute } from '../route';
import type { Input, Route } from '../route';
import { noParams, noQuery } from '../shared-schemas';
import { answerTus, partType, tusExtensions, tusVersion, uploadsPath } from '../uploads/tus';

const params = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/, 'must be the name of an upload') });

/** tus asks for these statuses and headers; the routes are as that protocol has them, but for problems. */
const asTus = {
  tag: 'contents',
  kind: 'protocol',
  needsPrimary: true,
  ...givenBy(createRecord),
  query: noQuery,
} as const;

const ofOne = { ...asTus, path: `${uploadsPath}/{id}`, params } as const;

const resumable = { 'Tus-Resumable': `Always ${tusVersion}` };
const gone = {
  description: 'No such upload of the caller: begin it again',
  mediaType: 'application/problem+json',
};

async function answer(input: Input<{ readonly id?: string }, unknown, unknown>): Promise<undefined> {
  const {
    services,
    caller,
    request,
    response,
    params: { id },
    config,
  } = input;
  await answerTus({
    uploads: services.uploads,
    caller,
    request,
    response,
    ...(id === undefined ? {} : { id }),
    bytesMax: config.uploadBytesMax,
  });
}

/** Uploads that go on after the line broke: tus 1.0 (https://tus.io), for which clients exist in many languages. */
export const uploadRoutes: readonly Route[] = [
  defineRoute({
    ...asTus,
    method: 'options',
    path: uploadsPath,
    operation: 'describeUploads',
    summary: 'The version and the extensions of tus, and the bytes of one file, in headers',
    params: noParams,
    responses: { 204: { description: 'In the headers Tus-Version, Tus-Extension, Tus-Max-Size' } },
    handle: ({ config }) => ({
      status: 204,
      headers: {
        'Tus-Resumable': tusVersion,
        'Tus-Version': tusVersion,
        'Tus-Extension': tusExtensions.join(),
        'Tus-Max-Size': String(config.uploadBytesMax),
      },
    }),
  }),
  defineRoute({
    ...asTus,
    method: 'post',
    path: uploadsPath,
    operation: 'beginUpload',
    summary: 'Begins an upload that goes on after the line broke (tus 1.0); Location says where its bytes go',
    params: noParams,
    headers: {
      ...resumable,
      'Upload-Length': 'The bytes of the whole file: they count against the quota from here on',
      'Upload-Metadata': 'Given back by HEAD, and not kept with the file',
    },
    raw: {
      mediaTypes: [partType],
      description: 'The first bytes, if any are sent with it.',
      isOptional: true,
    },
    responses: { 201: { description: 'Begun: Location, and Upload-Expires if nothing more comes' } },
    handle: answer,
  }),
  defineRoute({
    ...ofOne,
    method: 'head',
    operation: 'askUpload',
    summary:
      'How many bytes of an upload are here: Upload-Offset; once all are, Content-Location names the file',
    headers: resumable,
    responses: { 200: { description: 'Upload-Offset, Upload-Length' }, 404: gone },
    handle: answer,
  }),
  defineRoute({
    ...ofOne,
    method: 'patch',
    operation: 'continueUpload',
    summary: 'Goes on with an upload at its offset; with the last byte the file is stored, as by putContent',
    headers: { ...resumable, 'Upload-Offset': 'As HEAD has said' },
    raw: { mediaTypes: [partType], description: 'The next bytes; those before the line breaks are kept.' },
    responses: {
      204: { description: 'Upload-Offset; once all are here, Content-Location names the file' },
      404: gone,
      409: { description: 'The offset is another one: ask HEAD', mediaType: 'application/problem+json' },
      412: { description: 'Another version of tus', mediaType: 'application/problem+json' },
      413: { description: 'More bytes than announced', mediaType: 'application/problem+json' },
    },
    handle: answer,
  }),
  defineRoute({
    ...ofOne,
    method: 'delete',
    operation: 'endUpload',
    summary: 'Gives an upload up, and removes what is here of it',
    headers: resumable,
    responses: { 204: { description: 'Removed' }, 404: gone },
    handle: answer,
  }),
  defineRoute({
    ...asTus,
    kind: 'read',
    method: 'get',
    path: `${uploadsPath}/{id}`,
    params,
    operation: 'getUpload',
    summary: "An upload of the caller's own, and once all of it is here, the digests of the file",
    responses: {
      200: {
        description: 'The upload',
        schema: z.strictObject({
          id: params.shape.id,
          bytes: z.int(),
          received: z.int(),
          expiresAt: timeSchema,
          stored: z.strictObject({ digest: digestSchema, sm3: digestSchema, bytes: z.int() }).optional(),
        }),
      },
    },
    async handle({ services, caller, params: { id } }) {
      const { metadata, ...upload } = found(await services.uploads.find(caller, id), 'upload');
      return { status: 200, body: upload };
    },
  }),
];
