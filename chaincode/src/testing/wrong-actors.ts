// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import { encode } from '../ledger/codec';
import type { Condition } from '../authority/conditions';
import { asksOwner } from '../authority/relation';
import type { liftCredit } from '../case/credit-commands';
import { creditEntries } from '../credit/model';
import type { Relation } from '../authority/relation';
import { departments } from '../sample/registry';
import type { DemoOfficer, OrganisationId } from '../sample/registry';
import { readOfficerCertificate } from '../membership/certificate';
import { officers } from '../membership/model';
import type { Officer } from '../membership/model';
import type { Role } from '../membership/roles';
import { roles as allRoles } from '../membership/roles';
import { agree } from './scenes';
import type { Scene } from './scenes';
import { TestAuthority } from './test-authority';
import type { Actor, BodyOf, GiveOptions, World } from './world';

/** What a command asks of who gives it: said once more than in the table, so that a change of either is found. */
export interface Asked {
  readonly roles: readonly Role[];
  /** For the roles that are not asked the first. */
  readonly relations: Partial<Record<Role, Relation>>;
  readonly relation: Relation;
  readonly also?: readonly Condition[];
  /** One officer must not be enough: the command is given, and nothing takes effect yet. */
  readonly officers?: 'majority-of-organisations' | 'two' | 'two-organisations';
}

/** Somebody who must be refused, and how. */
interface WrongActor {
  readonly who: string;
  readonly code: RefusalCode;
  /** Prepares the world and says who acts, with what. */
  readonly make: (world: World, scene: Scene) => Promise<Scene>;
}

/** Everybody who must not give a command that asks this. */
export function wrongActors(asked: Asked, role: Role): WrongActor[] {
  const relation = asked.relations[role] ?? asked.relation;
  return [
    ...allRoles.filter((other) => !asked.roles.includes(other)).map(ofRole),
    revoked,
    unregistered,
    ofForgedRoot,
    ofReplacedRoot,
    ofOtherCarrier,
    ...(role === 'governor' ? [] : [ofClaimedDepartment, withoutDepartment, ofMovedDepartment]),
    ...(relation.startsWith('own-department') || relation === 'owner-or-keeper' ? [ofOtherDepartment] : []),
    ...(asksOwner(relation) ? [ofOtherOrganisation] : []),
    ...(asked.officers?.startsWith('two') === true ? [whoSignedFirst, ofSameKey] : []),
    ...(asked.officers === 'two-organisations' ? [ofSameOrganisation] : []),
    ...(asked.also ?? []).map((condition) => unmet[condition]),
  ];
}

function ofRole(role: Role): WrongActor {
  return {
    who: `a ${role}`,
    code: 'role-missing',
    make: (world, scene) => actingAs(world, scene, { roles: [role] }),
  };
}

const revoked: WrongActor = {
  who: 'a revoked officer',
  code: 'officer-revoked',
  make: async (world, scene) => {
    const next = await actingAs(world, scene, {});
    const { actor } = next;
    await world.giveUnchecked(
      world.governors[actor.organisation],
      { type: 'registry.revokeOfficer' },
      {
        certificate: actor.signer.fingerprint,
        reason: 'retired',
      },
    );
    return next;
  },
};

const unregistered: WrongActor = {
  who: 'who has a certificate of the organisation, and is in no registry',
  code: 'officer-unknown',
  make: async (world, scene) => ({ ...scene, actor: await world.enrol(changed(scene, {})) }),
};

const ofForgedRoot: WrongActor = {
  who: 'a stranger whose own authority has certified every role',
  code: 'officer-unknown',
  make: async (_, scene) => {
    const { organisation, department } = scene.actor;
    const forged = await TestAuthority.create(organisation);
    const signer = await forged.issue({ id: scene.actor.id, department, roles: [...allRoles] });
    return { ...scene, actor: { ...scene.actor, signer } };
  },
};

const ofReplacedRoot: WrongActor = {
  who: 'an officer under a replaced root certificate',
  code: 'certificate-invalid',
  make: async (world, scene) => {
    const { organisation } = scene.actor;
    const { certificate } = await TestAuthority.create(organisation);
    const change = { kind: 'organisation', id: organisation, name: 'renewed', caCertificate: certificate };
    await agree(world, 'new-root', change);
    return scene;
  },
};

const ofOtherCarrier: WrongActor = {
  who: "an officer through another organisation's gateway",
  code: 'carrier-mismatch',
  make: (_, scene) => {
    const carrier: OrganisationId = scene.actor.organisation === 'audit' ? 'east' : 'audit';
    return Promise.resolve({ ...scene, options: { ...scene.options, carrier } });
  },
};

const ofClaimedDepartment: WrongActor = {
  who: 'an officer of another organisation who claims the department',
  code: 'not-competent',
  make: (world, scene) => planted(world, scene, { organisation: otherThan(scene.actor.organisation) }),
};

