// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { proposeChange } from '../registry/proposal-commands';
import {
  addRendition,
  cancelLicence,
  expireLicence,
  issueLicence,
  numberLicence,
  registerLicence,
  renewLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
} from './commands';
import { departments, licenceTypes, regions } from '../sample/registry';
import { formatLicenceIdentifier, parseLicenceIdentifier } from '../identifier';
import { sha256 } from '../ledger/hash';
import { dateOf } from '../ledger/time';
import { encode } from '../ledger/codec';
import { ownerPolicy } from '../ledger/endorsement';
import { limits } from '../ledger/limits';
import { tableKey } from '../ledger/table';
import type { Inclusion } from './manifest';
import { inclusionOf } from '../testing/existing';
import { parcel, registerSellerCertificate, seller, sellerCertificate } from '../testing/transfer';
import { World } from '../testing/world';
import type { Actor, BodyOf, Given } from '../testing/world';
import type { Licence } from './model';

const members = ['archives', 'east', 'west', 'audit'];
const why = { reason: 'inspection', basis: 'food-safety-act:124' };
const issueBody = {
  type: licenceTypes.foodBusiness,
  region: regions.east,
  holders: [{ organisation: '91999999000000086B' }],
  validFrom: '2026-11-23',
  validUntil: '2031-11-22',
};
function rendition(name: string): BodyOf<typeof addRendition>['rendition'] {
  return {
    digest: sha256(name),
    bytes: 10,
    mediaType: 'application/pdf',
  };
}

let base: World;
let world: World;
let decider: Actor;
beforeAll(async () => {
  base = await World.create();
});
beforeEach(() => {
  world = base.fork();
  decider = world.officers.eastMarketDecider;
});

async function issue(more: Partial<BodyOf<typeof issueLicence>> = {}): Promise<string> {
  const { done } = await world.give(decider, issueLicence, { ...issueBody, ...more });
  return done.result.identifier;
}

