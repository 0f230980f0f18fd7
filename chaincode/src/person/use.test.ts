// SPDX-License-Identifier: Apache-2.0
import { usePersonOfCase } from '../case/commands';
import { usePersonOfLicence } from '../licence/commands';
import { createRecord, usePersonOfRecord } from '../record/commands';
import { canonicalJson } from '../ledger/canonical';
import { limits } from '../ledger/limits';
import { aRecord } from '../testing/a-record';
import { ContractFailure } from '../testing/memory-ledger';
import { enter, entered, orderPurgeOf, samplePerson } from '../testing/people';
import {
  buyer,
  registerSellerCertificate,
  seller,
  sellerCertificate,
  TransferCase,
} from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { World } from '../testing/world';
import { personCollection, personKey } from './model';

let world: World;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

const why = { purpose: 'delivery', basis: 'pipl:13' };
const sample = samplePerson.body.person;

describe('the use of a person', () => {
  it('of a case is in the history of the person, with purpose and basis, and says nothing of the person', async () => {
    const { id } = await TransferCase.open(world);
    const body = { id, person: buyer.person };
    const { done, events } = await world.give(world.officers.eastReviewer, usePersonOfCase, body, why);
    expect(done.result).toEqual({ person: buyer.person });
    expect(events).toEqual([
      expect.objectContaining({
        type: 'person.used',
        subject: { kind: 'person', id: buyer.person },
        ...why,
        data: { case: id },
      }),
    ]);
    // Whoever lets the case be delivered needs the name after its end too.
    await world.giveUnchecked(
      world.officers.eastAcceptor,
      { type: 'case.transition' },
      { id, version: 1, transition: 'withdraw', reason: 'by-applicant' },
    );
    const after = await world.give(world.officers.eastAcceptor, usePersonOfCase, body, why);
    expect(after.events).toHaveLength(1);
  });

  it('of a licence, and of a record, is of whom these name', async () => {
    const { eastRegistrar, eastDecider } = world.officers;
    const held = { identifier: sellerCertificate, person: seller.person };
    const { events } = await world.give(eastDecider, usePersonOfLicence, held, why);
    expect(events).toMatchObject([{ type: 'person.used', data: { licence: sellerCertificate } }]);
    const content = aRecord({
      dossiers: [{ object: '999999001001GB00001F00010001' }, { person: buyer.person }],
    });
    const { id } = (await world.give(eastRegistrar, createRecord, content)).done.result;
    const used = await world.give(eastDecider, usePersonOfRecord, { id, person: buyer.person }, why);
    expect(used.events).toMatchObject([{ type: 'person.used', data: { record: id } }]);
    const strange = { code: 'not-found', field: 'body/person' };
    for (const person of [entered.holder.person, `P${'0'.repeat(32)}`]) {
      expect(await world.refusal(eastDecider, usePersonOfLicence, { ...held, person }, why)).toMatchObject(
        strange,
      );
      expect(await world.refusal(eastDecider, usePersonOfRecord, { id, person }, why)).toMatchObject(strange);
    }
  });

  it('ends with the order that the person is forgotten', async () => {
    const { eastRegistrar, eastDecider } = world.officers;
    await enter(world, samplePerson);
    const content = aRecord({ dossiers: [{ person: sample }] });
    const { id } = (await world.give(eastRegistrar, createRecord, content)).done.result;
    await orderPurgeOf(world, samplePerson);
    expect(await world.refusal(eastDecider, usePersonOfRecord, { id, person: sample }, why)).toMatchObject({
      code: 'state-conflict',
      field: 'body/person',
    });
  });
});

describe('the names of many people', () => {
  function names(people: readonly string[]): Promise<unknown> {
    return world.query('person:names', canonicalJson(people));
  }

  it('are those that are here: nobody who is unknown or purged is in the way of others', async () => {
    await enter(world, samplePerson);
    const unknown = `P${'0'.repeat(32)}`;
    expect(await names([unknown, sample, buyer.person])).toEqual({ [sample]: samplePerson.person.name });
    world.ledger.privateState.delete(`${personCollection}/${personKey(sample)}`);
    expect(await names([sample])).toEqual({});
    expect(await names([])).toEqual({});
  });

  it.each([
    ['too many', canonicalJson(Array.from({ length: limits.peopleNamedMax + 1 }, () => buyer.person))],
    ['no pseudonym', '["lookup/1"]'],
    ['no list', '{}'],
    ['no JSON', '['],
  ])('are not said where %s are asked', async (_, asked) => {
    await expect(world.query('person:names', asked)).rejects.toBeInstanceOf(ContractFailure);
  });
});