const withoutDepartment: WrongActor = {
  who: 'a founding governor with further roles',
  code: 'not-competent',
  make: (world, scene) =>
    planted(world, scene, { department: '', roles: ['governor', roleOf(scene)] }, roleOf(scene)),
};

const ofMovedDepartment: WrongActor = {
  who: 'an officer whose department has moved to another organisation',
  code: 'not-competent',
  make: async (world, scene) => {
    const { organisation, department } = scene.actor;
    const known = Object.values(departments).find(({ code }) => code === department);
    await agree(world, 'move', { ...known, organisation: otherThan(organisation) });
    return scene;
  },
};

const ofOtherDepartment: WrongActor = {
  who: 'an officer of another department of the same organisation',
  code: 'not-competent',
  make: async (world, scene) => {
    const { organisation } = scene.actor;
    await agree(world, 'sibling', siblingOf(organisation));
    return actingAs(world, scene, { department: siblingDepartment });
  },
};

const ofOtherOrganisation: WrongActor = {
  who: 'an officer of another organisation',
  code: 'not-competent',
  make: (world, scene) => {
    const organisation = otherThan(scene.actor.organisation);
    const own = Object.values(departments).find((department) => department.organisation === organisation);
    const department = roleOf(scene) === 'governor' ? '' : (own?.code ?? '');
    return actingAs(world, scene, { organisation, department });
  },
};

const whoSignedFirst: WrongActor = {
  who: 'the same officer as both of a pair',
  code: 'separation-of-duties',
  make: (world, scene) => Promise.resolve({ ...scene, actor: world.officers.eastDecider }),
};

const ofSameKey: WrongActor = {
  who: 'the same officer under another name',
  code: 'separation-of-duties',
  make: async (world, scene) => {
    const next = await actingAs(world, scene, {});
    const key = (officer: Actor): string => tableKey(officers.name, [officer.signer.fingerprint]);
    const { state } = world.ledger;
    const [second, first] = [key(next.actor), key(world.officers.eastDecider)].map(
      (name) => JSON.parse(Buffer.from(state.get(name) ?? '').toString('utf8')) as Officer,
    );
    // Whoever holds both keys may as well sign with one: the registry then holds it twice.
    state.set(key(world.officers.eastDecider), encode({ ...first, publicKey: second?.publicKey }));
    return next;
  },
};

const ofSameOrganisation: WrongActor = {
  who: 'an officer of the same organisation as the first',
  code: 'separation-of-duties',
  make: (world, scene) => Promise.resolve({ ...scene, actor: world.officers.eastRegistrar }),
};

const unmet: Readonly<Record<Condition, WrongActor>> = {
  purpose: {
    who: 'an officer who says no purpose',
    code: 'command-malformed',
    make: (_, scene) => Promise.resolve({ ...scene, options: {} }),
  },
  'not-a-party': {
    who: 'an officer whose department applies',
    code: 'conflict-of-interest',
    make: (world, scene) => {
      const {
        case: of,
        id = of,
        identifier,
        on,
        ...body
      } = scene.body as {
        case?: string;
        id?: string;
        identifier?: string;
        on?: object;
        content?: object;
      };
      const holders = [{ organisation: scene.actor.department }];
      if (on !== undefined && of === undefined) return onOwnCredit(world, scene);
      if (id !== undefined) {
        return alter(world, scene, tableKey('case', [of ?? id]), {
          // A person may remain among the parties, whom the command names.
          representative: { organisation: scene.actor.department },
        });
      }
      if (body.content !== undefined) {
        return Promise.resolve({
          ...scene,
          body: {
            ...body,
            ...(identifier === undefined ? {} : { identifier }),
            content: { ...body.content, holders },
          },
        });
      }
      if (identifier !== undefined) {
        return alter(world, scene, tableKey('licence', [identifier]), { holders });
      }
      return Promise.resolve({ ...scene, body: { ...body, holders } });
    },
  },
  'no-interest': {
    who: 'an officer who does not declare to have no interest',
    code: 'conflict-of-interest',
    make: (_, { body, ...scene }) =>
      Promise.resolve({ ...scene, body: { ...(body as object), noInterest: undefined } }),
  },
  'no-earlier-step': {
    who: 'an officer who has taken another step of the case',
    code: 'separation-of-duties',
    make: (world, scene) => {
      if (!Object.hasOwn(scene.body as object, 'on')) {
        return Promise.resolve({ ...scene, actor: world.officers.eastReviewer });
      }
      const { organisation, id: officer } = scene.actor;
      return alter(world, scene, creditKeyOf(scene), { recordedBy: { organisation, officer } });
    },
  },
  'restriction-right': {
    who: 'an officer whose department has no right to this restriction',
    code: 'right-missing',
    make: async (world, scene) => {
      const { organisation } = scene.actor;
      await agree(world, 'sibling', siblingOf(organisation));
      return actingAs(world, scene, { department: siblingDepartment });
    },
  },
  'role-now': {
    who: 'a reviewer, who may do this with cases in other states only',
    code: 'role-missing',
    make: (world, scene) => actingAs(world, scene, { roles: ['reviewer'] }),
  },
  'left-undone': {
    who: "another organisation's clock on the first day",
    code: 'not-competent',
    make: (world, scene) => Promise.resolve({ ...scene, actor: world.officers.westSystem }),
  },
  'not-alone-named': {
    who: 'an officer who alone has named the person',
    code: 'separation-of-duties',
    make: (world, scene) => {
      const { id, identifier } = scene.body as { id?: string; identifier?: string };
      const { organisation, id: officer } = scene.actor;
      const [key] = ['case', 'record', 'licence']
        .map((table) => tableKey(table, [id ?? identifier ?? '']))
        .filter((one) => world.ledger.state.has(one));
      return alter(world, scene, key ?? '', { namedBy: [{ organisation, officer }] });
    },
  },
  'records-of-owner': {
    who: "an officer who brings a record of another department of the owner's organisation",
    code: 'not-competent',
    make: (world, scene) => {
      const { records } = scene.body as { records: readonly { id: string }[] };
      const key = tableKey('record', [records[0]?.id ?? '']);
      return alter(world, scene, key, { department: departments.eastMarket.code });
    },
  },
};

