// SPDX-License-Identifier: Apache-2.0
import { openSync, readdirSync, readFileSync, readSync, closeSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { Level } from 'level';
import { checkNetwork } from '../../scripts/fsck/network';
import { officers } from '@guidang/chaincode/sample';
import { lineOf } from '@guidang/gateway';
import type { CheckOutcome } from '@guidang/gateway';
import { outputOf, startScript } from '../support/script-process';
import type { RunningNetwork } from './running-network';

type Raw = ClassicLevel<Buffer, Buffer>;

/** Expects that the demo has run. */
export function fsckCases(running: () => RunningNetwork): void {
  const fsck = (): Promise<CheckOutcome> => checkNetwork(running().network, () => undefined);
  const peerData = (name: string, ...path: string[]): string =>
    running().network.folders.organisation(name, 'peer', 'data', ...path);
  const isUp = async (): Promise<boolean> =>
    (await running().network.status()).every(({ problem }) => problem === undefined);

  it('finds nothing, at any organisation, that no block made, and leaves everything running', async () => {
    const { checked, findings } = await fsck();
    expect(findings.map(lineOf)).toEqual([]);
    for (const { name } of running().network.topology.organisations) {
      const counts = Object.assign(
        {},
        ...checked.filter(({ organisation }) => organisation === name),
      ) as object;
      expect(counts).toMatchObject({ organisation: name });
      for (const count of ['blocks', 'entries', 'leaves', 'keys'] as const) {
        expect(Reflect.get(counts, count)).toBeGreaterThan(50);
      }
      expect(Reflect.get(counts, 'heads')).toBeGreaterThan(0);
    }
    const [archives] = checked;
    expect(archives?.contents).toBeGreaterThan(0);
    await expect(isUp()).resolves.toBe(true);
    expect(readdirSync(peerData('east', 'snapshots', 'completed', 'records'))).toEqual([]);
  });

  it("finds a flipped byte in a peer's block file, a changed key of a peer's state, and a removed event", async () => {
    const restoreBlocks = flipBlockByte('west');
    const restoreState = await alterState('east');
    const removed = await removeAccess('archives');
    const lines = (await fsck()).findings.map(lineOf);
    expect(lines).toContainEqual(expect.stringMatching(/^west blocks block \d+: DataHash mismatch$/));
    expect(lines).toContainEqual(expect.stringMatching(/^east snapshot after block \d+: public_state\.data/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^east snapshot guidang ".*": it is not as at archives$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^east world-state ".*": it is not what the blocks/));
    expect(lines).toContain(`archives entry run/${removed}: it is in the blocks but not stored`);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^archives entry leaves ${removed} to`)));
    expect(lines.filter((line) => line.startsWith('audit'))).toEqual([]);
    restoreBlocks();
    await restoreState();
  });

  it("lists and removes, at a gateway that is stopped, the files that nothing refers to, and no record's", async () => {
    const { network } = running();
    const clerk = await running().as(officers.eastAcceptor);
    const { digest } = await clerk.send<{ digest: { value: string } }>(
      '/api/v1/contents',
      Buffer.from('a scan of no record'),
      { 'Content-Type': 'text/plain' },
    );
    await network.stop('east.gateway');
    const stored = join(network.folders.organisation('east', 'gateway-application', 'data'), 'content');
    const files = filesIn(stored);
    expect(files.length).toBeGreaterThan(1);
    const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1_000);
    for (const file of files) utimesSync(join(stored, file), twoDaysAgo, twoDaysAgo);
    const environment = { GUIDANG_CONFIG: network.applications.gatewayFile('east') };
    const orphans = async (...options: string[]): Promise<readonly string[]> => {
      const child = startScript('contents.ts', environment, 'orphans', '--json', ...options);
      const { status, stdout, stderr } = await outputOf(child);
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return (JSON.parse(stdout) as { digest: string }[]).map((each) => each.digest);
    };
    // Beside it, a licence may have been printed twice, while its version changed.
    const found = await orphans();
    expect(found).toContain(digest.value);
    expect(found.length).toBeLessThan(files.length);
    await expect(orphans('--remove')).resolves.toEqual(found);
    await expect(orphans()).resolves.toEqual([]);
    expect(filesIn(stored)).toHaveLength(files.length - found.length);
    await network.start('east.gateway');
    await expect(isUp()).resolves.toBe(true);
  });

  const filesIn = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));

  /** @returns a function that repairs it. */
  const flipBlockByte = (organisation: string): (() => void) => {
    const file = join(
      peerData(organisation, 'ledgersData', 'chains', 'chains', 'records'),
      'blockfile_000000',
    );
    // In a write in the block, and therefore in what its header hashes.
    const at = readFileSync(file).indexOf('"record.accessed"') + 1;
    expect(at).toBeGreaterThan(0);
    const flip = (): void => {
      const handle = openSync(file, 'r+');
      const byte = Buffer.alloc(1);
      readSync(handle, byte, 0, 1, at);
      writeSync(handle, Buffer.of(byte.readUInt8(0) ^ 1), 0, 1, at);
      closeSync(handle);
    };
    flip();
    return flip;
  };

  /** Changes a value in a peer's state database while the peer is down. @returns a function that repairs it. */
  const alterState = async (organisation: string): Promise<() => Promise<void>> => {
    const change = async (of: (state: Raw) => Promise<void>): Promise<void> => {
      await running().network.stop(`${organisation}.peer`);
      const encodings = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const;
      const state: Raw = new ClassicLevel(peerData(organisation, 'ledgersData', 'stateLeveldb'), encodings);
      await of(state);
      await state.close();
      await running().network.start(`${organisation}.peer`);
    };
    // The parts of the key: channel, data marker, chaincode, key.
    const prefix = 'records\0dguidang\0\0department\0';
    const range = { gt: Buffer.from(prefix), lt: Buffer.from(`${prefix}\u{10FFFF}`), limit: 1 };
    let whole: readonly [Buffer, Buffer] | undefined;
    await change(async (state) => {
      [whole] = await state.iterator(range).all();
      if (whole === undefined) throw new Error('the state holds no department');
      const [key, value] = whole;
      const altered = Buffer.from(value);
      const at = altered.indexOf('"name":"') + 8;
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      await state.put(key, altered);
    });
    return () =>
      change(async (state) => {
        if (whole !== undefined) await state.put(...whole);
      });
  };

  /** Removes an access event from a gateway's projection. @returns the number of the event. */
  const removeAccess = async (organisation: string): Promise<number> => {
    await running().network.stop(`${organisation}.gateway`);
    const folder = running().network.folders.organisation(organisation, 'gateway-application', 'data');
    const projection = new Level(join(folder, 'projection'));
    const [ofType = ''] = await projection.keys({ gt: 'run-of\0record.accessed\0', limit: 1 }).all();
    const number = ofType.slice(-16);
    await projection.del(`run\0${number}`);
    await projection.close();
    await running().network.start(`${organisation}.gateway`);
    return Number(number);
  };
}
