// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from '../bytes';
import type { Result, Verification } from '../check/verify-file';
import { isNotChecked } from '../errors';
import type { Finding } from '../findings';
import { printable } from '../receipt/leaf';
import type { Timing } from './timing';

/** The exit code (see --help). */
export const exitCodes: Readonly<Record<Result, number>> = {
  proven: 0,
  wrong: 1,
  'not-checked': 2,
  'not-complete': 3,
};

/** Prints a line for each finding, then the completeness if applicable, then the result. */
export function toLines({ findings, completeness, export: inside, result }: Verification): string[] {
  const lines = findings.map(findingLine);
  if (inside !== undefined) lines.push(`selected: ${describeSelected(inside)}`);
  if (completeness !== undefined) {
    lines.push(`completeness: ${completeness.proven ? 'proven' : 'not proven'}: ${completeness.reason}`);
  }
  return [...lines, `result: ${result}`].map(printable);
}

function findingLine({ check, ok, message, code }: Finding): string {
  if (ok) return `ok ${check}: ${message}`;
  return `${code !== undefined && isNotChecked(code) ? 'not checked' : 'wrong'} ${check}: ${message}`;
}

function describeSelected({ selection, about }: NonNullable<Verification['export']>): string {
  const { kind, ...what } = selection;
  const details = (kind === 'range' ? Object.entries(what).flat() : Object.values(what)).join(' ');
  const events = Object.entries(about.events).map(([type, count]) => `${count} ${type}`);
  return `${kind}${details === '' ? '' : ` ${details}`}: ${about.leaves} leaves (${events.join(', ')})`;
}

/** The same as JSON. Hashes are in base64. */
export function toJson(verification: Verification & { readonly timing: Timing | undefined }): string {
  return JSON.stringify(verification, withBase64, 2);
}

function withBase64(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  // When a replacer sees a Buffer, its toJSON has already run; so look it up in its holder.
  const original = this[name];
  return original instanceof Uint8Array ? encodeBase64(original) : value;
}
