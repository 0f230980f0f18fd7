// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, type IdentifierKind } from './malformed';
import { parseUnifiedCode, UNIFIED_CODE_LENGTH } from './unified-code';

/** Lengths and parts as published items show them (GB/T 39554.1-2020). */
export const MATTER_BASIC_LENGTH = 12;
export const MATTER_ITEM_LENGTH = 14;
export const MATTER_IMPLEMENTATION_LENGTH = 31;

/** 基本编码: the matter itself. */
export interface MatterBasicCode {
  /** Two digits, `00` for a national matter. */
  readonly region: string;
  /** Two digits, `01` for a licence (行政许可). */
  readonly type: string;
  readonly department: string;
  readonly main: string;
  /** Three digits, or `00Y` for a main item that has sub-items. */
  readonly sub: string;
}

/** 业务办理项编码: one business of a matter (set up, change, cancel). */
export interface MatterItemCode {
  readonly basic: string;
  readonly item: string;
}

/** 实施编码: who may handle the matter, at which level. */
export interface MatterImplementationCode {
  /** The unified code of the acting body. */
  readonly body: string;
  /** One digit: 1 state, 2 province, 3 city, 4 county, and on. */
  readonly level: string;
  readonly basic: string;
}

/** @throws IdentifierMalformed */
export function parseMatterBasicCode(text: string): MatterBasicCode {
  requireBasic('matter-basic', text, MATTER_BASIC_LENGTH);
  return {
    region: text.slice(0, 2),
    type: text.slice(2, 4),
    department: text.slice(4, 6),
    main: text.slice(6, 9),
    sub: text.slice(9),
  };
}

/** @throws IdentifierMalformed */
export function parseMatterItemCode(text: string): MatterItemCode {
  requireBasic('matter-item', text, MATTER_ITEM_LENGTH);
  return { basic: text.slice(0, MATTER_BASIC_LENGTH), item: text.slice(MATTER_BASIC_LENGTH) };
}

/** @throws IdentifierMalformed */
export function parseMatterImplementationCode(text: string): MatterImplementationCode {
  const kind = 'matter-implementation';
  if (text.length !== MATTER_IMPLEMENTATION_LENGTH) throw new IdentifierMalformed({ kind, reason: 'length' });
  const body = text.slice(0, UNIFIED_CODE_LENGTH);
  const level = text.charAt(UNIFIED_CODE_LENGTH);
  const basic = text.slice(UNIFIED_CODE_LENGTH + 1);
  requireBody(body);
  if (!/^[1-9]$/.test(level)) throw new IdentifierMalformed({ kind, reason: 'format', part: 'level' });
  requireBasic(kind, basic, MATTER_BASIC_LENGTH);
  return { body, level, basic };
}

/** A text of `length` characters that begins with a basic code, and has digits after it. */
function requireBasic(kind: IdentifierKind, text: string, length: number): void {
  if (text.length !== length) throw new IdentifierMalformed({ kind, reason: 'length' });
  if (!/^[0-9Y]*$/.test(text)) throw new IdentifierMalformed({ kind, reason: 'character' });
  if (!/^\d{9}(\d{3}|00Y)\d*$/.test(text))
    throw new IdentifierMalformed({ kind, reason: 'format', part: 'sub' });
}

function requireBody(body: string): void {
  try {
    parseUnifiedCode(body);
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    const { reason, expected } = error;
    throw new IdentifierMalformed({
      kind: 'matter-implementation',
      reason,
      part: 'body',
      ...(expected !== undefined && { expected }),
    });
  }
}
