// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addMaterials, deadlinePassed, decideCase, openCase, transitionCase } from '../case/commands';
import type { Case, Material } from '../case/model';
import { matterDefinitionSchema } from '../matter/model';
import type { MatterDefinition } from '../matter/model';
import { choicesOf } from '../matter/question-shape';
import type { Role } from '../membership/roles';
import type { RegistryChange } from '../registry/model';
import { proposeChange } from '../registry/proposal-commands';
import { businessLicence } from '../sample/company-setup';
import { jointDepartments } from '../sample/joint-matters';
import { birthCertificate } from '../sample/newborn';
import { departments, regions } from '../sample/registry';
import { content } from './transfer';
import type { Actor, BodyOf, Givable, Given, World } from './world';
import type { CommandResult } from '../command/definition';

const folder = join(__dirname, '..', '..', 'matters');

export function shipped(file: string): MatterDefinition {
  return matterDefinitionSchema.parse(parse(readFileSync(join(folder, `${file}.yaml`), 'utf8')));
}

export const companySetup = shipped('company-setup');
export const newborn = shipped('newborn');

/** Who is competent for the parts of the joint matters that ship, in one region and two organisations. */
export const competent = { market: departments.eastMarket, ...jointDepartments } as const;

export type Competent = keyof typeof competent;

function licenceType(code: string, name: string): RegistryChange {
  return { kind: 'licence-type', code, name, statuses: ['in-force', 'revoked', 'cancelled'], multiple: true };
}

function authority(issuer: string, type: string): RegistryChange {
  return {
    kind: 'authority',
    issuer,
    licenceType: type,
    grant: { regions: [regions.east], from: '2020-01-01' },
  };
}

function matter(definition: MatterDefinition): RegistryChange {
  return { kind: 'matter', definition };
}

/** What the joint matters rest on. */
const groundwork: RegistryChange[] = [
  ...Object.values(competent).filter(({ code }) => code !== departments.eastMarket.code),
  licenceType(businessLicence, '营业执照'),
  licenceType(birthCertificate, '出生医学证明'),
  authority(competent.market.code, businessLicence),
  authority(competent.health.code, birthCertificate),
  ...[
    'company-registration',
    'tax-registration',
    'social-insurance-registration',
    'seal-filing',
    'birth-certificate',
    'household-entry',
    'medical-insurance-enrolment',
    'social-card',
  ].map((file) => matter(shipped(file))),
];

/** Publishes by consent: west proposes, and these approve. */
export async function publishJoint(
  world: World,
  id: string,
  changes: RegistryChange[],
  approving: readonly ('archives' | 'east' | 'audit')[] = ['archives', 'east'],
): Promise<void> {
  await world.give(world.governors.west, proposeChange, { id, changes });
  for (const organisation of approving) await world.approve(world.governors[organisation], id);
}

/** Departments, licence types and the matters of all parts, and the joint matters that ship. */
export async function publishJointMatters(world: World): Promise<void> {
  await publishJoint(world, 'joint-groundwork', groundwork);
  await publishJoint(world, 'joint', [matter(companySetup), matter(newborn)]);
}

/** An officer of one of the departments. */
export async function officerAt(world: World, at: Competent, role: Role): Promise<Actor> {
  const { code, organisation } = competent[at];
  const actor = await world.enrol({
    id: `${at}-${role}`,
    organisation: organisation as Actor['organisation'],
    department: code,
    roles: [role],
  });
  if ((await world.query('query:officer', actor.signer.fingerprint)) === null) await world.register(actor);
  return actor;
}

const body = '91999999000000086B';

export function given(code: string): Material {
  return { code, source: { content: content(code) } };
}

/** An application with all materials but these, and the first answer to each question. */
export function application(
  of: MatterDefinition,
  number: string,
  ...without: string[]
): BodyOf<typeof openCase> {
  const codes = of.materials.map(({ code }) => code).filter((code) => !without.includes(code));
  const asked = of.questions?.filter(({ by }) => by === 'applicant') ?? [];
  const answers = asked.map((question) => ({
    question: question.code,
    value: choicesOf(question)[0]?.code ?? '',
  }));
  const application = { number, matter: of.id, applicant: { organisation: body } };
  return {
    ...application,
    materials: codes.map(given),
    ...(answers.length === 0 ? {} : { answers }),
  };
}

/** A joint case, whose parts are handled by their departments. */
export class JointCase {
  readonly id: string;
  readonly #world: World;

