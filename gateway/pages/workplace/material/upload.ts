// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import type { Answer, ProblemDocument, Schemas } from '@guidang/client';
import { requestHeaders } from '../shell/api';

type Stored = Answer<'post', '/api/v1/contents'>;
type Content = Schemas['Content'];

/** Stores a file, and tells how far it is: `fetch` does not tell that of what it sends. */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Stored> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/contents');
    const headers = { ...requestHeaders(), 'Content-Type': mediaTypeOf(file) };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Stored);
      else reject(problemOf(request));
    };
    request.onerror = () => {
      reject(
        new Problem(0, { code: 'unreachable', retry: 'unknown', detail: 'the gateway does not answer' }),
      );
    };
    signal.addEventListener('abort', () => {
      request.abort();
      reject(signal.reason as Error);
    });
    request.send(file);
  });
}

function problemOf({ status, responseText }: XMLHttpRequest): Problem {
  try {
    return new Problem(status, JSON.parse(responseText) as ProblemDocument);
  } catch {
    return new Problem(status, { code: 'unreadable', retry: 'unknown' });
  }
}

function mediaTypeOf({ type }: Pick<File, 'type'>): string {
  return type === '' ? 'application/octet-stream' : type;
}

/** A stored file as a case names it. */
export function contentOf({ digest, bytes }: Stored, file: Pick<File, 'type'>, role: string): Content {
  return { digest, bytes, mediaType: mediaTypeOf(file), role };
}
