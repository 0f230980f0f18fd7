// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { until } from '../common/until';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { openReaderLog } from './reader-log';

jest.setTimeout(60_000);

const network = 'guidang';

describe("a reader's log", () => {
  let gateway: EmbeddedGateway;
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
    await gateway.anchorHead();
  });
  afterAll(() => gateway.close());

  it('finds nothing where the anchored head is that of its own tree', async () => {
    const log = openReaderLog({ network, organisation: 'east', projection: gateway.projection, logger });
    expect(log.published.checkpoint()).toBe(gateway.projection.head?.checkpoint);
    await gateway.anchorHead();
    log.close();
    expect([await log.evidence.contradictions(), lines]).toEqual([[], []]);
  });

  it('finds another root, and one beyond its tree', async () => {
    const { head } = gateway.projection;
    if (head === undefined) throw new Error('a head was anchored');
    const wrong = [
      { ...head, root: Buffer.alloc(32).toString('base64') },
      { ...head, size: head.size + 1_000 },
    ];
    for (const each of wrong) {
      const spy = jest.spyOn(gateway.projection, 'head', 'get').mockReturnValue(each);
      const log = openReaderLog({ network, organisation: 'east', projection: gateway.projection, logger });
      const found = await until('it is found', async () => (await log.evidence.contradictions())[0]);
      expect(found).toEqual({ kind: 'anchored', size: each.size, root: each.root });
      log.close();
      spy.mockRestore();
    }
    expect(lines).toHaveLength(wrong.length);
  });
});