  constructor(world: World, id: string) {
    this.#world = world;
    this.id = id;
  }

  /** Opened at the window of the market regulator. */
  static async open(
    world: World,
    of: MatterDefinition,
    number = 'J-0001',
    ...without: string[]
  ): Promise<JointCase> {
    const acceptor = await officerAt(world, 'market', 'acceptor');
    const opened = await world.give(acceptor, openCase, application(of, number, ...without));
    return new JointCase(world, opened.done.result.id);
  }

  /** The same joint case, in another world. */
  in(world: World): JointCase {
    return new JointCase(world, this.id);
  }

  async read(id = this.id): Promise<Case> {
    const read = (await this.#world.query('query:case', id)) as Case | null;
    if (read === null) throw new Error(`there is no case ${id}`);
    return read;
  }

  /** How the parts stand, those that wait left out. */
  async statuses(): Promise<Record<string, string>> {
    const facts = (await this.#world.query('query:caseFacts', this.id, this.#world.now)) as {
      parts: Record<string, string>;
    };
    return Object.fromEntries(Object.entries(facts.parts).filter(([, status]) => status !== 'waiting'));
  }

  /** The identifier of a part's case, as it would be. */
  partId(code: string, at: Competent, of: MatterDefinition = companySetup): string {
    const place = (of.parts ?? []).findIndex((part) => part.code === code) + 1;
    return `${competent[at].code}.${this.id}-0${place}`;
  }

  async act<Input extends { id: string; version: number }, Result extends CommandResult>(
    id: string,
    by: Actor,
    command: Givable<Input, Result>,
    more: Omit<NoInfer<Input>, 'id' | 'version'>,
  ): Promise<Given<Result>> {
    const { version } = await this.read(id);
    return (await this.#world.giveUnchecked(by, command, { id, version, ...more })) as Given<Result>;
  }

  async transition(
    id: string,
    at: Competent,
    transition: BodyOf<typeof transitionCase>['transition'],
    by: Role = 'acceptor',
  ): Promise<Given> {
    const more = { transition, ...(transition === 'accept' ? {} : { reason: 'withdrawn-by-applicant' }) };
    return this.act(id, await officerAt(this.#world, at, by), transitionCase, more);
  }

  async add(id: string, at: Competent, ...materials: Material[]): Promise<Given> {
    return this.act(id, await officerAt(this.#world, at, 'acceptor'), addMaterials, { materials });
  }

  /** Accepts a part and approves all its steps but the last. */
  async untilLast(id: string, at: Competent): Promise<void> {
    await this.#accept(id, at);
    const steps = await this.#stepsOf(id);
    for (const step of steps.slice(0, -1)) await this.decide(id, at, step, 'approve');
  }

  /** Takes the last step of a part. */
  async last(id: string, at: Competent, result: 'approve' | 'refuse' = 'approve'): Promise<Given> {
    const [step] = (await this.#stepsOf(id)).slice(-1);
    if (step === undefined) throw new Error('the matter of a part has steps');
    return this.decide(id, at, step, result);
  }

  async decide(
    id: string,
    at: Competent,
    { code, role }: { readonly code: string; readonly role: Role },
    result: 'approve' | 'refuse',
  ): Promise<Given> {
    const more = {
      step: code,
      result,
      noInterest: true as const,
      ...(result === 'refuse' ? { reason: 'inspection' } : {}),
    };
    return this.act(id, await officerAt(this.#world, at, role), decideCase, more);
  }

  /** Accepts a part and takes all its steps: it completes. */
  async complete(id: string, at: Competent): Promise<Given> {
    await this.untilLast(id, at);
    return this.last(id, at);
  }

  async refuse(id: string, at: Competent): Promise<Given> {
    await this.#accept(id, at);
    const [step] = await this.#stepsOf(id);
    if (step === undefined) throw new Error('the matter of a part has steps');
    return this.decide(id, at, step, 'refuse');
  }

  async #accept(id: string, at: Competent): Promise<void> {
    if ((await this.read(id)).state === 'submitted') await this.transition(id, at, 'accept');
  }

  async late(id: string, at: Competent, deadline: 'acceptance' | 'decision'): Promise<Given> {
    return this.act(id, await officerAt(this.#world, at, 'system'), deadlinePassed, { deadline });
  }

  async #stepsOf(id: string): Promise<MatterDefinition['steps']> {
    const { matter: of } = await this.read(id);
    const found = (await this.#world.query('query:matter', of)) as MatterDefinition;
    return found.steps;
  }
}
