// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import { licenceStatuses } from '../registry/model';
import type { LicenceStatus, LicenceTypeEntry } from '../registry/model';
import type { Licence, StatusReason } from './model';
import { effectiveStatuses, endingOf, statusInHindsight, statusOn, withStatus } from './status';
import type { EffectiveStatus } from './status';

function licence(status: LicenceStatus, more: Partial<Licence> = {}): Licence {
  return {
    schema: 1,
    identifier: '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
    version: 4,
    type: '11999999000000019M001',
    issuer: '11999999000000019M',
    organisation: 'east',
    region: '999999',
    holders: [{ organisation: '91999999000000086B' }],
    validFrom: '2026-01-01',
    status,
    issuedAt: '2026-01-01T01:00:00.000Z',
    issuedOn: '2026-01-01',
    renditions: [],
    ...more,
  };
}

function type(...statuses: LicenceStatus[]): LicenceTypeEntry {
  return {
    schema: 1,
    version: 1,
    code: '11999999000000019M001',
    name: '样证',
    statuses,
  };
}

const change = { reason: 'r', basis: 'b', at: '2026-11-23T01:00:00.000Z' };

/** Rows: from; columns, in the order of the statuses: whether a licence may change to it. */
const table: Readonly<Record<EffectiveStatus, string>> = {
  'not-yet-in-force': '--++-+',
  'in-force': '-+++++',
  suspended: '+-++++',
  revoked: '---+--',
  cancelled: '------',
  expired: '---+-+',
  superseded: '------',
};

/** A licence that has this status today, recorded or by its dates. */
function onDay(status: EffectiveStatus): Licence {
  return status === 'not-yet-in-force' ? licence('in-force', { validFrom: '2099-01-01' }) : licence(status);
}

describe('the status of a licence', () => {
  const rows = effectiveStatuses.flatMap((from) =>
    licenceStatuses.map((to, column) => [from, to, table[from].charAt(column) === '+'] as const),
  );

  it.each(rows)('%s to %s: %s', (from, to, allowed) => {
    const run = (): Licence => withStatus(onDay(from), type(...licenceStatuses), { ...change, to });
    if (allowed) {
      expect(run()).toMatchObject({ version: 5, status: to, statusReason: change });
    } else {
      expect(thrown(run)).toMatchObject({ code: 'state-conflict', document: { detail: { status: from } } });
    }
  });

  it('must be one that the licence type allows', () => {
    const realEstate = type('in-force', 'cancelled');
    expect(
      thrown(() => withStatus(licence('in-force'), realEstate, { ...change, to: 'suspended' })),
    ).toMatchObject({
      code: 'state-conflict',
    });
    expect(withStatus(licence('in-force'), realEstate, { ...change, to: 'cancelled' }).status).toBe(
      'cancelled',
    );
  });

  it.each<[LicenceStatus, string | undefined, LicenceStatus]>([
    ['in-force', undefined, 'in-force'],
    ['in-force', '2026-11-24', 'in-force'],
    ['in-force', '2026-11-23', 'in-force'],
    ['in-force', '2026-11-22', 'expired'],
    ['suspended', '2026-11-22', 'expired'],
    ['revoked', '2026-11-22', 'revoked'],
    ['cancelled', '2026-11-22', 'cancelled'],
    ['superseded', '2026-11-22', 'superseded'],
  ])('that is %s until %s is %s on 2026-11-23', (status, validUntil, expected) => {
    const dated = licence(status, validUntil === undefined ? {} : { validUntil });
    expect(statusOn(dated, '2026-11-23')).toBe(expected);
  });
});

describe('in hindsight, a day before the end', () => {
  const ended = (kind?: StatusReason['kind']): Licence =>
    licence('revoked', { statusReason: { ...change, ...(kind === undefined ? {} : { kind }) } });
  const misprint = { statusReason: { ...change, kind: 'wrongly-made' } } as const;

  it.each<[string, Licence, LicenceStatus, LicenceStatus | 'unknown', string]>([
    ['annulled', ended('annulment'), 'in-force', 'revoked', 'start'],
    ['annulled', ended('annulment'), 'suspended', 'revoked', 'start'],
    ['withdrawn', ended('withdrawal'), 'in-force', 'in-force', 'decision'],
    ['revoked as a penalty', ended('penalty'), 'in-force', 'in-force', 'decision'],
    ['revoked, nobody knows how', ended(), 'in-force', 'unknown', 'unknown'],
    ['revoked, nobody knows how', ended(), 'suspended', 'suspended', 'unknown'],
    ['cancelled as wrongly made', licence('cancelled', misprint), 'in-force', 'cancelled', 'start'],
    ['replaced as wrongly made', licence('superseded', misprint), 'in-force', 'superseded', 'start'],
    ['annulled', ended('annulment'), 'revoked', 'revoked', 'start'],
  ])('of one that was %s (%#), it was %#', (_, now, then, status, from) => {
    expect(statusInHindsight(licence(then), now, '2026-11-22')).toMatchObject({ status, ending: { from } });
  });

  it.each(licenceStatuses)('one that is %s can still be annulled, once', (status) => {
    const annulment = { ...change, to: 'revoked', kind: 'annulment' } as const;
    const types = type(...licenceStatuses);
    const penalty = { ...change, kind: 'penalty' } as const;
    const annulled = withStatus(licence(status, { revocation: penalty }), types, annulment);
    expect(endingOf(annulled)).toMatchObject({ kind: 'annulment', from: 'start' });
    const closed = withStatus(annulled, types, { ...change, to: 'cancelled' });
    for (const again of [annulled, closed]) {
      expect(thrown(() => withStatus(again, types, annulment))).toMatchObject({ code: 'state-conflict' });
    }
  });

  it('a revocation goes on telling after the formal closing', () => {
    const revocation = { ...change, kind: 'annulment' } as const;
    const closed = licence('cancelled', { statusReason: change, revocation });
    expect(statusInHindsight(licence('in-force'), closed, '2026-11-22')).toEqual({
      status: 'revoked',
      ending: { ...revocation, from: 'start' },
    });
    expect(statusInHindsight(closed, closed, '2026-11-24').status).toBe('cancelled');
  });

  it('nothing is added to one that ended in an ordinary way, or has not', () => {
    for (const now of [
      licence('in-force'),
      licence('cancelled', { statusReason: change }),
      licence('revoked'),
    ]) {
      expect(endingOf(now)).toBeUndefined();
      expect(statusInHindsight(licence('in-force'), now, '2026-11-22')).toEqual({ status: 'in-force' });
    }
  });
});
