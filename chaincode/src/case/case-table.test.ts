// SPDX-License-Identifier: Apache-2.0
import { rolesFor } from '../authority/table';
import type { CommandType } from '../authority/table';
import { encode } from '../ledger/codec';
import type { RefusalCode } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import { roles as allRoles } from '../membership/roles';
import type { Role } from '../membership/roles';
import { content, registerSellerCertificate, TransferCase } from '../testing/transfer';
import { ContractFailure } from '../testing/memory-ledger';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { caseStates } from './model';
import type { Case, CaseState } from './model';
import { caseActs, caseTable, requestNames } from './states';
import type { CaseActLine, CaseActName } from './states';

const clerk: Role[] = ['acceptor'];
const judges: Role[] = ['reviewer', 'decider'];
const window: Role[] = ['acceptor', 'system'];
const anyRole: Role[] = ['acceptor', 'reviewer', 'system'];
const system: Role[] = ['system'];
const deliverers: Role[] = ['acceptor', 'registrar', 'system'];
const handlers: Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'system'];
const decided: Role[] = ['acceptor', 'decider', 'system'];

/** The table once more, by hand: who may do what in which state. Whatever is not here is refused. */
const asked: Readonly<Record<CaseActName, Partial<Record<CaseState, readonly Role[]>>>> = {
  accept: { submitted: window, supplement: window },
  'not-accept': { submitted: ['acceptor', 'decider'], supplement: ['acceptor', 'decider'] },
  'ask-supplement': { submitted: ['acceptor', 'reviewer'] },
  pause: { accepted: judges, review: judges },
  resume: { paused: judges },
  withdraw: { submitted: clerk, supplement: clerk, accepted: clerk, review: clerk, paused: clerk },
  terminate: {
    submitted: ['acceptor', ...judges],
    supplement: ['acceptor', ...judges],
    accepted: judges,
    review: judges,
    paused: judges,
    granted: ['decider'],
    registered: ['decider'],
  },
  complete: { accepted: decided, review: decided, granted: decided, registered: decided },
  'add-materials': {
    submitted: anyRole,
    supplement: anyRole,
    accepted: anyRole,
    review: anyRole,
    paused: anyRole,
    granted: anyRole,
    registered: anyRole,
  },
  answer: {
    submitted: handlers,
    supplement: handlers,
    accepted: handlers,
    review: handlers,
    paused: handlers,
    granted: handlers,
    registered: handlers,
  },
  // The step that is next is the reviewer's.
  decide: { accepted: ['reviewer'], review: ['reviewer'], granted: ['reviewer'], registered: ['reviewer'] },
  'acceptance-deadline': { submitted: system },
  'decision-deadline': {
    accepted: system,
    review: system,
    paused: system,
    granted: system,
    registered: system,
  },
  deliver: {
    'not-accepted': deliverers,
    refused: deliverers,
    closed: deliverers,
    withdrawn: deliverers,
    terminated: deliverers,
  },
  access: {
    submitted: handlers,
    supplement: handlers,
    accepted: handlers,
    review: handlers,
    paused: handlers,
    granted: handlers,
    registered: handlers,
  },
  'access-note': Object.fromEntries(caseStates.map((state) => [state, handlers])),
};

/** The roles for which the table of authority has a line: all others it refuses, whatever the state. */
const commandOf: Readonly<Record<CaseActName, CommandType>> = {
  accept: 'case.transition',
  'not-accept': 'case.transition',
  'ask-supplement': 'case.transition',
  pause: 'case.transition',
  resume: 'case.transition',
  withdraw: 'case.transition',
  terminate: 'case.transition',
  complete: 'case.transition',
  'add-materials': 'case.addMaterials',
  answer: 'case.answer',
  decide: 'case.decide',
  'acceptance-deadline': 'case.deadlinePassed',
  'decision-deadline': 'case.deadlinePassed',
  deliver: 'case.deliver',
  access: 'case.access',
  'access-note': 'case.access',
};

const { digest: opinion } = content('an opinion');

let world: World;
let submitted: Case;
let officers: ReadonlyMap<Role, Actor>;
useWorld(
  (fresh) => {
    world = fresh;
  },
  async (base) => {
    await registerSellerCertificate(base);
    const { id } = await TransferCase.open(base, 'T-0001', 'fee-receipt');
    submitted = (await base.query('query:case', id)) as Case;
    const enrolled = [...allRoles].map(async (role): Promise<[Role, Actor]> => {
      const department = role === 'governor' ? '' : base.officers.eastAcceptor.department;
      const actor = await base.enrol({
        id: `east-one-${role}`,
        organisation: 'east',
        department,
        roles: [role],
      });
      return [role, actor];
    });
    officers = new Map(await Promise.all(enrolled));
    for (const actor of officers.values()) await base.register(actor);
  },
);

describe('the table of states', () => {
  it.each([...caseActs])(
    'lets those do %s who may, in the states that know it, and nobody else',
    async (act) => {
      expect(await holes(act)).toEqual([]);
    },
  );

  it.each(mutants())('is held by a test: $act without $what', async ({ act, lines }) => {
    expect(await withLines(act, lines, () => holes(act, 1))).not.toEqual([]);
  });

  it('gives a transition to no role that the table of authority does not know for it', () => {
    const given = requestNames.flatMap((name) => caseTable[name].flatMap(({ by }) => by));
    expect([...new Set(given)].sort()).toEqual([...rolesFor('case.transition')].sort());
  });

  it('leaves a granted case to its decider: an acceptor alone neither ends nor stops it', async () => {
    for (const act of ['terminate', 'pause', 'withdraw', 'not-accept'] as const) {
      for (const state of ['granted', 'registered'] as const) {
        expect([act, state, await outcome(act, state, 'acceptor')]).not.toContain('done');
      }
    }
    expect(await outcome('terminate', 'granted', 'decider')).toBe('done');
  });
});

