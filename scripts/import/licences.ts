// SPDX-License-Identifier: Apache-2.0
import {
  licenceIdentifierSchema,
  parseLicenceIdentifier,
  readPasted,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import type { RegistryChange } from '@guidang/chaincode/model';
import { manifestOf } from '@guidang/chaincode/proof';
import type { ManifestTree } from '@guidang/chaincode/proof';
import { z } from 'zod';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import type { RowResult } from './result-file';
import type { SourceRow } from './source';

/** Existing licences of one issuer and type, which are registered under one manifest. */
interface Group {
  /** As in the identifiers: a unified code, or a short one. */
  readonly code: string;
  readonly type: string;
  readonly manifest: ManifestTree;
}

/** The manifests of a file, by issuer and type. */
export class Manifests {
  readonly groups: readonly Group[];

  constructor(identifiers: readonly string[]) {
    const names = new Map<string, string[]>();
    for (const identifier of identifiers) {
      const key = groupOf(identifier);
      const others = names.get(key) ?? [];
      others.push(identifier);
      names.set(key, others);
    }
    this.groups = [...names.entries()].sort().map(([key, licences]) => {
      const [code = '', type = ''] = key.split('/');
      return { code, type, manifest: manifestOf(licences) };
    });
  }

  /** The proposal's changes that open the registration of all of them. */
  changes({
    until,
    issuer,
  }: {
    readonly until: string;
    readonly issuer: string | undefined;
  }): RegistryChange[] {
    return this.groups.map(({ code, type, manifest: { root, count } }) => ({
      kind: 'registration',
      issuer: unifiedCodeOf(code, issuer),
      licenceType: type,
      manifest: { root, count },
      until,
    }));
  }

  inclusionOf(identifier: string): object | undefined {
    const key = groupOf(identifier);
    const group = this.groups.find(({ code, type }) => `${code}/${type}` === key);
    return group?.manifest.inclusionOf(identifier);
  }
}

function groupOf(identifier: string): string {
  const { issuer, type } = parseLicenceIdentifier(identifier);
  return `${issuer}/${type}`;
}

function unifiedCodeOf(code: string, issuer: string | undefined): string {
  if (unifiedCodeSchema.safeParse(code).success) return code;
  if (issuer !== undefined) return unifiedCodeSchema.parse(readPasted('hyphenated-code', issuer));
  throw new Error(`${code} is no unified code: name whose short code it was with --issuer`);
}

const licenceRow = z.looseObject({
  identifier: z
    .string()
    .transform((text) => readPasted('licence', text))
    .pipe(licenceIdentifierSchema),
});

/**
 * Reads the identifiers of a file of licences, which are all that a manifest is made of.
 * @throws {Error} naming the row without a well-formed identifier: it could be on no manifest.
 */
export async function identifiersOf(rows: AsyncIterable<SourceRow>): Promise<string[]> {
  const identifiers: string[] = [];
  for await (const { row, text } of rows) {
    const read = licenceRow.safeParse(parsed(text));
    if (!read.success) throw new Error(`row ${row} has no well-formed licence identifier`);
    identifiers.push(read.data.identifier);
  }
  return identifiers;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Registers licences at once, each with its proof: none waits for another, so the order does not matter. */
export async function* registerLicences(
  client: Pick<ApiClient, 'post'>,
  portion: readonly SourceRow[],
  { name, manifests }: { readonly name: string; readonly manifests: Manifests },
): AsyncGenerator<RowResult[]> {
  yield await Promise.all(
    portion.map(async ({ row, text }): Promise<RowResult> => {
      const licence = licenceRow.parse(JSON.parse(text));
      const { identifier } = licence;
      const body = { ...licence, inclusion: manifests.inclusionOf(identifier) };
      try {
        await client.post('/api/v1/licences', body, { 'idempotency-key': `${name}-${row}` });
        return { row, id: identifier };
      } catch (error) {
        if (!(error instanceof ApiProblem) || isPassing(error)) throw error;
        return { row, problem: { code: error.code, detail: error.document.detail ?? '' } };
      }
    }),
  );
}

/** The caller tries again after these, and nothing has happened twice. */
function isPassing({ status }: ApiProblem): boolean {
  return status === 401 || status === 429 || status >= 500;
}
