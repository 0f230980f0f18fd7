// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  foldArchivalCode,
  recordContentSchema,
  tidyArchivalCode,
} from '@guidang/chaincode/model';
import type { ArchiveRecord, NewRecord } from '@guidang/chaincode/model';
import { sha256 } from '../../common/sha256';

/** Whose list a row stands in: equal rows of two departments are two records. */
interface RowOwner {
  readonly organisation: string;
  readonly department: string;
}

const contentFields = Object.keys(recordContentSchema.shape);

/** A row, or the record that was created of it. */
type Said = NewRecord | ArchiveRecord;

/**
 * Identifies a row of a list by what it says, so that it is recognised in another file, order, portion or year: the
 * digest of its content, without what the ledger adds. The order of contents (pages) counts; that of dossiers and
 * references does not, nor the spelling of a 档号 that the row brings along, by which its fonds is told too.
 */
export function rowIdentity({ organisation, department }: RowOwner, content: Said): string {
  const code = broughtAlong(content);
  const given: Readonly<Record<string, unknown>> = { ...content };
  const names = contentFields.filter(
    (name) => given[name] !== undefined && (name !== 'fonds' || code === undefined),
  );
  const normalised = {
    ...Object.fromEntries(names.map((name) => [name, given[name]])),
    ...(code === undefined ? {} : { archivalCode: folded(code) }),
    dossiers: content.dossiers.map((dossier) => canonicalJson(unmarked(dossier))).sort(),
    references: [...content.references].sort(),
  };
  return sha256(canonicalJson([organisation, department, normalised])).toString('base64url');
}

/** The 档号 that a row brings along. One that its record was given when it was arranged is none of its row's. */
function broughtAlong(content: Said): string | undefined {
  return 'state' in content ? content.existingCode?.original : content.archivalCode;
}

/** As it always was of what could be read before marks around a code were dropped: rows of those days are known by it. */
function folded(code: string): string {
  try {
    return foldArchivalCode(code);
  } catch {
    return foldArchivalCode(tidyArchivalCode(code));
  }
}

/** Without the mark that the ledger sets. */
function unmarked(dossier: Said['dossiers'][number]): Said['dossiers'][number] {
  return 'organisation' in dossier ? { organisation: dossier.organisation } : dossier;
}
