// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentKeys } from './content-keys';
import { contentDigest } from './content-store';
import { FileCipher } from './file-cipher';
import { chunkPosition, encodeHeader } from './file-header';
import { openSealed, readSealed } from './read-sealed';

/** Only a key holder can produce this: a file whose parts are all encrypted correctly, under a wrong digest. */
it('finds a forged digest when it hashes again, and holds back the last bytes', async () => {
  const keys = new ContentKeys([randomBytes(32)]);
  const bytes = Buffer.from('forged');
  const digest = contentDigest(createHash('sha256').update('genuine').digest('hex'));
  const content = {
    digest,
    sm3: { algorithm: 'sm3', value: '0'.repeat(64) },
    sizeBytes: bytes.length,
  } as const;
  const salt = randomBytes(32);
  const cipher = new FileCipher(keys.current.secret, salt);
  const header = encodeHeader({ keyId: keys.current.id, salt, content });
  const folder = await mkdtemp(join(tmpdir(), 'guidang-forged-'));
  const file = await open(join(folder, 'file'), 'w+');
  try {
    await file.write(Buffer.concat([header, cipher.headerTag(header)]), 0, undefined, 0);
    await file.write(cipher.sealChunk(0, true, bytes), 0, undefined, chunkPosition(0));
    const sealed = await openSealed(file, keys, digest);
    expect((await readSealed(sealed, {}).next()).value).toEqual(bytes);
    await expect(readSealed(sealed, { verify: true }).next()).rejects.toMatchObject({
      code: 'content-damaged',
    });
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
