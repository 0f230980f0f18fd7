// SPDX-License-Identifier: Apache-2.0
import { selectionOf } from './selection-of';

describe('the range of an export', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
    'is of days in China, on a machine in %s',
    (machine) => {
      process.env['TZ'] = machine;
      expect(selectionOf({ from: '2026-11-28', to: '2026-11-28' })).toEqual({
        kind: 'range',
        from: '2026-11-27T16:00:00.000Z',
        to: '2026-11-28T15:59:59.999Z',
      });
    },
  );

  it.each([
    [{ from: '2026-02-30' }, '--from'],
    [{ from: '2026/11/28' }, '--from'],
    [{ from: '2026-11-28T00:00:00' }, '--from'],
    [{ from: '1' }, '--from'],
    [{ to: '2026-13-01' }, '--to'],
  ])('%j is refused', (range, option) => {
    expect(() => selectionOf(range)).toThrow(`${option} takes a day in China that exists`);
  });
});
