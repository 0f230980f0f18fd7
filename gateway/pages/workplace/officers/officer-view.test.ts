// SPDX-License-Identifier: Apache-2.0
import { addressOf, byEnd, isShown, showIn, shows, standingOf } from './officer-view';
import type { Show, Standing } from './officer-view';

const nowMs = Date.parse('2030-06-01T00:00:00.000Z');
const organisation = { generation: 2 };
const withoutCount = { status: 'active', validUntil: '2031-01-01T00:00:00.000Z' } as const;
const officer = { ...withoutCount, generation: 2 };

it.each<[string, object, Standing]>([
  ['in force', {}, 'active'],
  ['in force for thirty days', { validUntil: '2030-07-01T00:00:00.000Z' }, 'active'],
  ['in force for less', { validUntil: '2030-06-30T23:59:59.999Z' }, 'soon'],
  ['over this moment', { validUntil: '2030-06-01T00:00:00.000Z' }, 'ended'],
  ['of the root before', { generation: 1 }, 'replaced'],
  ['revoked, whatever else', { status: 'revoked', generation: 1, validUntil: '2029-01-01' }, 'revoked'],
])('one that is %s', (_, given, standing) => {
  expect(standingOf({ ...officer, ...given }, organisation, nowMs)).toBe(standing);
});

it('members without a count have the first root', () => {
  expect(standingOf(withoutCount, {}, nowMs)).toBe('active');
  expect(standingOf(withoutCount, organisation, nowMs)).toBe('replaced');
});

it('nothing is said to be active while it is not known which root counts', () => {
  expect(standingOf(withoutCount, undefined, nowMs)).toBe('replaced');
});

it.each<[Show, Standing[]]>([
  ['active', ['active', 'soon']],
  ['soon', ['soon']],
  ['over', ['ended', 'replaced', 'revoked']],
  ['all', ['active', 'soon', 'ended', 'replaced', 'revoked']],
])('%s are %j', (show, shown) => {
  const all: Standing[] = ['active', 'soon', 'ended', 'replaced', 'revoked'];
  expect(all.filter((standing) => isShown(standing, show))).toEqual(shown);
});

it('an address leads back to what it shows, and what nobody knows to what is in force', () => {
  for (const show of shows) expect(showIn(new URL(addressOf(show), 'http://x').search)).toBe(show);
  expect(showIn('?show=nothing')).toBe('active');
});

it('those that end next come first', () => {
  const ends = ['2031-01-01T00:00:00Z', '2030-01-01T00:00:00Z'].map((validUntil) => ({ validUntil }));
  expect(ends.sort(byEnd).map(({ validUntil }) => validUntil)).toEqual([
    '2030-01-01T00:00:00Z',
    '2031-01-01T00:00:00Z',
  ]);
});
