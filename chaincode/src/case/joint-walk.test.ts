// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import type { PartStatus } from '../matter/predicate';
import { companySetup, JointCase, publishJointMatters } from '../testing/joint';
import type { Competent } from '../testing/joint';
import { World } from '../testing/world';

/* Random walks of 企业开办一件事, compared after each act with what its file says, written once more by hand. */

const places = {
  registration: 'market',
  tax: 'tax',
  'social-insurance': 'labour',
  seals: 'police',
} as const satisfies Record<string, Competent>;
type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

/** What may happen to a part that runs, or to the whole. */
const acts = ['complete', 'refuse', 'withdraw', 'late', 'withdraw-all'] as const;
type Act = (typeof acts)[number];

interface Model {
  readonly statuses: Readonly<Record<Part, PartStatus>>;
  readonly state: 'accepted' | 'closed' | 'withdrawn' | 'terminated';
}

const opened: Model = {
  statuses: { registration: 'running', tax: 'waiting', 'social-insurance': 'waiting', seals: 'waiting' },
  state: 'accepted',
};

function runs(status: PartStatus): boolean {
  return status === 'running' || status === 'late';
}

function after({ statuses: before }: Model, act: Act, part: Part): Model {
  const statuses = act === 'withdraw-all' ? withdrawn(before) : { ...before, [part]: ended[act] };
  begin(statuses);
  const all = parts.map((each) => statuses[each]);
  if (all.some(runs)) return { statuses, state: 'accepted' };
  const begun = all.filter((status) => status !== 'waiting' && status !== 'skipped');
  if (all.every((status) => status === 'closed')) return { statuses, state: 'closed' };
  return { statuses, state: begun.every((status) => status === 'withdrawn') ? 'withdrawn' : 'terminated' };
}

const ended = { complete: 'closed', refuse: 'refused', withdraw: 'withdrawn', late: 'late' } as const;

function withdrawn(before: Model['statuses']): Record<Part, PartStatus> {
  const statuses = { ...before };
  for (const each of parts) {
    if (statuses[each] === 'waiting') statuses[each] = 'skipped';
    else if (runs(statuses[each])) statuses[each] = 'withdrawn';
  }
  return statuses;
}

function begin(statuses: Record<Part, PartStatus>): void {
  if (statuses.registration !== 'closed') return;
  if (statuses.tax === 'waiting') statuses.tax = 'running';
  if (statuses['social-insurance'] === 'waiting') statuses['social-insurance'] = 'running';
  if (statuses.seals === 'waiting' && ['closed', 'late'].includes(statuses.tax)) statuses.seals = 'running';
}

/** Eight days are more than any limit of a part takes, and four times eight end before the last calendar. */
function laterBy(world: World, days: number): void {
  world.now = new Date(Date.parse(world.now) + days * 86_400_000).toISOString();
}

async function carryOut(act: Act, part: Part, joint: JointCase, world: World): Promise<void> {
  const at = places[part];
  const id = joint.partId(part, at);
  switch (act) {
    case 'complete':
      await joint.complete(id, at);
      return;
    case 'refuse':
      await joint.refuse(id, at);
      return;
    case 'withdraw':
      await joint.transition(id, at, 'withdraw');
      return;
    case 'late':
      if ((await joint.read(id)).state === 'submitted') await joint.transition(id, at, 'accept');
      laterBy(world, 8);
      await joint.late(id, at, 'decision');
      return;
    case 'withdraw-all':
      await joint.transition(joint.id, 'market', 'withdraw');
  }
}

const walk = fc.array(fc.tuple(fc.constantFrom(...acts.slice(0, 4), ...acts), fc.nat(3)), {
  minLength: 3,
  maxLength: 9,
});

it('whatever happens to its parts, a joint case stands as its matter says', async () => {
  const base = await World.create();
  await publishJointMatters(base);
  const { id } = await JointCase.open(base, companySetup);
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      const world = base.fork();
      const joint = new JointCase(world, id);
      let model = opened;
      for (const [act, choice] of steps) {
        const candidates = parts.filter((part) =>
          act === 'late' ? model.statuses[part] === 'running' : runs(model.statuses[part]),
        );
        const part = candidates[choice % Math.max(1, candidates.length)];
        if (part === undefined || model.state !== 'accepted') continue;
        await carryOut(act, part, joint, world);
        model = after(model, act, part);
        const { state, version, parts: settled, record } = await joint.read();
        expect({ state, isChanged: version > 1, isFiled: record !== undefined }).toEqual({
          state: model.state,
          isChanged: model.state !== 'accepted',
          isFiled: model.state !== 'accepted',
        });
        const known = Object.entries(model.statuses).filter(([, status]) => status !== 'waiting');
        expect(await joint.statuses()).toEqual(Object.fromEntries(known));
        if (model.state === 'accepted') continue;
        const ends = Object.values(model.statuses).map((status) =>
          status === 'waiting' ? 'skipped' : status,
        );
        expect(settled?.map(({ status }) => status)).toEqual(ends);
      }
    }),
    { numRuns: 25 },
  );
}, 300_000);
