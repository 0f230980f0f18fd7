// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import { roles as allRoles } from '../membership/roles';
import type { RefusalDocument } from '../ledger/refusal';
import { allCommands } from '../batch/all-commands';
import { privateCommands } from '../person/all-commands';
import { scenes } from '../testing/scenes';
import type { OfficersCommand, Scene, SceneMaker } from '../testing/scenes';
import { useWorld } from '../testing/use-world';
import { actingAs, roleOf, wrongActors } from '../testing/wrong-actors';
import type { Asked } from '../testing/wrong-actors';
import { ContractFailure } from '../testing/memory-ledger';
import type { World } from '../testing/world';
import { asksOwner } from './relation';
import type { Relation } from './relation';
import { authorityTable, permissionsOf } from './table';
import type { Permission } from './table';

const handling: Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'archivist', 'system'];
const reading: Role[] = [...handling, 'verifier', 'auditor'];
const handlingCases: Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'system'];

function ask(relation: Relation, roles: readonly Role[], more: Partial<Asked> = {}): Asked {
  return { relation, roles, relations: {}, ...more };
}

const governors = ask('member', ['governor']);
const consenting = ask('member', ['governor'], { officers: 'majority-of-organisations' });
const issuers = ask('own-department', ['decider']);
const people: Role[] = ['acceptor', 'registrar', 'decider', 'system'];

/** The table once more, by hand: who changes one must mean it, and change the other. */
const asked: Readonly<Record<OfficersCommand, Asked>> = {
  'registry.propose': consenting,
  'registry.approve': consenting,
  'registry.withdraw': ask('own-organisation', ['governor']),
  'registry.registerOfficer': governors,
  'registry.revokeOfficer': ask('own-organisation', ['governor']),
  'registry.nameKeeper': ask('own-organisation', ['governor']),
  'matter.publish': ask('own-organisation', ['governor']),
  'record.create': ask('anyone', handling),
  'record.accession': ask('anyone', handling),
  'record.amend': ask('own-department', handling),
  'record.file': ask('own-department', ['archivist', 'registrar', 'system']),
  'record.arrange': ask('owner-or-keeper', ['archivist'], { also: ['records-of-owner'] }),
  'record.annotate': ask('own-department-or-receiver', ['archivist', 'system'], {
    relations: { system: 'own-organisation-or-receiver' },
  }),
  'record.reportFinding': ask('anyone', ['auditor']),
  'record.handOver': ask('own-department', ['archivist', 'registrar', 'system'], {
    relations: { system: 'own-organisation' },
  }),
  'record.access': ask('anyone', reading, { also: ['purpose'] }),
  'record.search': ask('anyone', reading, { also: ['purpose'] }),
  'record.usePerson': ask('own-department', handling, { also: ['purpose', 'not-alone-named'] }),
  'record.contentArrived': ask('own-organisation-or-receiver', ['system']),
  'licence.issue': ask('anyone', ['decider'], { also: ['not-a-party'] }),
  'licence.register': ask('own-department', ['decider', 'registrar']),
  'licence.suspend': issuers,
  'licence.resume': ask('own-department', ['decider'], { also: ['not-a-party'] }),
  'licence.revoke': issuers,
  'licence.cancel': issuers,
  'licence.supersede': issuers,
  'licence.renew': ask('own-department', ['decider'], { also: ['not-a-party'] }),
  'licence.expire': ask('own-organisation', ['system']),
  'licence.addRendition': ask('own-department', ['decider', 'registrar', 'system'], {
    relations: { system: 'own-organisation' },
  }),
  'licence.number': ask('own-department', ['decider', 'registrar', 'system'], {
    relations: { system: 'own-organisation' },
  }),
  'licence.use': ask('anyone', reading, { also: ['purpose'] }),
  'licence.usePerson': ask('own-department', handlingCases, { also: ['purpose', 'not-alone-named'] }),
  'licence.setRestriction': ask('anyone', ['decider', 'registrar'], { also: ['restriction-right'] }),
  'licence.liftRestriction': ask('own-department', ['decider', 'registrar']),
  'case.open': ask('anyone', ['acceptor', 'system']),
  'case.addMaterials': ask('own-department', ['acceptor', 'reviewer', 'system']),
  'case.answer': ask('own-department', handlingCases, { also: ['not-a-party'] }),
  'case.transition': ask('own-department', ['acceptor', 'reviewer', 'decider', 'system'], {
    also: ['role-now', 'not-a-party'],
  }),
  'case.decide': ask('own-department', ['reviewer', 'decider', 'registrar'], {
    also: ['not-a-party', 'no-interest', 'no-earlier-step'],
  }),
  'case.deadlinePassed': ask('own-department', ['system'], { also: ['left-undone'] }),
  'case.deliver': ask('own-department', ['acceptor', 'registrar', 'system']),
  'case.access': ask('own-department', handlingCases, { also: ['not-a-party'] }),
  'case.contentArrived': ask('own-organisation', ['system']),
  'case.usePerson': ask('own-department', handlingCases, {
    also: ['purpose', 'not-a-party', 'not-alone-named'],
  }),
  'credit.record': ask('own-department', ['decider', 'registrar'], { also: ['not-a-party'] }),
  'credit.lift': ask('own-department', ['decider', 'registrar'], {
    also: ['not-a-party', 'no-earlier-step'],
  }),
  'dossier.consult': ask('anyone', reading, { also: ['purpose'] }),
  'dossier.consultForCase': ask('own-department', handlingCases, { also: ['purpose', 'not-a-party'] }),
  'dossier.breakGlass': ask('anyone', ['decider', 'registrar'], { also: ['purpose'] }),
  'person.register': ask('anyone', people),
  'person.put': ask('own-organisation', people),
  'person.amend': ask('own-organisation', people),
  'person.inspect': ask('anyone', ['decider', 'registrar', 'auditor'], { also: ['purpose'] }),
  'person.orderPurge': ask('own-or-unowned', ['decider', 'registrar'], { officers: 'two' }),
  'person.purge': ask('own-or-unowned', people),
  'person.orderCorrection': ask('anyone', ['decider', 'registrar'], { officers: 'two-organisations' }),
  'person.correct': ask('anyone', people),
  'log.anchor': ask('anyone', ['system']),
  'log.acknowledgeFork': ask('member', ['governor']),
};

