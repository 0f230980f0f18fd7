// SPDX-License-Identifier: Apache-2.0
import { ownerPolicy } from '../ledger/endorsement';
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { tableKey } from '../ledger/table';
import { addRendition, cancelLicence } from '../licence/commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import type { Licence } from '../licence/model';
import { amendRecord, createRecord } from '../record/commands';
import { approveProposal, proposeChange } from '../registry/proposal-commands';
import { departments } from '../sample/registry';
import type { OrganisationId } from '../sample/registry';
import type { Role } from '../membership/roles';
import { aRecord } from '../testing/a-record';
import { agree } from '../testing/scenes';
import { parcel, registerSellerCertificate, sellerCertificate, TransferCase } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, Given, World } from '../testing/world';

const members = ['archives', 'east', 'west', 'audit'];
const why = { reason: 'inspection', basis: 'land-law:1' };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

let moves = 0;
function move(organisation: OrganisationId): Promise<void> {
  moves += 1;
  return agree(world, `move-${moves}`, { ...departments.eastLand, organisation });
}

/** An officer of the department, now that it belongs to this organisation. */
async function officerAt(organisation: OrganisationId, ...roles: Role[]): Promise<Actor> {
  const id = `${organisation}-land-${roles.join('-')}`;
  const officer = await world.enrol({ id, organisation, department: departments.eastLand.code, roles });
  await world.register(officer);
  return officer;
}

async function licence(): Promise<Licence> {
  return ((await world.query('query:licence', sellerCertificate)) as { licence: Licence }).licence;
}

function addFile(by: Actor, version: number): Promise<Given> {
  const rendition = {
    digest: sha256(`file ${version}`),
    bytes: 4,
    mediaType: 'application/pdf' as const,
  };
  return world.give(by, addRendition, { identifier: sellerCertificate, version, rendition });
}

function policyOf(owner: string): string {
  return Buffer.from(ownerPolicy(owner, members)).toString('base64');
}

describe('what a department has, when it moves to another organisation', () => {
  it('its licences are changed by its officers there, under a key and a policy of that organisation', async () => {
    await registerSellerCertificate(world);
    await move('west');
    const registrar = await officerAt('west', 'registrar');
    const first = await addFile(registrar, 1);
    const key = tableKey('licence', [sellerCertificate, 'west']);
    expect(first.effects.policies).toEqual([[key, policyOf('west')]]);
    expect(await licence()).toMatchObject({ version: 2, organisation: 'west', moved: true });
    const second = await addFile(registrar, 2);
    expect(second.effects.policies).toEqual([]);
    expect(second.effects.writes.map(([written]) => written)).toContain(key);
    expect(await licence()).toMatchObject({ version: 3 });
  });

  it('and its licences find the way back with it', async () => {
    await registerSellerCertificate(world);
    await move('west');
    await addFile(await officerAt('west', 'registrar'), 1);
    await move('audit');
    await addFile(await officerAt('audit', 'registrar'), 2);
    await move('east');
    const back = await addFile(world.officers.eastRegistrar, 3);
    const written = back.effects.writes.map(([key]) => key);
    expect(written).toContain(tableKey('licence', [sellerCertificate]));
    expect(back.effects.policies).toEqual([]);
    const last = await licence();
    expect(last).toMatchObject({ version: 4, organisation: 'east' });
    expect(last).not.toHaveProperty('moved');
    await move('west');
    const again = await addFile(await officerAt('west', 'registrar', 'decider'), 4);
    expect(again.effects.policies).toEqual([]);
    expect(await licence()).toMatchObject({ version: 5, organisation: 'west' });
  });

  it('its earlier organisation changes them no more, nor does its system', async () => {
    await registerSellerCertificate(world);
    await move('west');
    const { eastDecider, eastSystem } = world.officers;
    const other = await world.enrol({ ...eastSystem, id: 's', department: departments.eastMarket.code });
    await world.register(other);
    const at = { identifier: sellerCertificate, version: 1 };
    expect(await world.refusal(eastDecider, cancelLicence, { ...at, ...why })).toMatchObject({
      code: 'not-competent',
    });
    const rendition = { digest: sha256('file'), bytes: 4, mediaType: 'application/pdf' as const };
    expect(await world.refusal(other, addRendition, { ...at, rendition })).toMatchObject({
      code: 'not-competent',
    });
  });

  it('its records and restrictions go with it', async () => {
    const { eastRegistrar } = world.officers;
    const { id } = (await world.give(eastRegistrar, createRecord, aRecord())).done.result;
    const on = { kind: 'object', id: parcel } as const;
    await world.give(eastRegistrar, setRestriction, { on, id: 's-1', kind: 'seizure', basis: 'court' });
    await move('west');
    const registrar = await officerAt('west', 'registrar');
    await world.give(registrar, amendRecord, { id, version: 1, content: aRecord() });
    await world.give(registrar, liftRestriction, { on, id: 's-1' });
  });

  it('its running cases end there, and what they issue is owned there', async () => {
    await registerSellerCertificate(world);
    const transfer = await (await TransferCase.open(world)).untilRegister();
    await move('west');
    const { effects, done } = await transfer.decide('register', await officerAt('west', 'registrar'));
    const [issued] = done.result['issued'] as string[];
    const policies = new Map(effects.policies);
    expect(policies.get(tableKey('licence', [String(issued)]))).toBe(policyOf('west'));
    expect(policies.get(tableKey('licence', [sellerCertificate, 'west']))).toBe(policyOf('west'));
    expect(await licence()).toMatchObject({ status: 'cancelled', organisation: 'west' });
  });

  it('a department that a version before this one moved is found as well', async () => {
    await registerSellerCertificate(world);
    await move('west');
    const key = tableKey('department', [departments.eastLand.code]);
    const { formerly, ...before } = (await world.query('query:department', departments.eastLand.code)) as {
      formerly: unknown;
    };
    expect(formerly).toMatchObject([{ organisation: 'east' }]);
    world.ledger.state.set(key, Buffer.from(JSON.stringify(before)));
    await addFile(await officerAt('west', 'registrar'), 1);
    await move('audit');
    expect(await licence()).toMatchObject({ version: 2, organisation: 'west' });
    await addFile(await officerAt('audit', 'registrar'), 2);
    expect(await licence()).toMatchObject({ version: 3, organisation: 'audit' });
  });

  it('moves so often at most', async () => {
    for (let count = 0; count < limits.departmentMovesMax; count += 1) {
      await move(count % 2 === 0 ? 'west' : 'east');
    }
    const { archives, east, west } = world.governors;
    const change = { ...departments.eastLand, organisation: 'west' };
    await world.give(east, proposeChange, { id: 'one-more', changes: [change] });
    await world.approve(archives, 'one-more');
    const body = { id: 'one-more', digest: await world.proposed('one-more') };
    expect(await world.refusal(west, approveProposal, body)).toMatchObject({ code: 'limit-exceeded' });
  });
});
