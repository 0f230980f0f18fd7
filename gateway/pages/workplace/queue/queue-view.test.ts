// SPDX-License-Identifier: Apache-2.0
import { addressOf, dueWords, numberOf, queryOf, viewFrom, waitsForWords } from './queue-view';

describe('the address of a queue', () => {
  it.each(['/app', '/app?show=late', '/app?show=all&state=closed&matter=99071590000101'])(
    '%s says all of it',
    (address) => {
      const [, search = ''] = address.split('?');
      expect(addressOf(viewFrom(search))).toBe(address);
    },
  );

  it('has no power beyond what is known', () => {
    expect(viewFrom('show=everything&state=<script>&matter=')).toEqual({
      show: 'mine',
      state: undefined,
      matter: undefined,
    });
  });

  it('is asked for by what is due first, but for the whole list', () => {
    expect(queryOf({ show: 'late' })).toEqual({ order: 'due', late: true, limit: 50 });
    expect(queryOf({ show: 'all', state: 'closed', matter: 'M' })).toEqual({
      order: 'opened',
      state: 'closed',
      matter: 'M',
      limit: 50,
    });
  });
});

describe('a time limit', () => {
  const due = { deadline: 'decision', lastDay: '2026-12-01', paused: false, provisional: false } as const;
  it.each([
    [
      { ...due, daysLeft: -2 },
      'bad',
      '已超期 2 个工作日 · 2026-12-01',
      'late by 2 working days · 2026-12-01',
    ],
    [{ ...due, daysLeft: -1 }, 'bad', '已超期 1 个工作日 · 2026-12-01', 'late by 1 working day · 2026-12-01'],
    [{ ...due, daysLeft: 0 }, 'unknown', '今日到期 · 2026-12-01', 'due today · 2026-12-01'],
    [{ ...due, daysLeft: 1 }, 'unknown', '剩余 1 个工作日 · 2026-12-01', '1 working day left · 2026-12-01'],
    [{ ...due, daysLeft: 5 }, 'none', '剩余 5 个工作日 · 2026-12-01', '5 working days left · 2026-12-01'],
    [
      { ...due, daysLeft: -3, provisional: true },
      'none',
      '已超期 3 个工作日 · 2026-12-01 · 暂定',
      'late by 3 working days · 2026-12-01 · provisional',
    ],
    [{ ...due }, 'none', '2026-12-01', '2026-12-01'],
    [{ ...due, paused: true }, 'none', '中止计算', 'stands still'],
    [undefined, 'none', '无', 'none'],
  ] as const)('%j is told in words', (given, tone, zh, en) => {
    expect(dueWords(given)).toEqual({ tone, text: { zh, en } });
  });
});

it('whom a case waits for is told by role', () => {
  const roles = ['reviewer', 'decider'] as const;
  expect(waitsForWords({ who: 'department', department: 'D', roles: [...roles] }).zh).toBe('审查、决定');
  expect(waitsForWords({ who: 'applicant' }).en).toBe('the applicant');
  expect(waitsForWords(undefined).zh).toBe('无');
  expect(numberOf('11999999000000035B.T-1.2')).toBe('T-1.2');
});