const types = Object.keys(asked) as OfficersCommand[];
const fork = useWorld(() => undefined);

describe('the table of authority', () => {
  it('has a line for every command, and for nothing else', () => {
    const known = [...allCommands.keys(), ...privateCommands.map(({ type }) => type), 'registry.found'];
    expect(Object.keys(authorityTable).sort()).toEqual(known.sort());
  });

  it.each(types)('lets the right officer give %s', async (type) => {
    const { world, scene } = (await preparedScene(type)).fork();
    expect(await refusalOf(world, type, scene)).toBeUndefined();
  });

  it.each(types)('refuses every wrong officer who gives %s', async (type) => {
    expect(await all(holes(type))).toEqual([]);
  });

  it.each(mutants())('is held by a test: $type without $what', async ({ type, permissions }) => {
    // By the whole table: with one condition less a scene may come about in another way.
    await preparedScene(type);
    expect(await withPermissions(type, permissions, () => first(holes(type)))).toBeDefined();
  });
});

/** A scene in a world of its own, made once for all who play in it: each gets a fork. */
class PreparedScene {
  readonly #world: World;
  readonly #scene: Scene;

  private constructor(world: World, scene: Scene) {
    this.#world = world;
    this.#scene = scene;
  }

  static async make(world: World, maker: SceneMaker): Promise<PreparedScene> {
    return new PreparedScene(world, await maker(world));
  }

