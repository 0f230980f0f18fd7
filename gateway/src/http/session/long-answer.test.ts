// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { signInRecheckMs, whileSignedIn } from './long-answer';

afterEach(() => jest.restoreAllMocks());

/** Three parts, between which a second passes. */
function slowly(): Readable {
  let nowMs = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
  return Readable.from(
    (function* () {
      for (const part of ['a', 'b', 'c']) {
        yield Buffer.from(part);
        nowMs += signInRecheckMs;
      }
    })(),
  );
}

it('passes on all that its reader may read', async () => {
  const recheck = jest.fn(() => Promise.resolve());
  await expect(text(whileSignedIn(slowly(), recheck))).resolves.toBe('abc');
  expect(recheck.mock.calls.length).toBeGreaterThan(0);
});

it('breaks off, and closes its source, once the reader is signed in no more', async () => {
  const source = slowly();
  const revoked = new Error('revoked');
  const outcome = text(whileSignedIn(source, () => Promise.reject(revoked)));
  await expect(outcome).rejects.toBe(revoked);
  expect(source.destroyed).toBe(true);
});