const statusCommands = {
  suspended: suspendLicence,
  'in-force': resumeLicence,
  revoked: revokeLicence,
  cancelled: cancelLicence,
};
/** What a command asks besides reason and basis. */
function kindOf(command: { readonly type: string }): { kind?: 'penalty' } {
  return command.type === revokeLicence.type ? { kind: 'penalty' } : {};
}
function change(command: typeof suspendLicence, identifier: string, version: number): Promise<Given> {
  return world.give(decider, command, { identifier, version, ...why, ...kindOf(command) });
}
async function licence(identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

describe('issuing', () => {
  it("makes an identifier with the transaction's serial, under the owner's policy", async () => {
    const { done, effects, events } = await world.give(decider, issueLicence, issueBody);
    const identifier = done.result.identifier;
    expect(parseLicenceIdentifier(identifier)).toMatchObject({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      version: '001',
    });
    const key = tableKey('licence', [identifier]);
    expect(effects.policies).toEqual([[key, Buffer.from(ownerPolicy('east', members)).toString('base64')]]);
    expect(events).toMatchObject([
      { type: 'licence.issued', subject: { kind: 'licence', id: identifier }, version: 1 },
    ]);
    expect(await licence(identifier)).toMatchObject({
      status: 'in-force',
      organisation: 'east',
      issuedOn: '2026-11-23',
      renditions: [],
    });
  });

  it('sets the policy once, on creation: owner AND two of the other three', async () => {
    const identifier = await issue();
    const changed = await change(suspendLicence, identifier, 1);
    expect(changed.effects.policies).toEqual([]);
    const policy = world.ledger.policies.get(tableKey('licence', [identifier]));
    const rule = common.SignaturePolicyEnvelope.deserializeBinary(policy ?? new Uint8Array()).getRule();
    const others = rule?.getNOutOf()?.getRulesList()[1]?.getNOutOf();
    expect([rule?.getNOutOf()?.getN(), others?.getN(), others?.getRulesList().length]).toEqual([2, 2, 3]);
  });

  it('gives every licence of a transaction its own serial', async () => {
    const commands = [1, 2, 3].map(() => world.sign(decider, issueLicence, issueBody));
    const { outcomes, effects } = await world.batch('east', commands);
    const identifiers = outcomes.map((outcome) => outcome.status === 'done' && outcome.result['identifier']);
    expect(new Set(identifiers).size).toBe(3);
    expect(effects.policies).toHaveLength(3);
  });

  it.each<[string, object, object]>([
    ['a region that the issuer has not', { region: regions.west }, { code: 'authority-missing' }],
    [
      'a type that the issuer may not issue',
      { type: licenceTypes.realEstate },
      { code: 'authority-missing' },
    ],
    ['a type that nobody has defined', { type: '11999999000000019M999' }, { code: 'not-found' }],
    ['no holder', { holders: [] }, { code: 'command-malformed', field: 'body/holders' }],
    [
      'a holder by name',
      { holders: [{ name: '闻人知夏' }] },
      { code: 'command-malformed', field: 'body/holders/0' },
    ],
    [
      'a date that is none',
      { validFrom: '2026-13-01' },
      { code: 'command-malformed', field: 'body/validFrom' },
    ],
    ['a status of its own', { status: 'in-force' }, { code: 'command-malformed' }],
  ])('is refused with %s', async (_, more, expected) => {
    expect(await world.refusalUnchecked(decider, issueLicence, { ...issueBody, ...more })).toMatchObject(
      expected,
    );
  });

  it('is refused to an issuer of another region', async () => {
    const body = { ...issueBody, type: licenceTypes.realEstate, region: regions.east };
    expect(await world.refusal(world.officers.westDecider, issueLicence, body)).toMatchObject({
      code: 'authority-missing',
    });
  });

  it.each([
    ['ends before it begins', { validFrom: '2026-11-23', validUntil: '2026-11-22' }, 'body/validUntil'],
    ['is over already', { validFrom: '2025-01-01', validUntil: '2026-11-22' }, 'body/validUntil'],
    ['begins on a day that no calendar has', { validFrom: '2026-02-31' }, 'body/validFrom'],
    ['begins in a year of two digits', { validFrom: '0026-11-23' }, 'body/validFrom'],
  ])('is refused with a period that %s', async (_name, period, field) => {
    expect(await world.refusal(decider, issueLicence, { ...issueBody, ...period })).toMatchObject({
      code: 'command-malformed',
      field,
    });
  });

  it('is issued for the rest of a period that began before, to its last day', async () => {
    expect(dateOf(world.now)).toBe('2026-11-23');
    await issue({ validFrom: '2020-01-01', validUntil: '2026-11-23' });
    // It is the next day in China.
    world.now = '2026-11-23T16:00:00.000Z';
    const body = { ...issueBody, validFrom: '2020-01-01', validUntil: '2026-11-23' };
    const refused = await world.refusal(decider, issueLicence, body);
    expect(refused).toMatchObject({ code: 'command-malformed', field: 'body/validUntil' });
    expect(refused.message).toContain('ended on 2026-11-23 already');
  });

  it('is not renewed into a period that is over, nor into one that ends before it begins', async () => {
    const identifier = await issue();
    const { type, ...content } = issueBody;
    for (const period of [
      { validFrom: '2025-01-01', validUntil: '2025-12-31' },
      { validFrom: '2026-11-23', validUntil: '2026-11-22' },
    ]) {
      const body = { identifier, version: 1, ...why, content: { ...content, ...period } };
      expect(await world.refusal(decider, renewLicence, body)).toMatchObject({
        code: 'command-malformed',
        field: 'body/content/validUntil',
      });
    }
  });

  it('is refused once the authority has ended, while past licences stay authorised', async () => {
    const identifier = await issue();
    const end = {
      kind: 'authority-end' as const,
      issuer: departments.eastMarket.code,
      licenceType: licenceTypes.foodBusiness,
    };
    const { east, west, audit } = world.governors;
    await world.give(east, proposeChange, { id: 'end', changes: [{ ...end, until: '2026-11-23' }] });
    await world.approve(west, 'end');
    await world.approve(audit, 'end');
    await expect(issue()).resolves.toBeDefined();
    world.now = '2026-11-24T01:00:00.000Z';
    expect(await world.refusal(decider, issueLicence, issueBody)).toMatchObject({
      code: 'authority-missing',
    });
    expect(await world.query('query:licence', identifier)).toMatchObject({
      authority: { grants: [{ from: '2015-10-01', until: '2026-11-23' }] },
    });
  });
});

describe('registering a licence that exists already', () => {
  const { eastLand, eastMarket } = departments;
  const identifierOf = (issuer: string): string =>
    formatLicenceIdentifier({ type: licenceTypes.realEstate, issuer, serial: '2018X', version: '001' });
  const body = {
    identifier: identifierOf(eastLand.code),
    issuedOn: '2018-05-04',
    region: regions.east,
    holders: [seller],
    object: parcel,
    validFrom: '2018-05-04',
  };
  const including = <T extends { readonly identifier: string }>(given: T): T & { inclusion: Inclusion } => ({
    ...given,
    inclusion: inclusionOf(given.identifier),
  });
  const refusal = (more: object): Promise<unknown> =>
    world.refusal(world.officers.eastRegistrar, registerLicence, including({ ...body, ...more }));

  it('keeps its identifier and date of issue', async () => {
    const { events } = await registerSellerCertificate(world);
    expect(events).toMatchObject([{ type: 'licence.registered', subject: { id: sellerCertificate } }]);
    expect(await licence(sellerCertificate)).toMatchObject({
      issuedOn: '2019-07-01',
      issuedAt: expect.stringMatching(/^2026-11-23/) as string,
      type: licenceTypes.realEstate,
    });
  });

  it('is refused a second time', async () => {
    await world.give(world.officers.eastRegistrar, registerLicence, including(body));
    expect(await refusal({})).toMatchObject({ code: 'already-exists', field: 'body/identifier' });
  });

  it.each<[string, object, object]>([
    ["another's licence", { identifier: identifierOf(eastMarket.code) }, { code: 'not-competent' }],
    ['a date before the authority', { issuedOn: '2015-02-28' }, { code: 'authority-missing' }],
    [
      'a date in the future',
      { issuedOn: '2026-11-24' },
      { code: 'command-malformed', field: 'body/issuedOn' },
    ],
    ['a region that the issuer has not', { region: regions.west }, { code: 'authority-missing' }],
    [
      'a forged identifier',
      { identifier: body.identifier.replace('2018X', '2018Y') },
      { code: 'identifier-malformed', field: 'body/identifier' },
    ],
  ])('is refused: %s', async (_, more, expected) => {
    expect(await refusal(more)).toMatchObject(expected);
  });
});

describe('the life of a licence', () => {
  it('suspended, resumed, revoked, cancelled: each with reason and basis', async () => {
    const identifier = await issue();
    for (const [version, [status, command]] of Object.entries(statusCommands).entries()) {
      const { events, done } = await change(command, identifier, version + 1);
      expect(done.result).toEqual({ identifier, version: version + 2, status });
      expect(events).toMatchObject([{ type: 'licence.status-changed', data: { to: status, ...why } }]);
    }
    expect(await licence(identifier)).toMatchObject({ status: 'cancelled', version: 5, statusReason: why });
    const refusal = await world.refusal(decider, resumeLicence, { identifier, version: 5, ...why });
    expect(refusal).toMatchObject({ code: 'state-conflict' });
  });

  it.each(Object.values(statusCommands))(
    '$type needs the own department and the version seen',
    async (command) => {
      const identifier = await issue();
      const body = { identifier, version: 1, ...why, ...kindOf(command) };
      for (const stranger of [world.officers.eastDecider, world.officers.westDecider]) {
        expect(await world.refusal(stranger, command, body)).toMatchObject({
          code: 'not-competent',
        });
      }
      expect(await world.refusal(decider, command, { ...body, version: 2 })).toMatchObject({
        code: 'version-stale',
        field: 'body/version',
        detail: { version: 1 },
      });
      const unknown = { ...body, identifier: sellerCertificate };
      expect(await world.refusal(decider, command, unknown)).toMatchObject({
        code: 'not-found',
        field: 'body/identifier',
      });
    },
  );

  it('expires after its last day, reported by the clock service of its organisation', async () => {
    const identifier = await issue({ validUntil: '2026-11-24' });
    const system = await world.enrol({ ...world.officers.eastSystem, id: 'clock' });
    await world.register(system);
    const body = { identifier, version: 1 };
    world.now = '2026-11-24T15:59:00.000Z';
    expect(await world.refusal(system, expireLicence, body)).toMatchObject({ code: 'state-conflict' });
    world.now = '2026-11-24T16:00:00.000Z';
    const { done } = await world.give(system, expireLicence, body);
    expect(done.result).toEqual({ identifier, version: 2, status: 'expired' });
  });

  it('does not expire without a last day, nor by another organisation', async () => {
    const { validUntil, ...unlimited } = issueBody;
    const { done } = await world.give(decider, issueLicence, unlimited);
    const body = { identifier: done.result.identifier, version: 1 };
    expect(await world.refusal(world.officers.eastSystem, expireLicence, body)).toMatchObject({
      code: 'state-conflict',
    });
    const system = await world.enrol({ ...world.officers.westVerifier, id: 'clock', roles: ['system'] });
    await world.register(system);
    expect(await world.refusal(system, expireLicence, body)).toMatchObject({ code: 'not-competent' });
    expect(validUntil).toBeDefined();
  });

  it('ends when a newer one replaces it; both record it', async () => {
    const [identifier, by] = [await issue(), await issue()];
    const { events, done } = await world.give(decider, supersedeLicence, {
      identifier,
      version: 1,
      ...why,
      by,
    });
    expect(done.result).toEqual({ identifier, version: 2, status: 'superseded' });
    expect(events.map(({ type, subject }) => [type, subject.id])).toEqual([
      ['licence.linked', by],
      ['licence.status-changed', identifier],
    ]);
    expect(await licence(identifier)).toMatchObject({ supersededBy: by });
    expect(await licence(by)).toMatchObject({ supersedes: identifier, version: 2, status: 'in-force' });
    const third = await issue();
    const again = { identifier: third, version: 1, ...why, by };
    expect(await world.refusal(decider, supersedeLicence, again)).toMatchObject({
      code: 'state-conflict',
      field: 'body/by',
    });
  });

  it('is not succeeded by one that nobody knows, which is named where it stands', async () => {
    const identifier = await issue();
    const { version, ...parts } = parseLicenceIdentifier(identifier);
    const by = formatLicenceIdentifier({ ...parts, version: '099' });
    expect(
      await world.refusal(decider, supersedeLicence, { identifier, version: 1, ...why, by }),
    ).toMatchObject({ code: 'not-found', field: 'body/by' });
  });

  it('names each holder once', async () => {
    const [holder] = issueBody.holders;
    const holders = holder === undefined ? [] : [holder, holder];
    expect(await world.refusal(decider, issueLicence, { ...issueBody, holders })).toMatchObject({
      code: 'command-malformed',
      field: 'body/holders/1',
    });
  });

  it('is not succeeded by itself, by one that is suspended, or by one of another kind', async () => {
    await registerSellerCertificate(world);
    const [identifier, suspended] = [await issue(), await issue()];
    await change(suspendLicence, suspended, 1);
    for (const by of [identifier, suspended, sellerCertificate]) {
      const body = { identifier, version: 1, ...why, by };
      expect(await world.refusal(decider, supersedeLicence, body)).toMatchObject({
        code: 'state-conflict',
      });
    }
  });

  it.each(['annulment', 'withdrawal', 'penalty'] as const)(
    'ends by %s, which the licence keeps when it is closed',
    async (kind) => {
      const identifier = await issue();
      const { events } = await world.give(decider, revokeLicence, { identifier, version: 1, ...why, kind });
      expect(events).toMatchObject([{ data: { from: 'in-force', to: 'revoked', ...why, kind } }]);
      const revoked = await licence(identifier);
      expect(revoked).toMatchObject({ status: 'revoked', statusReason: { ...why, kind } });
      await change(cancelLicence, identifier, 2);
      const closed = await licence(identifier);
      expect(closed).toMatchObject({ status: 'cancelled', revocation: revoked.statusReason });
      expect(closed.statusReason).not.toHaveProperty('kind');
    },
  );

  it('is not revoked without saying how', async () => {
    const body = { identifier: await issue(), version: 1, ...why };
    for (const more of [{}, { kind: 'wrongly-made' }, { kind: 'void' }]) {
      expect(await world.refusalUnchecked(decider, revokeLicence, { ...body, ...more })).toMatchObject({
        code: 'command-malformed',
        field: 'body/kind',
      });
    }
  });

  it('revoked and closed before kinds were told apart keeps what there was', async () => {
    const identifier = await issue();
    const key = tableKey('licence', [identifier]);
    const stored = await licence(identifier);
    const statusReason = { ...why, at: '2026-11-23T01:00:00.000Z' };
    world.ledger.state.set(key, encode({ ...stored, status: 'revoked', statusReason }));
    await change(cancelLicence, identifier, 1);
    expect((await licence(identifier)).revocation).toEqual(statusReason);
  });

  it('is withdrawn as wrongly made, which is no revocation', async () => {
    const [misprint, revoked, by] = [await issue(), await issue(), await issue()];
    const body = { identifier: misprint, version: 1, ...why, kind: 'wrongly-made' } as const;
    await world.give(decider, cancelLicence, body);
    expect(await licence(misprint)).toMatchObject({
      status: 'cancelled',
      statusReason: { kind: 'wrongly-made' },
    });
    await world.give(decider, supersedeLicence, { ...body, identifier: await issue(), by });
    await change(revokeLicence, revoked, 1);
    expect(
      await world.refusal(decider, cancelLicence, { ...body, identifier: revoked, version: 2 }),
    ).toMatchObject({ code: 'state-conflict' });
  });

  it('hands its suspension on to its successor', async () => {
    const [identifier, by] = [await issue(), await issue()];
    await change(suspendLicence, identifier, 1);
    const { statusReason } = await licence(identifier);
    const renewal = { identifier, version: 2, reason: 'moved', basis: 'b', by };
    const { events } = await world.give(decider, supersedeLicence, renewal);
    expect(events).toMatchObject([
      { type: 'licence.linked', data: { supersedes: identifier, to: 'suspended', ...why } },
      { type: 'licence.status-changed', data: { from: 'suspended', to: 'superseded' } },
    ]);
    expect(await licence(by)).toMatchObject({ version: 2, status: 'suspended', statusReason });
    await change(resumeLicence, by, 2);
    expect(await licence(by)).toMatchObject({ status: 'in-force' });
  });

  it('of a real-estate certificate cannot be suspended', async () => {
    await registerSellerCertificate(world);
    const body = { identifier: sellerCertificate, version: 1, ...why };
    expect(await world.refusal(world.officers.eastDecider, suspendLicence, body)).toMatchObject({
      code: 'state-conflict',
    });
  });
});

describe('printed numbers', () => {
  const printedNumber = '5d'.repeat(32);

  it('are kept as keyed digests from the issue on, and in clear nowhere', async () => {
    const identifier = await issue({ printedNumber });
    expect(await licence(identifier)).toMatchObject({ schema: 2, version: 1, printedNumber });
    const clear = { ...issueBody, printedNumber: '蒙(2016)乌兰浩特市不动产证明第0000001号' };
    expect(await world.refusal(decider, issueLicence, clear)).toMatchObject({
      code: 'command-malformed',
      field: 'body/printedNumber',
    });
  });

  it('are given to a licence that was stored without, and corrected; what was stored stays readable', async () => {
    const identifier = await issue();
    expect(await licence(identifier)).toMatchObject({ schema: 1 });
    const { events } = await world.give(decider, numberLicence, { identifier, version: 1, printedNumber });
    expect(events).toMatchObject([{ type: 'licence.numbered', version: 2 }]);
    expect(JSON.stringify(events)).not.toContain(printedNumber);
    const again = { identifier, version: 2, printedNumber };
    expect(await world.refusal(decider, numberLicence, again)).toMatchObject({
      code: 'already-exists',
      field: 'body/printedNumber',
    });
    const corrected = '5e'.repeat(32);
    await world.give(world.officers.eastSystem, numberLicence, { ...again, printedNumber: corrected });
    expect(await licence(identifier)).toMatchObject({ schema: 2, version: 3, printedNumber: corrected });
    await change(suspendLicence, identifier, 3);
    expect(await licence(identifier)).toMatchObject({ status: 'suspended', printedNumber: corrected });
    expect(await world.refusal(decider, numberLicence, again)).toMatchObject({ code: 'version-stale' });
  });

  it('of one kind may be those of several licences, such as the older and the newer version', async () => {
    const first = await issue({ printedNumber });
    const { type, ...content } = { ...issueBody, printedNumber };
    const body = { identifier: first, version: 1, ...why, content };
    const { done } = await world.give(decider, renewLicence, body);
    expect(await licence(done.result.identifier)).toMatchObject({ schema: 2, printedNumber });
    expect(await licence(first)).toMatchObject({ status: 'superseded', printedNumber });
  });
});

describe('renditions and uses', () => {
  it('are registered once each, up to the limit', async () => {
    const identifier = await issue();
    for (let count = 1; count <= limits.renditionsPerLicenceMax; count += 1) {
      await world.give(decider, addRendition, {
        identifier,
        version: count,
        rendition: rendition(`file ${count}`),
      });
    }
    const body = { identifier, version: limits.renditionsPerLicenceMax + 1 };
    expect(
      await world.refusal(decider, addRendition, { ...body, rendition: rendition('file 1') }),
    ).toMatchObject({ code: 'already-exists', field: 'body/rendition/digest' });
    expect(
      await world.refusal(decider, addRendition, { ...body, rendition: rendition('one more') }),
    ).toMatchObject({ code: 'limit-exceeded' });
  });

  it('of a licence are added by the system of its organisation', async () => {
    const identifier = await issue();
    const body = { identifier, version: 1, rendition: rendition('file') };
    const { events } = await world.give(world.officers.eastSystem, addRendition, body);
    const other = { ...body, identifier: await issue() };
    expect(await world.refusal(world.officers.eastSystem, addRendition, other)).toMatchObject({
      code: 'already-exists',
      field: 'body/rendition/digest',
    });
    expect(events).toMatchObject([
      { type: 'licence.rendition-added', data: { digest: sha256('file').value } },
    ]);
    expect(await licence(identifier)).toMatchObject({ renditions: [{ digest: sha256('file') }] });
  });

  it('a use needs purpose and basis, and changes nothing', async () => {
    const identifier = await issue();
    const { westVerifier } = world.officers;
    const { events, effects } = await world.give(
      westVerifier,
      useLicence,
      { identifier },
      { purpose: 'p', basis: 'b' },
    );
    expect(events).toMatchObject([
      { type: 'licence.used', purpose: 'p', basis: 'b', data: { version: 1, status: 'in-force' } },
    ]);
    expect(effects.writes).toHaveLength(2);
    expect(await world.refusal(westVerifier, useLicence, { identifier })).toMatchObject({
      field: 'purpose',
    });
    const unknown = { identifier: sellerCertificate };
    expect(
      await world.refusal(westVerifier, useLicence, unknown, { purpose: 'p', basis: 'b' }),
    ).toMatchObject({ code: 'not-found' });
  });
});