  get role(): Role {
    return roleOf(this.#scene);
  }

  fork(): { readonly world: World; readonly scene: Scene } {
    return { world: this.#world.fork(), scene: this.#scene };
  }

  /** The same, played by an officer of another role. */
  as(role: Role): Promise<PreparedScene> {
    const { world, scene } = this.fork();
    return PreparedScene.make(world, () => actingAs(world, scene, { roles: [role] }));
  }
}

const prepared = new Map<string, Promise<PreparedScene>>();

function preparedScene(type: OfficersCommand, role?: Role): Promise<PreparedScene> {
  const key = `${type} ${role ?? ''}`;
  const known =
    prepared.get(key) ??
    (role === undefined
      ? PreparedScene.make(fork(), scenes[type])
      : preparedScene(type).then((usual) => usual.as(role)));
  prepared.set(key, known);
  return known;
}

/** Those wrong officers who are not refused as they must be. */
async function* holes(type: OfficersCommand): AsyncGenerator<string> {
  if (asked[type].officers === 'majority-of-organisations') yield* holeForTooFew(type);
  const usual = await preparedScene(type);
  yield* holesFor(type, usual);
  const others = (Object.keys(asked[type].relations) as Role[]).filter((role) => role !== usual.role);
  for (const role of others) yield* holesFor(type, await preparedScene(type, role));
}

/** The officer of a scene is one too few: with this signature nothing may take effect. */
async function* holeForTooFew(type: OfficersCommand): AsyncGenerator<string> {
  const { world, scene } = (await preparedScene(type)).fork();
  const { done } = await world.giveUnchecked(scene.actor, { type }, scene.body, scene.options);
  if (done.result['status'] !== 'open') yield 'too few officers: it took effect';
}

async function* holesFor(type: OfficersCommand, played: PreparedScene): AsyncGenerator<string> {
  for (const { who, code, make } of wrongActors(asked[type], played.role)) {
    const { world, scene } = played.fork();
    const refused = await refusalOf(world, type, await make(world, scene));
    if (refused?.code !== code) yield `${who}: ${refused?.code ?? 'not refused'}`;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function first<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

async function refusalOf(
  world: World,
  type: OfficersCommand,
  { actor, body, options }: Scene,
): Promise<RefusalDocument | undefined> {
  try {
    await world.giveUnchecked(actor, { type }, body, options);
    return undefined;
  } catch (error) {
    if (error instanceof ContractFailure && error.refusal !== undefined) return error.refusal;
    throw error;
  }
}

interface Mutant {
  readonly type: OfficersCommand;
  readonly what: string;
  readonly permissions: readonly Permission[];
}

/** The table with one condition less: a role list, a relation, or what else must hold. */
function mutants(): Mutant[] {
  return types.flatMap((type) =>
    permissionsOf(type).flatMap((permission, index) =>
      weaker(permission).map(([what, mutant]) => ({
        type,
        what,
        permissions: permissionsOf(type).with(index, mutant),
      })),
    ),
  );
}

function weaker(permission: Permission): [string, Permission][] {
  const { relation, also = [], officers, ...rest } = permission;
  return [
    ...(officers === 'majority-of-organisations'
      ? [['the majority', { relation, also, ...rest }] as [string, Permission]]
      : []),
    ['its roles', { ...permission, roles: allRoles }],
    ...widerRelations(relation).map((wider): [string, Permission] => [
      'the department',
      { ...permission, relation: wider },
    ]),
    ...(asksOwner(relation)
      ? [['its relation', { ...permission, relation: 'anyone' }] as [string, Permission]]
      : []),
    ...(officers === 'two' || officers === 'two-organisations'
      ? [['the second officer', { ...rest, relation, also }] as [string, Permission]]
      : []),
    ...(officers === 'two-organisations'
      ? [['the second organisation', { ...permission, officers: 'two' }] as [string, Permission]]
      : []),
    ...also.map((condition): [string, Permission] => [
      condition,
      { ...permission, also: also.filter((other) => other !== condition) },
    ]),
  ];
}

function widerRelations(relation: Relation): Relation[] {
  if (relation === 'own-department') return ['own-organisation'];
  return relation === 'own-department-or-receiver' ? ['own-organisation-or-receiver'] : [];
}

async function withPermissions<T>(
  type: OfficersCommand,
  permissions: readonly Permission[],
  run: () => Promise<T>,
): Promise<T> {
  const table = authorityTable as Record<string, readonly Permission[]>;
  const kept = permissionsOf(type);
  table[type] = permissions;
  try {
    return await run();
  } finally {
    table[type] = kept;
  }
}
