// SPDX-License-Identifier: Apache-2.0
import { readVerifierKey } from '@guidang/chaincode/proof';
import type { DatedKey } from './registered-keys';
import { Seals } from './seals';
import { SigningKeys } from './signing-keys';

const seed = Buffer.alloc(32, 7).toString('base64');
const seeds = { log: seed, cosigner: seed, postQuantumCosigner: seed, seal: seed };
const east = new SigningKeys(seeds, { network: 'guidang', organisation: 'east' });
const text = 'guidang-report/1\n{}\n';

function sealsWith(status: DatedKey['status']): Seals {
  const keys = east.publicKeys.map(({ role, vkey }) => ({
    ...readVerifierKey(vkey),
    ...{ role, vkey, status, organisation: 'east', from: 0 },
  }));
  return new Seals({ all: () => Promise.resolve(keys) });
}

describe('a seal', () => {
  it.each<[string, DatedKey['status'], string, object]>([
    ['of a current key holds', 'current', east.seal(text), { seal: 'holds', sealedBy: 'east' }],
    ['over another text is broken', 'current', east.seal('another\n'), { seal: 'broken' }],
    ['that is no signature line is broken', 'current', 'no seal', { seal: 'broken' }],
    [
      'of a retired key is not judged: nothing here dates it',
      'retired',
      east.seal(text),
      { seal: 'unknown' },
    ],
    ['over another text is broken, also of a retired key', 'retired', east.seal('a\n'), { seal: 'broken' }],
  ])('%s', async (_, status, line, expected) => {
    await expect(sealsWith(status).check({ text, line })).resolves.toEqual(expected);
  });
});
