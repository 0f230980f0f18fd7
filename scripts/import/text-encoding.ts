// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { says } from '../terminal-words';

/** Encodings in which Excel and Windows save lists in China; Big5 only by name, since most of it reads as GB18030 too. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof encodings)[number];

/** GB18030 holds what came before it; the first is Windows' name of it. */
const parts: ReadonlyMap<string, Encoding> = new Map([
  ['cp936', 'gb18030'],
  ['gbk', 'gb18030'],
]);

/**
 * An encoding by any label that the Encoding Standard (WHATWG) gives it, such as `gbk`, `gb2312` or `utf8`.
 * @throws {Error} for the label of another one, or of none.
 */
export function encodingNamed(label: string): Encoding {
  const name = parts.get(label.toLowerCase()) ?? standardName(label);
  const found = encodings.find((encoding) => encoding === (parts.get(name) ?? name));
  if (found !== undefined) return found;
  const all = encodings.join(', ');
  throw new Error(
    says(`--encoding takes one of ${all}, not ${label}`, `--encoding 可取 ${all}，不能为 ${label}`),
  );
}

function standardName(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return label;
  }
}

export interface TextForm {
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

/** What a file is, before anything of it is taken in. */
export interface Inspected extends TextForm {
  /** SHA-256 of its bytes: recognises the same file. */
  readonly digest: string;
  readonly isEmpty: boolean;
}

const marks: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/** How workbooks begin, of today and of before, whatever their names say. */
const workbooks: readonly Buffer[] = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0', 'hex')];

/** Its mark begins as that of UTF-16 does. */
const utf32 = Buffer.from('fffe0000', 'hex');

function isUtf32(): Error {
  return new Error(
    says(
      'the file is in UTF-32, which is not read: save it as "CSV UTF-8"',
      '不读取 UTF-32 编码的文件：请另存为“CSV UTF-8”',
    ),
  );
}

function isWorkbook(): Error {
  return new Error(
    says(
      'the file is a workbook, whatever its name says: name it .xlsx, or save it as .xlsx or "CSV UTF-8" in a spreadsheet',
      '文件实为电子表格工作簿：请将扩展名改为 .xlsx，或在电子表格中另存为 .xlsx 或“CSV UTF-8”',
    ),
  );
}

/** A file of UTF-8 with a damaged byte has many good characters for each bad one; one in GB18030 has hardly any. */
const goodForEachBad = 20;

/** Text that is good UTF-8 and UTF-16 at once is Latin: every second byte of it is a zero. */
const bytesForEachZero = 8;

interface InspectOptions {
  /** A workbook is no text. */
  readonly isText: boolean;
  /** Named by whoever knows better. */
  readonly encoding: Encoding | undefined;
}

/**
 * Reads a file once and recognises its encoding.
 * @throws {Error} for bytes that are text in none of the encodings, with the place of the first.
 */
export async function inspect(
  file: string,
  { isText, encoding }: InspectOptions = { isText: true, encoding: undefined },
): Promise<Inspected> {
  const hash = createHash('sha256');
  const watch = new Utf8Watch();
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)]);
    watch.read(chunk);
  }
  const digest = hash.digest('hex');
  if (!isText) return { encoding: 'utf-8', hasMark: false, digest, isEmpty: head.length === 0 };
  if (workbooks.some((mark) => head.subarray(0, mark.length).equals(mark))) throw isWorkbook();
  if (head.subarray(0, utf32.length).equals(utf32)) throw isUtf32();
  const form = encoding === undefined ? formOf(head, watch) : { encoding, hasMark: false };
  if (encoding === undefined && form.encoding === 'gb18030' && (await isLikelyBig5(file))) throw likelyBig5();
  let characters = 0;
  for await (const text of decoded(file, form)) characters += text.length;
  return { ...form, digest, isEmpty: characters === 0 };
}

/** Of the pairs of a text in GB2312 none ends in such a byte, of one in GBK few; of one in Big5, two in five. */
const lowEndsMin = 0.15;
/** The 5,401 common characters of Big5 begin with A4 to C6: a text has hardly any other. */
const commonMin = 0.8;

/** Big5 has no pair such as this, GBK has. */
function isNoBig5(lead: number, end: number): boolean {
  return lead < 0xa1 || lead > 0xf9 || end < 0x40 || (end > 0x7e && end < 0xa1);
}

/** The pairs of bytes of a text in which each character that is not ASCII has two. */
async function* pairsIn(file: string): AsyncGenerator<readonly [lead: number, end: number]> {
  let lead = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (lead !== 0) yield [lead, byte];
      lead = lead === 0 && byte >= 0x80 ? byte : 0;
    }
  }
}

/** Whether bytes that are no UTF-8 look like traditional Chinese of Windows: read as GB18030 they would be nonsense. */
async function isLikelyBig5(file: string): Promise<boolean> {
  let pairs = 0;
  let common = 0;
  let low = 0;
  for await (const [lead, end] of pairsIn(file)) {
    if (isNoBig5(lead, end)) return false;
    pairs += 1;
    if (lead >= 0xa4 && lead <= 0xc6) common += 1;
    if (end <= 0x7e) low += 1;
  }
  return low >= lowEndsMin * pairs && common >= commonMin * pairs;
}

