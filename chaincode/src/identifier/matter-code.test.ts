// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { demandKnownMatterId, demandMatterId, matterIdOf, parseMatterCode } from './index';

const body = '11999999000000035B';

describe('the code of a matter', () => {
  it.each([
    ['000131127004', { basic: '000131127004' }],
    ['00013112700Y', { basic: '00013112700Y' }],
    ['00013112700Y01', { basic: '00013112700Y', handling: '01' }],
    ['00013112700401', { basic: '000131127004', handling: '01' }],
    [`${body}400013112700Y`, { body, kind: '4', basic: '00013112700Y' }],
    [`${body}400013112700Y01`, { body, kind: '4', basic: '00013112700Y', handling: '01' }],
  ])('%s is read', (code, parts) => {
    expect(parseMatterCode(code)).toEqual(parts);
  });

  it.each([
    ['00013112700400Y', 'format'],
    ['00013112700', 'length'],
    ['0001311270Y001', 'format'],
    ['00013112700y01', 'character'],
    [`${body.slice(0, 17)}C400013112700Y01`, 'check'],
  ])('%s is refused: %s', (code, reason) => {
    expect(thrown(() => parseMatterCode(code))).toMatchObject({ name: 'IdentifierMalformed', reason });
  });

  it('is cut to what the matter is kept under, in every spelling whose meaning is certain', () => {
    for (const code of [
      `${body}400013112700Y01`,
      `${body} 4 00013112700Y 01`,
      '00013112700y01',
      '０００１３１１２７００Ｙ０１',
    ]) {
      expect(matterIdOf(code)).toBe('00013112700Y01');
    }
    expect(matterIdOf(`${body}400013112700Y`)).toBe('00013112700Y');
    expect(matterIdOf('no code')).toBe('no code');
  });

  it('under which a matter is kept has no acting body, and older ones stay readable', () => {
    expect(
      thrown(() => {
        demandMatterId(`${body}400013112700Y01`);
      }),
    ).toMatchObject({ reason: 'length' });
    expect(
      thrown(() => {
        demandMatterId('00013112700400Y');
      }),
    ).toMatchObject({ reason: 'format' });
    expect(() => {
      demandKnownMatterId('00013112700400Y');
    }).not.toThrow();
    expect(matterIdOf('00013112700400Y')).toBe('00013112700400Y');
  });

  it('is never changed once it is cut', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(matterIdOf(matterIdOf(text))).toBe(matterIdOf(text));
      }),
    );
  });
});
