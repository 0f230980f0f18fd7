// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '../../chaincode/src/matter/model';
import type { Role } from '../../chaincode/src/membership/roles';
import { registerPerson } from '../../chaincode/src/person/commands';
import { registryChanges } from '../../chaincode/src/sample/registry';
import type { OrganisationId } from '../../chaincode/src/sample/registry';
import {
  companySetup,
  competent,
  newborn,
  publishJoint,
  publishJointMatters,
  shipped,
} from '../../chaincode/src/testing/joint';
import type { Invocation } from '../../chaincode/src/testing/invocation';
import { entered } from '../../chaincode/src/testing/people';
import { askingJointly, askingShared, publishAskingJointly } from '../../chaincode/src/testing/questions';
import { World } from '../../chaincode/src/testing/world';
import type { Actor } from '../../chaincode/src/testing/world';
import type { Applicant, Model } from './case-model';

/* What every walk begins with: who acts, by which matters, for whom. */

const registration = shipped('company-registration');
const matters = Object.fromEntries(
  [
    companySetup,
    newborn,
    registration,
    askingShared,
    askingJointly,
    ...[
      'tax-registration',
      'social-insurance-registration',
      'seal-filing',
      'birth-certificate',
      'household-entry',
      'medical-insurance-enrolment',
      'social-card',
    ].map(shipped),
  ].map((matter) => [matter.id, matter] as const),
);

/** What is applied for: three joint matters, and two that are also parts. */
export const applied: readonly [MatterDefinition, ...MatterDefinition[]] = [
  companySetup,
  newborn,
  registration,
  askingShared,
  askingJointly,
];

const issuers = {
  '11100000MB0143028R001': competent.market.code,
  '11999999000000019M003': competent.health.code,
};

export const emptyModel: Model = { matters, issuers, cases: {}, revoked: [], credit: [] };

interface Place {
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
}

const { market, ...elsewhere } = competent;
/** Who are competent; applications come in at the first. */
export const places: readonly [Place, ...Place[]] = [market, ...Object.values(elsewhere)];
export const roles: readonly Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'system', 'archivist'];

/** As the model knows them, and as an application names them: a company, a person, a department that handles a part. */
export const company: Applicant = { isPerson: false, organisation: '91999999000000086B' };
export const applicants: readonly { readonly model: Applicant; readonly body: object }[] = [
  { model: company, body: { organisation: company.organisation } },
  { model: { isPerson: true }, body: entered.buyer },
  {
    model: { isPerson: false, organisation: competent.police.code },
    body: { organisation: competent.police.code },
  },
];

export interface Stage {
  /** Signs for its officers, and says when the walks begin. */
  readonly world: World;
  readonly officers: ReadonlyMap<string, Actor>;
  /** All that has to be on a ledger, in order. */
  readonly founding: readonly Invocation[];
}

/** The name of one of the two officers of a department, by the parity of a number. */
export function officerName(department: string, number: number): string {
  return `${department} ${number % 2}`;
}

/** Organisations, registry, matters, and two officers of each department, in all roles: who acts as what is drawn. */
export async function setStage(empty?: World): Promise<Stage> {
  const world = await World.founded(empty);
  await publishJoint(world, 'demo', [...registryChanges]);
  await publishJointMatters(world);
  await publishAskingJointly(world);
  await world.register(world.officers.eastAcceptor);
  const officers = new Map<string, Actor>();
  for (const { code, organisation } of places) {
    for (const number of [0, 1]) {
      const id = `officer-${number}-${code.toLowerCase()}`;
      const home = organisation as OrganisationId;
      const actor = await world.enrol({ id, organisation: home, department: code, roles });
      await world.register(actor);
      officers.set(officerName(code, number), actor);
    }
  }
  await world.give(world.officers.eastAcceptor, registerPerson, entered.buyer);
  return { world, officers, founding: world.ledger.log };
}
