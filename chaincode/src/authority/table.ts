// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import type { Condition } from './conditions';
import type { Relation } from './relation';

/** One line of the table: officers in these roles, so related to the subject, may give the command. */
export interface Permission {
  readonly roles: readonly Role[];
  readonly relation: Relation;
  /** What else must hold of the officer; rules of the subject itself stand with the subject. */
  readonly also?: readonly Condition[];
  /** How many must sign; one officer where nothing is said. */
  readonly officers?: 'majority-of-organisations' | 'two' | 'two-organisations';
}

const handling: readonly Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'archivist', 'system'];
const reading: readonly Role[] = [...handling, 'verifier', 'auditor'];
const handlingCases: readonly Role[] = ['acceptor', 'reviewer', 'decider', 'registrar', 'system'];

const governor = { roles: ['governor'], relation: 'member' } as const satisfies Permission;
const peopleHandling: readonly Role[] = ['acceptor', 'registrar', 'decider', 'system'];
const peopleDeciding: readonly Role[] = ['decider', 'registrar'];
const issuer = { roles: ['decider'], relation: 'own-department' } as const satisfies Permission;

/**
 * Who may give which command: the one place that says so. The executor enforces it before a command runs;
 * docs/authority.md and the texts of the API are made from it. A command that has no line here does not compile.
 */