function creditKeyOf({ body }: Scene): string {
  const { on, department, id } = body as BodyOf<typeof liftCredit>;
  return tableKey(creditEntries.name, [on.kind, on.id, department ?? '', id]);
}

/** The same entry, on the credit of the officer's own department. */
function onOwnCredit(world: World, scene: Scene): Promise<Scene> {
  const on = { kind: 'organisation', id: scene.actor.department };
  const own = { ...scene, body: { ...(scene.body as object), on } };
  const { state } = world.ledger;
  state.set(creditKeyOf(own), state.get(creditKeyOf(scene)) ?? Buffer.alloc(0));
  return alter(world, own, creditKeyOf(own), { on });
}

/** Changes what is stored of a scene, behind the contract's back. */
function alter(world: World, scene: Scene, key: string, changes: object): Promise<Scene> {
  const stored = JSON.parse(Buffer.from(world.ledger.state.get(key) ?? '').toString('utf8')) as object;
  world.ledger.state.set(key, encode({ ...stored, ...changes }));
  return Promise.resolve(scene);
}

/** The same act by an officer who differs, whom the registry knows by the ordinary way. */
export async function actingAs(world: World, scene: Scene, changes: Partial<DemoOfficer>): Promise<Scene> {
  const actor = await world.enrol(changed(scene, changes));
  await world.register(actor);
  return { ...scene, actor };
}

/** As {@link actingAs}, of an officer whom no governor could register: what if one came in by another way? */
async function planted(
  world: World,
  scene: Scene,
  changes: Partial<DemoOfficer>,
  role?: Role,
): Promise<Scene> {
  const actor: Actor = await world.enrol(changed(scene, changes));
  const { organisation, signer } = actor;
  const { certificate: caCertificate } = world.authorities[organisation];
  const certified = readOfficerCertificate(signer.certificate, caCertificate);
  const officer = { schema: 1, version: 1, ...certified, organisation, status: 'active' };
  world.ledger.state.set(tableKey(officers.name, [certified.certificate]), encode(officer));
  const options: GiveOptions = { ...scene.options, ...(role === undefined ? {} : { role }) };
  return { ...scene, actor, options };
}

function changed({ actor }: Scene, changes: Partial<DemoOfficer>): DemoOfficer {
  const { id, organisation, department, roles } = actor;
  const isGovernor = changes.roles?.every((role) => role === 'governor') ?? false;
  return {
    id: `${id}-2`,
    organisation,
    department: isGovernor ? '' : department === '' ? homeOf(organisation) : department,
    roles,
    ...changes,
    ...(changes.roles === undefined && roles.includes('governor') ? { department: '' } : {}),
  };
}

function homeOf(organisation: OrganisationId): string {
  return (
    Object.values(departments).find((department) => department.organisation === organisation)?.code ?? ''
  );
}

function otherThan(organisation: OrganisationId): OrganisationId {
  return organisation === 'west' ? 'east' : 'west';
}

export function roleOf({ actor, options }: Scene): Role {
  return options?.role ?? actor.roles[0] ?? 'governor';
}

/** Another department that tests enter; made up, with a valid check character. */
const siblingDepartment = '11999999000000094E';

function siblingOf(organisation: OrganisationId): object {
  return { ...departments.eastLand, code: siblingDepartment, name: 'sibling', organisation };
}