function likelyBig5(): Error {
  return new Error(
    says(
      'the file is most likely Big5 (traditional Chinese), and would be nonsense as GB18030: save it as "CSV UTF-8", or say which it is with --encoding big5 or --encoding gb18030',
      '文件很可能是 Big5（繁体中文）编码，按 GB18030 读取会成为乱码：请另存为“CSV UTF-8”，或用 --encoding big5 或 --encoding gb18030 指明编码',
    ),
  );
}

function formOf(head: Buffer, watch: Utf8Watch): TextForm {
  const marked = marks.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
  if (marked !== undefined) return { encoding: marked[0], hasMark: true };
  return { encoding: watch.encoding(), hasMark: false };
}

/** Yields the text of a file, without its byte order mark. @throws {Error} for bytes that are no text in its encoding. */
export async function* decoded(file: string, { encoding }: TextForm): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      line += text.split('\n').length - 1;
      yield text;
    }
    yield decoder.decode();
  } catch (error) {
    throw isBadText(error) ? notText(encoding, line) : error;
  }
}

function isBadText(error: unknown): boolean {
  const code = 'ERR_ENCODING_INVALID_ENCODED_DATA';
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** Lists that were joined of parts in both encodings: as GB18030 the parts in UTF-8 would be nonsense. */
function joined(line: number): Error {
  return new Error(
    says(
      `the file is utf-8 in some lines and not in others, of which the first is ${line}: are its parts in different encodings? Save it as "CSV UTF-8", or name its encoding with --encoding`,
      `文件部分行是 utf-8 文本，部分行不是（自第 ${line} 行起），可能由不同编码的部分拼接而成：请另存为“CSV UTF-8”，或用 --encoding 指明编码`,
    ),
  );
}

function notText(encoding: Encoding, line: number): Error {
  return new Error(
    says(
      `the file is no text in ${encoding}, from line ${line} on: save it as "CSV UTF-8", or name its encoding with --encoding`,
      `从第 ${line} 行起，文件内容不是 ${encoding} 文本：请另存为“CSV UTF-8”，或用 --encoding 指明编码`,
    ),
  );
}

const libraryNames = {
  'utf-8': 'utf8',
  'utf-16le': 'utf16le',
  'utf-16be': 'utf16be',
  gb18030: 'gb18030',
  big5: 'big5',
} as const satisfies Readonly<Record<Encoding, string>>;

/** Text in the form of a file, for one that stands beside it. */
export function encoded(text: string, { encoding, hasMark }: TextForm): Buffer {
  return iconv.encode(text, libraryNames[encoding], { addBOM: hasMark });
}

/** Counts what tells the encodings apart. */
class Utf8Watch {
  #good = 0;
  #bad = 0;
  #firstBadLine = 0;
  #line = 1;
  #position = 0;
  readonly #zeros: [number, number] = [0, 0];
  /** Bytes that the present character still needs. */
  #needed = 0;
  #isThreeBytes = false;
  /** Of the present line. */
  #threes = 0;
  #badBefore = 0;
  /** Lines that are UTF-8 beyond chance: GB18030 makes no three such characters and nothing else. */
  #surely = 0;

  read(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte === 0) this.#zeros[this.#position % 2 === 0 ? 0 : 1] += 1;
      else if (byte === 0x0a || byte === 0x0d) this.#endLine(byte);
      this.#position += 1;
      if (this.#needed > 0 && (byte & 0xc0) === 0x80) this.#goOn();
      else this.#begin(byte);
    }
  }

  /** @throws {Error} for UTF-8 that is damaged in places: read as GB18030 it would be nonsense. */
  encoding(): Encoding {
    const [even, odd] = this.#zeros;
    const bad = this.#bad + (this.#needed > 0 ? 1 : 0);
    const isUtf8 = bad === 0 && (even + odd) * bytesForEachZero < this.#position;
    // Text holds no zeros, but for one that strayed in; Latin letters, commas and line ends in UTF-16 do.
    if (even + odd > 0 && !isUtf8) return odd > even ? 'utf-16le' : 'utf-16be';
    if (bad === 0) return 'utf-8';
    if (this.#good > bad * goodForEachBad) throw notText('utf-8', this.#firstBadLine);
    this.#endLine(0);
    if (this.#surely > 0) throw joined(this.#firstBadLine);
    return 'gb18030';
  }

  #endLine(byte: number): void {
    if (this.#threes >= 3 && this.#needed === 0 && this.#bad === this.#badBefore) this.#surely += 1;
    [this.#threes, this.#badBefore] = [0, this.#bad];
    if (byte === 0x0a) this.#line += 1;
  }

  #goOn(): void {
    this.#needed -= 1;
    if (this.#needed > 0) return;
    this.#good += 1;
    if (this.#isThreeBytes) this.#threes += 1;
  }

  #begin(byte: number): void {
    if (this.#needed > 0) this.#fail();
    this.#needed = neededAfter(byte);
    this.#isThreeBytes = this.#needed === 2;
    if (this.#needed < 0) this.#fail();
  }

  #fail(): void {
    this.#needed = 0;
    this.#bad += 1;
    if (this.#firstBadLine === 0) this.#firstBadLine = this.#line;
  }
}

/** Bytes that follow this one in a character of UTF-8; less than none for one that begins no character. */
function neededAfter(byte: number): number {
  if (byte < 0x80) return 0;
  if (byte < 0xc2 || byte > 0xf4) return -1;
  if (byte < 0xe0) return 1;
  return byte < 0xf0 ? 2 : 3;
}
