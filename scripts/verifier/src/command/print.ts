// SPDX-License-Identifier: Apache-2.0
import { isNotChecked } from '../errors';
import type { Finding } from '../findings';
import { printable } from '../receipt/leaf';
import type { Timing } from './timing';
import type { Result, Verification } from './verify-file';

/** What the process ends with (see --help). */
export const exitCodes: Readonly<Record<Result, number>> = {
  proven: 0,
  wrong: 1,
  'not-checked': 2,
  'not-complete': 3,
};

/** A line for each finding, then completeness where it is asked for, then the result. */
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
  const details = Object.values(what).join(' ');
  const events = Object.entries(about.events).map(([type, count]) => `${count} ${type}`);
  return `${kind}${details === '' ? '' : ` ${details}`}: ${about.leaves} leaves (${events.join(', ')})`;
}

/** The same for programs. Hashes are in base64. */
export function toJson(verification: Verification & { readonly timing?: Timing }): string {
  return JSON.stringify(verification, withBase64, 2);
}

/** A Buffer has already been written by its own toJSON when a replacer sees it, so its holder is asked. */
function withBase64(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  const original = this[name];
  return Buffer.isBuffer(original) ? original.toString('base64') : value;
}