export const authorityTable = {
  // The first governor, of an organisation whose gateway the channel knows: nobody is there yet to vouch for it.
  'registry.found': [governor],
  'registry.propose': [{ ...governor, officers: 'majority-of-organisations' }],
  'registry.approve': [{ ...governor, officers: 'majority-of-organisations' }],
  'registry.withdraw': [{ roles: ['governor'], relation: 'own-organisation' }],
  'registry.registerOfficer': [governor],
  'registry.revokeOfficer': [{ roles: ['governor'], relation: 'own-organisation' }],
  'registry.nameKeeper': [{ roles: ['governor'], relation: 'own-organisation' }],
  'matter.publish': [{ roles: ['governor'], relation: 'own-organisation' }],
  'record.create': [{ roles: handling, relation: 'anyone' }],
  'record.accession': [{ roles: handling, relation: 'anyone' }],
  'record.amend': [{ roles: handling, relation: 'own-department' }],
  'record.file': [{ roles: ['archivist', 'registrar', 'system'], relation: 'own-department' }],
  'record.arrange': [{ roles: ['archivist'], relation: 'owner-or-keeper', also: ['records-of-owner'] }],
  'record.annotate': [
    { roles: ['archivist'], relation: 'own-department-or-receiver' },
    { roles: ['system'], relation: 'own-organisation-or-receiver' },
  ],
  // Apart from the notes of those who keep the record: whoever audits, audits others.
  'record.reportFinding': [{ roles: ['auditor'], relation: 'anyone' }],
  'record.access': [{ roles: reading, relation: 'anyone', also: ['purpose'] }],
  'record.handOver': [
    { roles: ['archivist', 'registrar'], relation: 'own-department' },
    { roles: ['system'], relation: 'own-organisation' },
  ],
  'record.search': [{ roles: reading, relation: 'anyone', also: ['purpose'] }],
  'record.usePerson': [{ roles: handling, relation: 'own-department', also: ['purpose', 'not-alone-named'] }],
  'record.contentArrived': [{ roles: ['system'], relation: 'own-organisation-or-receiver' }],
  // Outside any case too, nobody decides what its own department is given.
  'licence.issue': [{ roles: ['decider'], relation: 'anyone', also: ['not-a-party'] }],
  'licence.register': [{ roles: ['decider', 'registrar'], relation: 'own-department' }],
  'licence.suspend': [issuer],
  // Nor gives it back to its own department what was taken from that.
  'licence.resume': [{ ...issuer, also: ['not-a-party'] }],
  'licence.revoke': [issuer],
  'licence.cancel': [issuer],
  'licence.supersede': [issuer],
  'licence.renew': [{ ...issuer, also: ['not-a-party'] }],
  'licence.expire': [{ roles: ['system'], relation: 'own-organisation' }],
  'licence.addRendition': [
    { roles: ['decider', 'registrar'], relation: 'own-department' },
    { roles: ['system'], relation: 'own-organisation' },
  ],
  // As for the printable file: the department says what stands on its paper.
  'licence.number': [
    { roles: ['decider', 'registrar'], relation: 'own-department' },
    { roles: ['system'], relation: 'own-organisation' },
  ],
  'licence.use': [{ roles: reading, relation: 'anyone', also: ['purpose'] }],
  'licence.usePerson': [
    { roles: handlingCases, relation: 'own-department', also: ['purpose', 'not-alone-named'] },
  ],
  'licence.setRestriction': [
    { roles: ['decider', 'registrar'], relation: 'anyone', also: ['restriction-right'] },
  ],
  'licence.liftRestriction': [{ roles: ['decider', 'registrar'], relation: 'own-department' }],
  'case.open': [{ roles: ['acceptor', 'system'], relation: 'anyone' }],
  'case.addMaterials': [{ roles: ['acceptor', 'reviewer', 'system'], relation: 'own-department' }],
  // Whose answer a question is, its matter says: of the role, or the applicant's, at the window.
  'case.answer': [{ roles: handlingCases, relation: 'own-department', also: ['not-a-party'] }],
  'case.transition': [
    {
      roles: ['acceptor', 'reviewer', 'decider', 'system'],
      relation: 'own-department',
      also: ['role-now', 'not-a-party'],
    },
  ],
  'case.decide': [
    {
      roles: ['reviewer', 'decider', 'registrar'],
      relation: 'own-department',
      also: ['not-a-party', 'no-interest', 'no-earlier-step'],
    },
  ],
  'case.deadlinePassed': [
    { roles: ['system'], relation: 'own-department' },
    // A department must not keep a limit that it has let pass to itself.
    { roles: ['system'], relation: 'anyone', also: ['left-undone'] },
  ],
  'case.deliver': [{ roles: ['acceptor', 'registrar', 'system'], relation: 'own-department' }],
  // Who may handle the case, and nobody else: why it is read follows from that, and is asked of nobody.
  'case.access': [{ roles: handlingCases, relation: 'own-department', also: ['not-a-party'] }],
  'case.contentArrived': [{ roles: ['system'], relation: 'own-organisation' }],
  // Name and number of a person are read by the department whose case, licence or record names the person, and by those
  // in it who deal with such; not by who alone has named the person there. All others ask by a number that they have
  // (`person.inspect`).
  'case.usePerson': [
    {
      roles: handlingCases,
      relation: 'own-department',
      also: ['purpose', 'not-a-party', 'not-alone-named'],
    },
  ],
  // By the department that was promised, and lifted by somebody else of it: nobody judges alone for good, nor oneself.
  'credit.record': [{ roles: ['decider', 'registrar'], relation: 'own-department', also: ['not-a-party'] }],
  'credit.lift': [
    {
      roles: ['decider', 'registrar'],
      relation: 'own-department',
      also: ['not-a-party', 'no-earlier-step'],
    },
  ],
  // What is in a dossier: no more than lists show, which are searched in the same way.
  'dossier.consult': [{ roles: reading, relation: 'anyone', also: ['purpose'] }],
  // The details, one recorded use for all: of those who handle what the applicant has asked for, while they do.
  'dossier.consultForCase': [
    { roles: handlingCases, relation: 'own-department', also: ['purpose', 'not-a-party'] },
  ],
  // Without a case; auditors see each at once, with the written reason.
  'dossier.breakGlass': [{ roles: ['decider', 'registrar'], relation: 'anyone', also: ['purpose'] }],
  'person.register': [{ roles: peopleHandling, relation: 'anyone' }],
  'person.put': [{ roles: peopleHandling, relation: 'own-organisation' }],
  // Correcting a name or an address asks the same papers as entering it, and can be undone: the number stays, and so do
  // the earlier data. Why one officer is enough says docs/authority.md.
  'person.amend': [{ roles: peopleHandling, relation: 'own-organisation' }],
  'person.inspect': [{ roles: [...peopleDeciding, 'auditor'], relation: 'anyone', also: ['purpose'] }],
  'person.orderPurge': [{ roles: peopleDeciding, relation: 'own-or-unowned', officers: 'two' }],
  'person.purge': [{ roles: peopleHandling, relation: 'own-or-unowned' }],
  // It changes what a number answers to everywhere: no organisation does that alone.
  'person.orderCorrection': [{ roles: peopleDeciding, relation: 'anyone', officers: 'two-organisations' }],
  'person.correct': [{ roles: peopleHandling, relation: 'anyone' }],
  'log.anchor': [{ roles: ['system'], relation: 'anyone' }],
  // It counts for the officer's own organisation only.
  'log.acknowledgeFork': [governor],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type CommandType = keyof typeof authorityTable;

type LineOf<Type extends CommandType> = (typeof authorityTable)[Type][number];

/** The relations that a command's lines ask. */
export type RelationOf<Type extends CommandType> = LineOf<Type>['relation'];

/** What else a command's lines ask. */
export type ConditionOf<Type extends CommandType> = Extract<
  LineOf<Type>,
  { readonly also: readonly Condition[] }
>['also'][number];

/** The commands that need two signatures: they must say who has signed first. */
export type SignedByTwo = {
  readonly [Type in CommandType]: Extract<
    LineOf<Type>,
    { readonly officers: 'two' | 'two-organisations' }
  > extends never
    ? never
    : Type;
}[CommandType];

/** The lines of a command. */
export function permissionsOf(type: CommandType): readonly Permission[] {
  return authorityTable[type];
}

/** The roles in which a command may be given. */
export function rolesFor(type: CommandType): readonly Role[] {
  return [...new Set(permissionsOf(type).flatMap(({ roles }) => roles))];
}
