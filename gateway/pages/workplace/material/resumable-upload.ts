// SPDX-License-Identifier: Apache-2.0
import { DetailedError, Upload } from 'tus-js-client';
import type { HttpResponse } from 'tus-js-client';
import { requestHeaders } from '../shell/api';

/** What a broken line loses at most. */
const partBytes = 8 * 1024 * 1024;
/** A line that is down for two minutes or so is waited for. */
const retryDelays = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000];
/** Besides faults of the gateway: another request still holds the upload, or the caller's share is used up. */
const passing = [409, 423, 429];

/**
 * Stores a file in parts by tus 1.0, and goes on where it was when the line breaks.
 * @returns the last answer, whose Content-Location names the stored file.
 * @throws {DetailedError} with the answer that ended it, if there was one.
 */
export function sendInParts(file: File, onProgress: (share: number) => void): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const sending = new Upload(file, {
      endpoint: '/api/v1/uploads',
      chunkSize: partBytes,
      retryDelays,
      // Names of files may be personal: none stays in the browser.
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(requestHeaders())) request.setHeader(name, value);
      },
      onShouldRetry: ({ originalResponse }) => {
        const status = originalResponse?.getStatus() ?? 0;
        return status === 0 || status >= 500 || passing.includes(status);
      },
      onProgress: (sent, total) => {
        onProgress(total === 0 ? 0 : sent / total);
      },
      onSuccess: ({ lastResponse }) => {
        resolve(lastResponse);
      },
      onError: reject,
    });
    sending.start();
  });
}

/** The answer that ended an upload. */
export function answerIn(error: unknown): HttpResponse | undefined {
  return error instanceof DetailedError ? (error.originalResponse ?? undefined) : undefined;
}
