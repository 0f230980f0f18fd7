// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import { demandSafeText, isSafeText } from './safe-text';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Names that can reach a prototype when members are copied carelessly (OWASP: prototype pollution). */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON (RFC 8259) so that no two parsers can read it differently: UTF-8 only, no duplicate names, no unsafe
 * text, bounded depth. JSON.parse produces the values; one linear scan of the text, by then known to be valid JSON,
 * detects what JSON.parse lets pass.
 * @throws {Problem} `body-malformed`, `body-too-deep`, `field-duplicate`, `field-invalid`.
 */
export function parseStrictJson(bytes: Uint8Array, depthMax: number): unknown {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    throw new Problem('body-malformed', 'the body is not UTF-8', { field: 'body', cause });
  }
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem('body-malformed', 'the body is not JSON', { field: 'body', cause });
  }
  new Scan(depthMax).run(text);
  return value;
}

interface Level {
  /** The names seen so far, for an object; undefined for an array. */
  readonly names: Set<string> | undefined;
  /** The member or element at the scan's position. */
  at: string | number;
}

/** Strings, brackets and commas: the only tokens that the structure depends on. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/gsu;

class Scan {
  readonly #depthMax: number;
  readonly #levels: Level[] = [];
  /** Whether the next string is a member name. */
  #nameNext = false;

  constructor(depthMax: number) {
    this.#depthMax = depthMax;
  }

  run(text: string): void {
    for (const [part] of text.matchAll(token)) this.#step(part);
  }

  #step(part: string): void {
    switch (part) {
      case '{':
      case '[':
        this.#open(part === '{');
        return;
      case '}':
      case ']':
        this.#levels.pop();
        this.#nameNext = false;
        return;
      case ',':
        this.#next();
        return;
      default:
        this.#string(part.includes('\\') ? (JSON.parse(part) as string) : part.slice(1, -1));
    }
  }

  #open(isObject: boolean): void {
    if (this.#levels.length === this.#depthMax) {
      throw new Problem('body-too-deep', `the body is nested more than ${this.#depthMax} deep`, {
        field: 'body',
      });
    }
    this.#levels.push(isObject ? { names: new Set(), at: '' } : { names: undefined, at: 0 });
    this.#nameNext = isObject;
  }

  #next(): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    this.#nameNext = level.names !== undefined;
    if (typeof level.at === 'number') level.at += 1;
  }

  #string(text: string): void {
    // The place is put together for what is refused only.
    if (!isSafeText(text)) demandSafeText(this.#place(), text);
    const level = this.#levels.at(-1);
    if (level?.names === undefined || !this.#nameNext) return;
    this.#nameNext = false;
    level.at = text;
    if (forbiddenNames.has(text)) throw this.#fault('field-unknown', 'is not a name that is allowed');
    if (level.names.has(text)) throw this.#fault('field-duplicate', 'is given twice');
    level.names.add(text);
  }

  #place(): string {
    return ['body', ...this.#levels.map(({ at }) => String(at))].filter((part) => part !== '').join('/');
  }

  #fault(code: 'field-unknown' | 'field-duplicate', message: string): Problem {
    const field = this.#place();
    return new Problem(code, `${field} ${message}`, { field, errors: [{ field, message }] });
  }
}
