// SPDX-License-Identifier: Apache-2.0
import { splitTableKey } from '../ledger/table';
import { matterDefinitionSchema } from '../matter/model';
import { businessLicence } from '../sample/company-setup';
import {
  application,
  companySetup,
  JointCase,
  officerAt,
  publishJoint,
  publishJointMatters,
  shipped,
} from '../testing/joint';
import { useWorld } from '../testing/use-world';
import type { Given, World } from '../testing/world';
import { openCase } from './commands';

/*
 * Two parts of one joint case rest on the same licence, which one of them ends: a company that closes down (企业注销) still
 * owes the tax office a registration.
 */

const licenceOfCase = {
  code: 'business-licence',
  name: '营业执照',
  required: true,
  accepts: ['licence'],
  licenceType: businessLicence,
} as const;
const isInForce = { licence: 'business-licence', is: ['in-force'] } as const;

const registration = shipped('company-registration');
const closingDown = matterDefinitionSchema.parse({
  ...registration,
  id: '00013112700409',
  name: '企业注销登记',
  materials: [licenceOfCase],
  // It takes no promise.
  steps: registration.steps.map(({ requires: _, ...step }) => step),
  acceptance: { all: [{ materials: 'required' }, isInForce] },
  completion: { all: [{ decided: 'register', as: 'approve' }, isInForce] },
  outcomes: [
    {
      kind: 'change-licence',
      material: 'business-licence',
      to: 'cancelled',
      reason: 'deregistration',
      basis: 'market-entity-regulation:31',
    },
  ],
});

const closing = matterDefinitionSchema.parse({
  ...companySetup,
  id: '99010000100108',
  name: '企业注销一件事',
  materials: [
    licenceOfCase,
    ...companySetup.materials.filter(({ code }) => code === 'application' || code === 'bank-account'),
  ],
  parts: [
    part('deregistration', closingDown.id, '119999990000000511', {}),
    part('tax', '99073000100101', '11999999000000115Y', {
      information: { material: 'application' },
      'bank-account': { material: 'bank-account' },
    }),
  ],
  completion: {
    all: [
      { part: 'deregistration', is: ['closed'] },
      { part: 'tax', is: ['closed'] },
    ],
  },
});

function part(code: string, matter: string, department: string, materials: object): object {
  const all = { 'business-licence': { material: 'business-licence' }, ...materials };
  return { code, name: code, matter, departments: [department], materials: all };
}

let world: World;
let joint: JointCase;
let licence = '';

useWorld(
  (fresh) => {
    world = fresh;
    joint = joint.in(fresh);
  },
  async (base) => {
    await publishJointMatters(base);
    await publishJoint(base, 'closing-down', [{ kind: 'matter', definition: closingDown }]);
    await publishJoint(base, 'closing', [{ kind: 'matter', definition: closing }]);
    const founded = await JointCase.open(base, companySetup);
    const registration = founded.partId('registration', 'market');
    await founded.complete(registration, 'market');
    licence = (await founded.read(registration)).outcome?.issued[0] ?? '';
    const { materials, ...asked } = application(closing, 'J-0002', licenceOfCase.code);
    const opened = await base.give(await officerAt(base, 'market', 'acceptor'), openCase, {
      ...asked,
      materials: [...materials, { code: licenceOfCase.code, source: { licence } }],
    });
    joint = new JointCase(base, opened.done.result.id);
    for (const code of codes) await joint.untilLast(idOf(code), places[code]);
  },
);

const places = { deregistration: 'market', tax: 'tax' } as const;
type Part = keyof typeof places;
const codes = ['deregistration', 'tax'] as const;

function idOf(code: Part): string {
  return joint.partId(code, places[code], closing);
}

function last(code: Part, on = joint): Promise<Given> {
  return on.last(idOf(code), places[code]);
}

it('before the licence ends, the other part completes by it, and then it ends', async () => {
  await last('tax');
  await last('deregistration');
  expect(await world.query('query:licence', licence)).toMatchObject({ licence: { status: 'cancelled' } });
  expect(await joint.read()).toMatchObject({ state: 'closed' });
});

it('after it has ended, the other part cannot complete, and the joint case ends without it', async () => {
  await last('deregistration');
  await expect(last('tax')).rejects.toMatchObject({ refusal: { code: 'condition-unmet' } });
  expect(await joint.statuses()).toEqual({ deregistration: 'closed', tax: 'running' });
  await joint.transition(joint.id, 'market', 'withdraw');
  expect(await joint.statuses()).toEqual({ deregistration: 'closed', tax: 'withdrawn' });
  expect(await joint.read()).toMatchObject({ state: 'terminated' });
});

it('in one block, the part that has seen the licence before it ended is voided', async () => {
  const keys = async (code: Part): Promise<{ reads: string[]; writes: Set<string> }> => {
    const { effects } = await last(code, joint.in(world.fork()));
    return { reads: effects.reads.map(([key]) => key), writes: new Set(effects.writes.map(([key]) => key)) };
  };
  const [tax, deregistration] = [await keys('tax'), await keys('deregistration')];
  const seen = tax.reads.filter((key) => deregistration.writes.has(key));
  expect(seen.map((key) => splitTableKey(key)?.table)).toContain('licence');
});