/** Where an officer in some role comes further than asked, or less far; the first so many. */
async function holes(act: CaseActName, countMax = Infinity): Promise<string[]> {
  const found: string[] = [];
  for (const state of caseStates) {
    for (const role of allRoles) {
      const expected = asked[act][state]?.includes(role) === true ? 'done' : refusalFor(act, state, role);
      const came = await outcome(act, state, role);
      if (came !== expected) found.push(`${role}, ${state}: ${came}, not ${expected}`);
      if (found.length >= countMax) return found;
    }
  }
  return found;
}

function refusalFor(act: CaseActName, state: CaseState, role: Role): RefusalCode {
  if (!rolesFor(commandOf[act]).includes(role)) return 'role-missing';
  const here = asked[act][state];
  const everywhere = Object.values(asked[act]).flat();
  // A reviewer's step is refused to others when the case is at it.
  if (act === 'decide') return here === undefined ? 'state-conflict' : 'role-missing';
  return (here ?? everywhere).includes(role) ? 'state-conflict' : 'role-missing';
}

/**
 * The table lets an act through of a case whose conditions do not hold yet, asked in time, and an answer to what its matter
 * does not ask.
 */
const letThrough: readonly RefusalCode[] = ['condition-unmet', 'material-missing', 'command-malformed'];

/** What comes of an act on a case that is put into this state. */
async function outcome(
  act: CaseActName,
  state: CaseState,
  role: Role,
): Promise<RefusalCode | 'done' | 'failed'> {
  const { command, body, at } = given(act);
  world.now = at;
  const subject = inState(state);
  world.ledger.state.set(tableKey('case', [subject.id]), encode(subject));
  const actor = officers.get(role);
  if (actor === undefined) throw new Error('no such officer');
  const { id, version } = subject;
  try {
    await world.giveUnchecked(actor, { type: command }, { id, version, ...body });
    return 'done';
  } catch (error) {
    if (!(error instanceof ContractFailure)) throw error;
    if (error.refusal === undefined) return 'failed';
    return letThrough.includes(error.refusal.code) ? 'done' : error.refusal.code;
  }
}

function inState(state: CaseState): Case {
  const first = {
    step: 'initial-review',
    result: 'approve',
    officer: 'east-land-reviewer-1',
    organisation: 'east',
    opinion,
    at: submitted.openedAt,
  } as const;
  const limit = { start: '2026-11-23', unit: 'working-days' } as const;
  return {
    ...submitted,
    state,
    pausedFrom: 'review',
    decisions: [first],
    acceptedAt: submitted.openedAt,
    timeLimits: { acceptance: { ...limit, days: 5 }, decision: { ...limit, days: 7 }, pauses: [] },
  };
}

function given(act: CaseActName): { command: CommandType; body: object; at: string } {
  const command = commandOf[act];
  const inTime = '2026-11-24T01:00:00.000Z';
  switch (act) {
    case 'add-materials': {
      const materials = [{ code: 'fee-receipt', source: { content: content('fee-receipt') } }];
      return { command, body: { materials }, at: inTime };
    }
    case 'answer':
      return { command, body: { answers: [{ question: 'none', value: 'yes' }] }, at: inTime };
    case 'decide':
      return {
        command,
        body: { step: 'second-review', result: 'approve', noInterest: true },
        at: inTime,
      };
    case 'acceptance-deadline':
    case 'decision-deadline': {
      const deadline = act === 'acceptance-deadline' ? 'acceptance' : 'decision';
      return { command, body: { deadline }, at: '2026-12-14T01:00:00.000Z' };
    }
    case 'deliver':
      return { command, body: { proof: content('delivery') }, at: inTime };
    case 'access':
      // Reads are of the case as it is, whatever its version.
      return { command, body: { version: undefined, content: content('application').digest }, at: inTime };
    case 'access-note':
      return { command, body: { version: undefined, content: opinion }, at: inTime };
    default:
      return { command, body: { transition: act, reason: 'a-reason' }, at: inTime };
  }
}

interface Mutant {
  readonly act: CaseActName;
  readonly what: string;
  readonly lines: readonly CaseActLine[];
}

/** The table with one condition less: the states of a line, or its roles where the state decides about them. */
function mutants(): Mutant[] {
  return caseActs.flatMap((act) =>
    caseTable[act].flatMap((line, index) => {
      const instead = (what: string, other: CaseActLine): Mutant => ({
        act,
        what: `${what} of line ${index + 1}`,
        lines: caseTable[act].with(index, other),
      });
      const states = instead('the states', { ...line, from: caseStates });
      const isRequest = commandOf[act] === 'case.transition';
      if (isRequest) return [states, instead('the roles', { ...line, by: allRoles })];
      // Where every state is allowed, none can be allowed too much.
      return line.from.length === caseStates.length ? [] : [states];
    }),
  );
}

async function withLines<T>(
  act: CaseActName,
  lines: readonly CaseActLine[],
  run: () => Promise<T>,
): Promise<T> {
  const table = caseTable as Record<CaseActName, readonly CaseActLine[]>;
  const kept = table[act];
  table[act] = lines;
  try {
    return await run();
  } finally {
    table[act] = kept;
  }
}
