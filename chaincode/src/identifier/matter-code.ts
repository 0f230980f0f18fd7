// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, malformedHints } from './malformed';
import type { MalformedHint, MalformedReason } from './malformed';
import { tidyCode } from './tidy-code';
import { parseUnifiedCode } from './unified-code';

/** The code of a service matter (政务服务事项, GB/T 39554.1). */
export interface MatterCode {
  /** 基本编码: twelve characters; `Y` in the place of the sub-item for a main item that has sub-items. */
  readonly basic: string;
  /** 业务办理项: two more digits. */
  readonly handling?: string;
  /** Of an 实施编码: the unified code of the acting body, and what stands between it and the basic code. */
  readonly body?: string;
  readonly kind?: string;
}

const shape = /^(?:([0-9A-Z]{18})([0-9A-Z]))?(\d{11}[\dY])(\d{2})?$/;

/** Without and with the body: basic code, handling item. */
const lengths = [12, 14, 31, 33];

/** Codes of the form that versions before 0.3 took for a main item: stored ones stay readable, new ones are refused. */
const former = /^\d{12}00Y$/;

/**
 * The one reader of matter codes: a basic code (12), a handling item (14), or either behind its acting body (31, 33).
 * @throws IdentifierMalformed
 */
export function parseMatterCode(text: string): MatterCode {
  if (former.test(text)) throw malformed('format', malformedHints.mainItem);
  if (!lengths.includes(text.length)) {
    throw malformed('length', malformedHints.matterLength);
  }
  const [, body, kind, basic, handling] = shape.exec(text) ?? [];
  if (basic === undefined) throw malformed(/^[0-9A-Z]*$/.test(text) ? 'format' : 'character');
  if (body !== undefined) parseUnifiedCode(body);
  return {
    basic,
    ...(handling !== undefined && { handling }),
    ...(body !== undefined && { body }),
    ...(kind !== undefined && { kind }),
  };
}

/**
 * Checks a code under which a matter is kept: one without an acting body.
 * @throws IdentifierMalformed
 */
export function demandMatterId(text: string): void {
  if (parseMatterCode(text).body !== undefined) {
    throw malformed('length', malformedHints.matterAlone);
  }
}

/**
 * As {@link demandMatterId}, and takes codes that older versions let in.
 * @throws IdentifierMalformed
 */
export function demandKnownMatterId(text: string): void {
  if (!former.test(text)) demandMatterId(text);
}

/** The code under which a matter is kept, of any code that names it; a text that is none stays as it is. */
export function matterIdOf(text: string): string {
  const tidy = tidyCode(text);
  if (former.test(tidy)) return tidy;
  try {
    const { basic, handling = '' } = parseMatterCode(tidy);
    return basic + handling;
  } catch {
    return text;
  }
}

function malformed(reason: MalformedReason, hint?: MalformedHint): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'matter-code', reason, ...(hint !== undefined && { hint }) });
}
