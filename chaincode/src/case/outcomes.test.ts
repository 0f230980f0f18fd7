// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '../record/commands';
import { decideCase, openCase, transitionCase } from './commands';
import { publishMatter } from '../matter/commands';
import { departments, licenceTypes, regions } from '../sample/registry';
import { issueLicence, suspendLicence } from '../licence/commands';
import type { Licence } from '../licence/model';
import { limits } from '../ledger/limits';
import type { MatterDefinition } from '../matter/model';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { buyer, content, parcel, registerSellerCertificate, sellerCertificate } from '../testing/transfer';
import type { World, Actor, Given, BodyOf } from '../testing/world';
import type { Case, Material } from './model';

/** A matter with a single step, decided by the market regulator of east. */
const simple: MatterDefinition = {
  id: '99013190000101',
  name: '食品经营许可',
  owner: 'east',
  materials: [
    { code: 'form', name: '申请表', required: false, accepts: ['content', 'promise', 'record'] },
    { code: 'old-licence', name: '原证', required: false, accepts: ['content', 'licence'] },
  ],

  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 20,
  outcomes: [],
  archive: { category: 'WS', retention: 'D10' },
};
const issueFood = { kind: 'issue-licence', licenceType: licenceTypes.foodBusiness, validMonths: 60 } as const;
const cancelOld = {
  kind: 'change-licence',
  material: 'old-licence',
  to: 'cancelled',
  reason: 'renewed',
  basis: 'b',
} as const;

let world: World;
let acceptor: Actor;
let decider: Actor;
const fork = useWorld(
  (fresh) => {
    world = fresh;
  },
  async (base) => {
    await registerSellerCertificate(base);
    decider = base.officers.eastMarketDecider;
    acceptor = await base.enrol({ ...decider, id: 'east-market-acceptor', roles: ['acceptor'] });
    await base.register(acceptor);
  },
);

/** Publishes a variant of the simple matter, and opens and accepts a case of it. */
async function accepted(changed: Partial<MatterDefinition>, materials: Material[] = []): Promise<string> {
  const definition = { ...simple, ...changed };
  await world.give(world.governors.east, publishMatter, { definition });
  const body = { number: 'M-1', matter: definition.id, applicant: buyer, materials };
  const { done } = await world.give(acceptor, openCase, body);
  const id = done.result['id'];
  await world.give(acceptor, transitionCase, { id, version: 1, transition: 'accept' });
  return id;
}

function approval(id: string): BodyOf<typeof decideCase> {
  return { id, version: 2, step: 'decide', result: 'approve', noInterest: true };
}
function approve(id: string): Promise<Given> {
  return world.give(decider, decideCase, approval(id));
}
function refusal(id: string): ReturnType<World['refusal']> {
  return world.refusal(decider, decideCase, approval(id));
}
async function caseOf(id: string): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}

async function archiveRecordOf(id: string): Promise<unknown> {
  const { record = '' } = await caseOf(id);
  return world.query('query:record', record);
}

