// SPDX-License-Identifier: Apache-2.0
import { StorageError } from '../storage';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample as body } from './openapi/examples';

describe('a disk that takes no writes', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.close());

  it.each([
    ['storage-full', 507, '60'],
    ['storage-failed', 503, '1'],
  ] as const)(
    '%s: writes and recorded reads are refused before anything is done, reads go on',
    async (code, status, after) => {
      server.services.storage = {
        ...server.services.storage,
        demandWritable: () => {
          throw new StorageError(code, 'no', code === 'storage-full' ? { retryAfterSeconds: 60 } : {});
        },
      };
      const written = await server.ask('/api/v1/records', { body });
      expect(written).toMatchObject({ status, body: { code } });
      expect(written.headers['retry-after']).toBe(after);
      await expect(
        server.ask('/api/v1/contents', { body: Buffer.from('x'), headers: { 'Content-Type': 'text/plain' } }),
      ).resolves.toMatchObject({ status });
      const digest = '0'.repeat(64);
      const read = await server.ask(`/api/v1/contents/${digest}?purpose=p&basis=b&record=r`);
      expect(read.status).toBe(status);
      expect(server.services.asked).toEqual([]);
      await expect(server.ask('/api/v1/records')).resolves.toMatchObject({ status: 200 });
    },
  );
});
