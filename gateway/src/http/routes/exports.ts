// SPDX-License-Identifier: Apache-2.0
import {
  codeSchema,
  soughtObjectSchema,
  pseudonymSchema,
  recordIdSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import { z } from 'zod';
import type { Selection } from '../../application/export/selection';
import { timeOf } from '../../common/clock';
import { firstMomentOf, lastMomentOf, momentSchema } from '../../common/moment';
import { optional } from '../../common/optional';
import { searchOf } from '../lists';
import { found } from '../answer/reply';
import { streamToReader } from '../answer/stream-to-reader';
import { Problem } from '../problem';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { noParams, noQuery } from '../shared-schemas';

const mediaType = 'application/x-ndjson';

interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** In UTC; a day is one in China, and the last one is in the range. */
function bounds({ from, to }: Range): Range {
  return optional({ from: from && firstMomentOf(from), to: to && lastMomentOf(to) });
}

function endsAfterItBegins({ from, to }: Range): boolean {
  return from === undefined || to === undefined || from < to;
}

/** Of what is to come there is nothing yet, which a sealed file without a leaf would tell as a finding. */
function demandBegun({ from }: Range, now: string): void {
  if (from === undefined || from <= now) return;
  throw new Problem('field-invalid', 'a range begins with what has been, not with a moment to come', {
    field: 'body/selection/from',
  });
}

function subject<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject({ kind: z.literal('subject'), ...shape });
}

const selectionSchema = z.union([
  z.strictObject({ kind: z.literal('all') }),
  z
    .strictObject({ kind: z.literal('range'), from: momentSchema.optional(), to: momentSchema.optional() })
    .refine((range) => endsAfterItBegins(bounds(range)), {
      message: 'must end after it begins',
      path: ['to'],
    }),
  z.strictObject({ kind: z.literal('record'), id: recordIdSchema }),
  subject({ person: pseudonymSchema }),
  subject({ organisation: unifiedCodeSchema }),
  subject({ object: soughtObjectSchema }),
]);

/** Whom or what an export is about, for the event that it leaves. */
function aboutOf(selection: Selection): string | undefined {
  if (selection.kind !== 'subject') return undefined;
  if ('person' in selection) return selection.person;
  return 'object' in selection ? selection.object : selection.organisation;
}

/** Sealed exports of the log. */
export const exportRoute: Route = defineRoute({
  method: 'post',
  path: '/api/v1/exports',
  operation: 'exportLog',
  needsPrimary: true,
  tag: 'log',
  summary:
    'A sealed export of the log, for an audit that needs nobody online: all of it, a range, a record, a subject; an ' +
    'event with the selection is committed before the first line is given',
  kind: 'question',
  recordsSearches: true,
  isLong: true,
  access: ['auditor', 'archivist'],
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    selection: selectionSchema,
    covering: z.boolean().optional(),
    openAll: z.boolean().optional(),
    purpose: codeSchema,
    basis: codeSchema,
  }),
  example: { selection: { kind: 'all' }, purpose: 'audit', basis: 'archives-law:28' },
  responses: {
    200: {
      description: 'Lines of JSON, as docs/transparency-log.md has them; the last is the seal',
      mediaType,
    },
  },
  async handle({ services, caller, body, write: { role }, clock, signal, inSlices }) {
    const { covering = false, openAll = false, purpose, basis } = body;
    const asked = body.selection;
    const selection = asked.kind === 'range' ? { kind: asked.kind, ...bounds(asked) } : asked;
    if (selection.kind === 'range') demandBegun(selection, timeOf(clock));
    if (asked.kind === 'record') found(await services.records.get(asked.id), 'record');
    const lines = await services.exports.open({ selection, covering, openAll });
    // Recorded before the first line is sent; one that cannot be made has shown nothing.
    const search = searchOf('log', { ...selection, covering, openAll }, aboutOf(selection));
    await services.searches.record(caller, search, { purpose, basis, role });
    return {
      status: 200,
      headers: { 'Content-Type': mediaType },
      stream: streamToReader(inSlices(lines), signal),
    };
  },
});
