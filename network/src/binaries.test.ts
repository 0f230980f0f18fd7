// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findBinaries, findLedgerutil } from './binaries';
import { silent } from './report';

describe('findBinaries', () => {
  const { PATH, GUIDANG_CACHE } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-binaries-'));
    process.env['GUIDANG_CACHE'] = join(folder, 'cache');
  });

  afterEach(() => {
    process.env['PATH'] = PATH;
    if (GUIDANG_CACHE === undefined) delete process.env['GUIDANG_CACHE'];
    else process.env['GUIDANG_CACHE'] = GUIDANG_CACHE;
    rmSync(folder, { recursive: true });
  });

  /** Installs fake programs that only print a version; /bin has sh but no go. */
  const install = (versions: Readonly<Record<string, string>>): string => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const [name, version] of Object.entries(versions)) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name}:\n Version: ${version}\n Commit: none"\n`);
      chmodSync(join(bin, name), 0o755);
    }
    process.env['PATH'] = bin;
    return bin;
  };
  const fabric = { configtxgen: 'v3.1.1', orderer: 'v3.1.1', peer: 'v3.1.1' };

  it('uses programs on PATH in the pinned version', async () => {
    const bin = install({ ...fabric, 'fabric-ca-server': 'v1.5.15' });
    process.env['PATH'] = [bin, join(folder, 'nothing')].join(delimiter);
    expect(await findBinaries(silent)).toEqual({
      configtxgen: join(bin, 'configtxgen'),
      orderer: join(bin, 'orderer'),
      peer: join(bin, 'peer'),
      'fabric-ca-server': join(bin, 'fabric-ca-server'),
    });
  });

  it.each([
    ['another version', { ...fabric, orderer: 'v2.5.9' }],
    ['a version that only begins alike', { ...fabric, orderer: 'v3.1.10' }],
    ['a program missing', { configtxgen: 'v3.1.1', peer: 'v3.1.1' }],
    ['nothing', {}],
  ])('rejects %s, and says what is needed when Go is missing', async (_, versions) => {
    install({ ...versions, 'fabric-ca-server': 'v1.5.15' });
    await expect(findBinaries(silent)).rejects.toThrow(/v3\.1\.1 are not on PATH.*no Go/);
  });

  it('uses the ledgerutil next to them', async () => {
    const bin = install({ ...fabric, ledgerutil: '0.0.1' });
    await expect(findLedgerutil(silent)).resolves.toBe(join(bin, 'ledgerutil'));
  });

  it('needs ledgerutil for checks only, which say so when Go is missing', async () => {
    install({ ...fabric, 'fabric-ca-server': 'v1.5.15' });
    await expect(findBinaries(silent)).resolves.toHaveProperty('peer');
    await expect(findLedgerutil(silent)).rejects.toThrow(/^ledgerutil v3\.1\.1 .*no Go/);
  });
});
