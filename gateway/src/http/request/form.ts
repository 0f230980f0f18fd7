// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import createParser from 'busboy';
import type { Busboy } from 'busboy';
import type { Bilingual } from '../../words/language';
import { Problem } from '../problem';
import { demandSafeText } from './safe-text';

interface FormOptions<T> {
  readonly bytesMax: number;
  /** Receives the form's one file as a stream; must read it to its end, or fail. */
  readonly consume: (file: Readable, mediaType: string) => Promise<T>;
}

export interface Form<T> {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: T | undefined;
}

const formLimits = {
  files: 1,
  fields: 8,
  parts: 9,
  fieldSize: 512,
  fieldNameSize: 64,
  headerPairs: 16,
} as const;

/**
 * Parses a multipart form (RFC 7578) of small fields and at most one file, in constant memory.
 * @throws {Problem} `body-malformed`, `content-too-large`, `field-duplicate`, `field-invalid`; errors of `consume`.
 */
export async function readForm<T>(request: IncomingMessage, options: FormOptions<T>): Promise<Form<T>> {
  const parser = openParser(request, options.bytesMax);
  const fields = new Map<string, string>();
  let file: Promise<T> | undefined;
  let isFileOpen = false;
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('field', (name, value, { valueTruncated }) => {
        try {
          demandField(name, value, { isCut: valueTruncated, isKnown: fields.has(name) });
          fields.set(name, value);
        } catch (problem) {
          reject(problem instanceof Error ? problem : new Error(String(problem)));
        }
      });
      parser.on('file', (_name, stream, { mimeType }) => {
        stream.once('limit', () => stream.destroy(tooLarge(options.bytesMax)));
        isFileOpen = true;
        whenComplete(stream, () => {
          isFileOpen = false;
        });
        file = options.consume(stream, mimeType);
        file.catch(reject);
      });
      parser.once('filesLimit', () => {
        reject(refused('body/file', wordsOf.twoFiles));
      });
      for (const limit of ['fieldsLimit', 'partsLimit'] as const) {
        parser.once(limit, () => {
          reject(malformed('the form has too many parts'));
        });
      }
      // The parser may fail again after its first error; an `error` event without a listener would end the process.
      parser.on('error', (cause) => {
        reject(malformed('the form is malformed', cause));
      });
      request.once('close', () => {
        // All of it may have come and not been read, when the caller goes.
        if (!request.readableEnded) reject(malformed('the form ended early'));
      });
      parser.once('close', resolve);
      // Behind the form's own end the parser takes more parts, and waits for ever for a file among them to end.
      request.once('end', () => {
        parser.write(nothing, () => {
          if (isFileOpen) reject(malformed('the form ended early'));
          else parser.end();
        });
      });
      request.pipe(parser, { end: false });
    });
    return { fields: Object.fromEntries(fields), file: await file };
  } catch (error) {
    request.unpipe(parser);
    parser.destroy();
    request.resume();
    throw error;
  }
}

const nothing = Buffer.alloc(0);

/** Calls back when all of a stream has been pushed; its `end` comes when somebody has read it. */
function whenComplete(stream: Readable, callback: () => void): void {
  const push = stream.push.bind(stream);
  stream.push = (part: unknown, encoding) => {
    if (part === null) callback();
    return push(part, encoding);
  };
}

function openParser(request: IncomingMessage, bytesMax: number): Busboy {
  try {
    return createParser({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { ...formLimits, fileSize: bytesMax },
    });
  } catch (cause) {
    throw malformed('the Content-Type is not that of a form', cause);
  }
}

/** What is wrong with a form, in the words of whoever fills it in. */
export const wordsOf = {
  noFile: {
    en: 'the form has no file: send it as a part with a file name (curl -F file=@scan.pdf)',
    zh: '表单中没有文件：请以带文件名的部分上传（如 curl -F file=@scan.pdf）',
  },
  twoFiles: {
    en: 'the form has two files, and this takes one: send each in a form of its own',
    zh: '表单中有两个文件，本接口一次只接收一个：请分别上传',
  },
  noName: {
    en: 'comes without a file name, as a field does: a file has one (curl -F file=@scan.pdf)',
    zh: '没有文件名，只能视为普通字段：上传文件须带文件名（如 curl -F file=@scan.pdf）',
  },
  twice: { en: 'is given twice', zh: '重复出现' },
  tooLong: {
    en: `is longer than ${formLimits.fieldSize} bytes`,
    zh: `超过 ${formLimits.fieldSize} 字节`,
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export function refused(field: string, words: Bilingual): Problem {
  return new Problem('field-invalid', `${field}: ${words.en}`, {
    field,
    errors: [{ field, message: words.en }],
    chineseErrors: () => [{ field, message: words.zh }],
  });
}

/** @throws {Problem} `field-invalid`. */
function demandField(
  name: string,
  value: string,
  { isCut, isKnown }: { readonly isCut: boolean; readonly isKnown: boolean },
): void {
  const field = `body/${name}`;
  demandSafeText('body', name);
  if (isKnown) throw refused(field, wordsOf.twice);
  // Only what is given a file name is read as a file.
  if (name === 'file') throw refused(field, wordsOf.noName);
  if (isCut) throw refused(field, wordsOf.tooLong);
  demandSafeText(field, value);
}

function tooLarge(bytesMax: number): Problem {
  return new Problem('content-too-large', `the file has more than ${bytesMax} bytes`, {
    field: 'body',
    headers: { Connection: 'close' },
  });
}

function malformed(message: string, cause?: unknown): Problem {
  return new Problem('body-malformed', message, { field: 'body', cause });
}