describe('outcomes', () => {
  it('issue a licence for a number of months', async () => {
    const { done } = await approve(await accepted({ outcomes: [issueFood] }));
    const [identifier = ''] = done.result['issued'] as string[];
    expect(await world.query('query:licence', identifier)).toMatchObject({
      licence: {
        issuer: departments.eastMarket.code,
        region: regions.east,
        validFrom: '2026-11-23',
        validUntil: '2031-11-23',
      },
    });
  });

  it('say how long the record of the case is kept', async () => {
    const classification = (retention: string): { category: string; retention: string } => ({
      category: 'WS',
      retention,
    });
    const archive = { ...classification('D30'), byOutcome: { withdrawn: classification('D10') } };
    const withdrawn = await accepted({ archive });
    await world.give(acceptor, transitionCase, {
      id: withdrawn,
      version: 2,
      transition: 'withdraw',
      reason: 'by-applicant',
    });
    expect(await archiveRecordOf(withdrawn)).toMatchObject({ retention: 'D10' });
    world = fork();
    const closed = await accepted({ archive });
    await approve(closed);
    expect(await archiveRecordOf(closed)).toMatchObject({ retention: 'D30' });
  });

  it('issue two licences under two identifiers', async () => {
    const { done } = await approve(await accepted({ outcomes: [issueFood, issueFood] }));
    expect(new Set(done.result['issued'] as string[]).size).toBe(2);
  });

  it('that change a licence need one', async () => {
    const material = { code: 'old-licence', source: { content: content('copy') } };
    for (const materials of [[], [material]]) {
      world = fork();
      expect(await refusal(await accepted({ outcomes: [cancelOld] }, materials))).toMatchObject({
        code: 'material-missing',
      });
    }
  });

  it('cannot change licences of other departments', async () => {
    const material = { code: 'old-licence', source: { licence: sellerCertificate } };
    const id = await accepted({ outcomes: [cancelOld] }, [material]);
    expect(await refusal(id)).toMatchObject({ code: 'not-competent' });
    expect(await caseOf(id)).toMatchObject({ state: 'accepted' });
  });

  describe('that end a licence', () => {
    const ending = { ...cancelOld, reason: 'fraud' };
    let old: string;
    beforeEach(async () => {
      const body = {
        type: licenceTypes.foodBusiness,
        region: regions.east,
        holders: [buyer],
        validFrom: '2026-01-01',
      };
      old = (await world.give(decider, issueLicence, body)).done.result.identifier;
    });
    const licence = async (identifier: string): Promise<Licence> =>
      ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
    const material = (): Material[] => [{ code: 'old-licence', source: { licence: old } }];
    const suspend = async (): Promise<void> => {
      await world.give(decider, suspendLicence, { identifier: old, version: 1, reason: 'r', basis: 'b' });
    };

    it('say how: revoked, and which of the three', async () => {
      const annul = { ...ending, to: 'revoked', statusKind: 'annulment' } as const;
      await approve(await accepted({ outcomes: [annul] }, material()));
      expect(await licence(old)).toMatchObject({
        status: 'revoked',
        statusReason: { reason: 'fraud', kind: 'annulment' },
      });
    });

    it.each([
      ['revoked', undefined],
      ['revoked', 'wrongly-made'],
      ['cancelled', 'penalty'],
    ] as const)('are not %s with the kind %s', async (to, statusKind) => {
      const definition = { ...simple, outcomes: [{ ...ending, to, ...(statusKind && { statusKind }) }] };
      expect(await world.refusal(world.governors.east, publishMatter, { definition })).toMatchObject({
        code: 'command-malformed',
        field: 'body/definition/outcomes/0/statusKind',
      });
    });

    it('link it with the licence that the case issues in its place, and hand a suspension on', async () => {
      await suspend();
      const renew = { ...ending, to: 'superseded' } as const;
      const { done } = await approve(await accepted({ outcomes: [issueFood, renew] }, material()));
      const [by = ''] = done.result['issued'] as string[];
      expect(await licence(old)).toMatchObject({ status: 'superseded', supersededBy: by });
      expect(await licence(by)).toMatchObject({ status: 'suspended', supersedes: old });
    });

    it('do not end a suspension for want of a successor', async () => {
      await suspend();
      const renew = { ...ending, to: 'superseded' } as const;
      expect(await refusal(await accepted({ outcomes: [renew, issueFood] }, material()))).toMatchObject({
        code: 'state-conflict',
      });
    });
  });

  it('do not happen while the conditions do not hold, even after the last step', async () => {
    const id = await accepted({ completion: { unrestricted: 'object', kinds: ['seizure'] }, outcomes: [] });
    // Without an object there are no restrictions: the case completes on acceptance.
    expect(await caseOf(id)).toMatchObject({ state: 'closed', decisions: [] });
    world = fork();
    const waiting = await accepted({ completion: { material: 'form' } });
    const { done } = await approve(waiting);
    expect(done.result).toMatchObject({ state: 'granted' });
    const again = { id: waiting, version: 3, step: 'decide', result: 'approve', noInterest: true } as const;
    expect(await world.refusal(decider, decideCase, again)).toMatchObject({
      code: 'state-conflict',
      message: 'the next step of the case is none',
    });
  });
});

describe('the archive record of a case', () => {
  const recordOf = async (id: string): Promise<unknown> => {
    const { record = '' } = await caseOf(id);
    return world.query('query:record', record);
  };

  it('lists promises, and each content once', async () => {
    const form = { code: 'form', source: { promise: content('same') } };
    const copy = { code: 'old-licence', source: { content: content('same') } };
    const id = await accepted({}, [form, copy]);
    await approve(id);
    expect(await recordOf(id)).toMatchObject({ contents: [{ ...content('same'), role: 'old-licence' }] });
  });

  it('refers to as many records as a matter has materials', async () => {
    const codes = Array.from({ length: limits.materialsPerMatterMax }, (_, at) => `paper-${at}`);
    const create = (): string => world.sign(acceptor, createRecord, aRecord());
    const { outcomes } = await world.batch('east', codes.map(create));
    const records = outcomes.flatMap((outcome) =>
      outcome.status === 'done' ? [outcome.result['id'] as string] : [],
    );
    const materials = codes.map((code) => ({
      code,
      name: code,
      required: true,
      accepts: ['record' as const],
    }));
    const given = codes.map((code, at) => ({ code, source: { record: records[at] ?? '' } }));
    const id = await accepted({ materials }, given);
    await approve(id);
    expect(await recordOf(id)).toMatchObject({ references: records });
  });

  it('has the dossier of an object only when there is an object', async () => {
    const id = await accepted({});
    await approve(id);
    expect(await recordOf(id)).toMatchObject({ dossiers: [{ person: buyer.person }] });
    expect(JSON.stringify(await recordOf(id))).not.toContain(parcel);
  });
});
