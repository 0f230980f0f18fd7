// SPDX-License-Identifier: Apache-2.0
import { pseudonymSchema, readPasted } from '@guidang/chaincode/model';
import { firstMomentOf, lastMomentOf, momentSchema } from '@guidang/gateway/common/moment';
import type { Selection } from '@guidang/gateway/application/export/selection';

interface SelectionOptions {
  readonly all?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly record?: string | undefined;
  readonly subject?: string | undefined;
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  readonly object?: string | undefined;
}

const unifiedCode = /^[0-9A-Z]{18}$/;

/** @throws {Error} unless the options name exactly one selection, with valid times. */
export function selectionOf({ all, from, to, record, subject, ...named }: SelectionOptions): Selection {
  const { person, organisation, object } = named;
  const asked: Selection[] = [
    ...(all === true ? [{ kind: 'all' } as const] : []),
    ...(from === undefined && to === undefined ? [] : [rangeOf(from, to)]),
    ...(record === undefined ? [] : [{ kind: 'record', id: readPasted('record', record) } as const]),
    ...(subject === undefined ? [] : [subjectOf(subject)]),
    ...(person === undefined
      ? []
      : [{ kind: 'subject', person: readPasted('hyphenated-code', person) } as const]),
    ...(organisation === undefined ? [] : [{ kind: 'subject', organisation } as const]),
    ...(object === undefined ? [] : [{ kind: 'subject', object } as const]),
  ];
  const [selection, ...others] = asked;
  if (selection === undefined || others.length > 0) {
    throw new Error('name one of --all, --from and --to, --record, --subject; --help says more');
  }
  return selection;
}

function rangeOf(from: string | undefined, to: string | undefined): Selection {
  return {
    kind: 'range',
    ...(from === undefined ? {} : { from: timeOf(from, '--from') }),
    ...(to === undefined ? {} : { to: timeOf(to, '--to') }),
  };
}

function timeOf(text: string, option: '--from' | '--to'): string {
  if (momentSchema.safeParse(text).success) {
    return option === '--to' ? lastMomentOf(text) : firstMomentOf(text);
  }
  throw new Error(
    `${option} takes a day in China that exists (2026-11-23), or a time with its offset ` +
      `(2026-11-23T08:00:00+08:00), not ${text}`,
  );
}

function subjectOf(pasted: string): Selection {
  const code = readPasted('hyphenated-code', pasted);
  if (pseudonymSchema.safeParse(code).success) return { kind: 'subject', person: code };
  if (unifiedCode.test(code)) return { kind: 'subject', organisation: code };
  return { kind: 'subject', object: readPasted('code', pasted) };
}
