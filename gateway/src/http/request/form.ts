// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import createParser from 'busboy';
import type { Busboy } from 'busboy';
import { Problem } from '../problem';
import { isSafeText } from './safe-text';

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
        const problem = fieldProblem(name, value, valueTruncated || fields.has(name));
        if (problem === undefined) fields.set(name, value);
        else reject(problem);
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
      for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
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

function fieldProblem(name: string, value: string, refused: boolean): Problem | undefined {
  const field = `body/${name}`;
  if (refused) return new Problem('field-invalid', `${field} is too long, or given twice`, { field });
  if (isSafeText(value) && isSafeText(name)) return undefined;
  return new Problem('field-invalid', `${field} holds a character that is not allowed`, { field });
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
