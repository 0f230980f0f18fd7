// SPDX-License-Identifier: Apache-2.0
import { departments, officers } from '@guidang/chaincode/sample';
import { ApiClient, LedgerPosition } from '../../scripts/api-client';
import { recordContent } from '../../scripts/bench/record-content';
import { placeOf } from '../../scripts/demo/network-venue';
import { OneAddress } from '../support/one-address';
import { onceServed, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';

interface Listed {
  readonly items: readonly { readonly id: string }[];
  readonly next?: string;
}

/** The demo has just restarted parts of the network: a write may have to be tried again, as another record. */
async function write(client: ApiClient): Promise<{ id: string; digest: unknown }> {
  const content = recordContent();
  const { id } = await client.post<{ id: string }>('/api/v1/records', content);
  return { id, digest: content.contents[0]?.digest };
}

/** Expects a reader beside the first gateway of east. */
export function readerCases(running: () => RunningNetwork): void {
  describe('a reader behind one address with the first gateway', () => {
    const officer = officers.eastAcceptor;
    let address: OneAddress;
    let token: string;
    let gateways: readonly string[];
    let roots: string;

    /** A caller who has seen nothing, or goes on from what another has seen. */
    const caller = (url: string, position = new LedgerPosition()): ApiClient =>
      new ApiClient({ url, token, position, ...(url === address.url ? {} : { roots }) });

    beforeAll(async () => {
      const { network } = running();
      const first = placeOf(network, 'east');
      ({ roots } = first);
      gateways = [first.url, ...network.applications.readerUrls('east')];
      address = await OneAddress.open(gateways, roots);
      token = await network.accessToken(officer.id);
    });

    afterAll(() => address.close());

    it('shows each write to whoever names its block, whichever gateway is asked', async () => {
      expect(gateways).toHaveLength(2);
      const client = caller(address.url);
      const before = new Map(address.asked);
      for (let round = 0; round < 4; round += 1) {
        const { id, digest } = await onceServed(() => write(client));
        const asked = [
          () => client.get(`/api/v1/records/${id}`),
          () => client.get('/api/v1/records?limit=1'),
        ];
        for (const ask of asked) await onceServed(ask);
        for (let turn = 0; turn < gateways.length; turn += 1) {
          const verdict = await onceServed(() => client.post('/api/v1/verifications', { digest }));
          expect(verdict).toMatchObject({ integrity: 'intact', record: id });
        }
      }
      for (const url of gateways) expect(address.asked.get(url)).toBeGreaterThan(before.get(url) ?? 0);
      await client.close();
    });

    it('continues a list at the other gateway', async () => {
      const client = caller(address.url);
      const ids: string[] = [];
      let cursor = '';
      for (let page = 0; page < 4; page += 1) {
        const { items, next } = await onceServed(() =>
          client.get<Listed>(`/api/v1/records?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`),
        );
        ids.push(...items.map(({ id }) => id));
        cursor = next ?? '';
      }
      expect(new Set(ids).size).toBe(4);
      await client.close();
    });

    it('refuses to write and to record, which the address has the first gateway do', async () => {
      const [, reader = ''] = gateways;
      const direct = caller(reader);
      const search = `/api/v1/records?department=${departments.westLand.code}&purpose=review&basis=law-1`;
      const refused = { status: 421, code: 'primary-only' };
      await expect(problemOf(direct.post('/api/v1/records', recordContent()))).resolves.toMatchObject(
        refused,
      );
      await expect(problemOf(direct.get(search))).resolves.toMatchObject(refused);
      const client = caller(address.url);
      await expect(client.get<Listed>(search)).resolves.toHaveProperty('items');
      await Promise.all([direct.close(), client.close()]);
    });

    it('goes on from its own place after a crash, with what came meanwhile', async () => {
      const { network } = running();
      const [first = '', reader = ''] = gateways;
      await network.kill('east.reader1');
      const position = new LedgerPosition();
      const writer = caller(first, position);
      const { id } = await onceServed(() => write(writer));
      await network.start('east.reader1');
      const direct = caller(reader, position);
      await expect(onceServed(() => direct.get(`/api/v1/records/${id}`))).resolves.toMatchObject({ id });
      await Promise.all([writer.close(), direct.close()]);
    });
  });
}
