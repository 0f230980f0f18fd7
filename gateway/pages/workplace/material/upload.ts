// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import type { Answer, ProblemDocument, Schemas } from '@guidang/client';
import { requestHeaders } from '../shell/api';

type Stored = Pick<Answer<'post', '/api/v1/contents'>, 'digest' | 'bytes'>;
type Content = Schemas['Content'];

/** A larger file goes in parts, so that a line that breaks does not begin it anew; a smaller one needs one request. */
const atOnceBytesMax = 8 * 1024 * 1024;

/** Stores a file, and tells how far it is. @throws {Problem} */
export function upload(file: File, onProgress: (share: number) => void): Promise<Stored> {
  return file.size > atOnceBytesMax ? uploadInParts(file, onProgress) : uploadAtOnce(file, onProgress);
}

async function uploadInParts(file: File, onProgress: (share: number) => void): Promise<Stored> {
  const { answerIn, sendInParts } = await import('./resumable-upload');
  try {
    const answer = await sendInParts(file, onProgress);
    const value = /\/([0-9a-f]{64})$/.exec(answer.getHeader('Content-Location') ?? '')?.[1];
    if (value === undefined) throw new Problem(answer.getStatus(), { code: 'unreadable', retry: 'unknown' });
    return { digest: { algorithm: 'sha256', value }, bytes: file.size };
  } catch (error) {
    if (error instanceof Problem) throw error;
    const answer = answerIn(error);
    throw answer === undefined ? unreachable() : problemOf(answer.getStatus(), answer.getBody());
  }
}

/** `fetch` does not tell how far it is with what it sends. */
function uploadAtOnce(file: File, onProgress: (share: number) => void): Promise<Stored> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/contents');
    const headers = { ...requestHeaders(), 'Content-Type': mediaTypeOf(file) };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    };
    request.onload = () => {
      const { status, responseText } = request;
      if (status === 201) resolve(JSON.parse(responseText) as Stored);
      else reject(problemOf(status, responseText));
    };
    request.onerror = () => {
      reject(unreachable());
    };
    request.send(file);
  });
}

function unreachable(): Problem {
  return new Problem(0, { code: 'unreachable', retry: 'unknown', detail: 'the gateway does not answer' });
}

function problemOf(status: number, text: string): Problem {
  try {
    return new Problem(status, JSON.parse(text) as ProblemDocument);
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
