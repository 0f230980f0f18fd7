// SPDX-License-Identifier: Apache-2.0
import { isBrought } from '@guidang/chaincode/model';
import type { Schemas } from '@guidang/client';
import { despiteMember } from '../material/despite';
import type { Source } from '../material/material-field';
import { answersGiven, answersIn } from '../material/questions';
import type { Question } from '../material/questions';

export type Party = Schemas['Party'];

/** What is typed at the window, as texts that are kept until the case is open. Nothing of it names a person. */
export const emptyIntake = {
  matter: '',
  number: '',
  /** A party of the ledger as JSON: a person by pseudonym. */
  applicant: '',
  object: '',
  /** The sources of the materials, by code, as JSON. */
  sources: '{}',
  /** What the applicant answers, by question, as JSON. */
  answers: '{}',
  /** Why the applicant is asked for what is offered, by material, as JSON. */
  despite: '',
  /** Where what the applicant has already is shown again, once it was looked at; `passed` if it was not. */
  look: '',
  key: '',
  body: '',
};

export type Intake = typeof emptyIntake;

/** That what there is was not looked at. */
export const passed = 'passed';

/** What begins anew with another matter or another applicant: what was brought by one is not the other's. */
export const nothingBrought = {
  sources: emptyIntake.sources,
  answers: emptyIntake.answers,
  despite: emptyIntake.despite,
  look: emptyIntake.look,
} as const;

export const intakeSteps = ['matter', 'applicant', 'object', 'materials', 'check'] as const;
export type IntakeStep = (typeof intakeSteps)[number];

export function partyIn({ applicant }: Intake): Party | undefined {
  return applicant === '' ? undefined : (JSON.parse(applicant) as Party);
}

export function sourcesIn({ sources }: Intake): Readonly<Record<string, Source>> {
  return JSON.parse(sources) as Record<string, Source>;
}

/** What comes late, for the matter and the applicant that it was asked for: to what is typed by then it is nothing. */
export function onlyFor({ matter, applicant }: Intake, change: (known: Intake) => Partial<Intake>) {
  return (known: Intake): Partial<Intake> =>
    known.matter === matter && known.applicant === applicant ? change(known) : {};
}

/** The sources with one more, or one less. */
export function withSource(intake: Intake, code: string, source: Source | undefined): string {
  return JSON.stringify({ ...sourcesIn(intake), [code]: source });
}

function materialsOf(intake: Intake): { readonly code: string; readonly source: Source }[] {
  return Object.entries(sourcesIn(intake)).map(([code, source]) => ({ code, source }));
}

/** Whether a material is a paper of the applicant's: only for such a one it is said why it is asked for. */
export function isBroughtIn(intake: Intake): (code: string) => boolean {
  const materials = materialsOf(intake);
  return (code) => isBrought(code, materials);
}

/** The step in an address, or the first that must be done before it. */
export function stepFrom(search: string, intake: Intake): IntakeStep {
  const asked = new URLSearchParams(search).get('step');
  const wanted = intakeSteps.find((step) => step === asked) ?? 'matter';
  const reachable = intakeSteps.indexOf(wanted) <= intakeSteps.indexOf(furthestOf(intake));
  return reachable ? wanted : furthestOf(intake);
}

function furthestOf(intake: Intake): IntakeStep {
  if (intake.matter === '') return 'matter';
  return intake.applicant === '' ? 'applicant' : 'check';
}

export function stepAfter(step: IntakeStep, by: 1 | -1): IntakeStep {
  return intakeSteps[intakeSteps.indexOf(step) + by] ?? step;
}

/** What the window proposes as the department's own number: the day, and a part that two windows do not share. */
export function proposedNumber(now: Date, random: number): string {
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}-${String(Math.floor(random * 1_000_000)).padStart(6, '0')}`;
}

/** The command that opens the case. */
export function openingOf(
  intake: Intake,
  asked: readonly Question[],
): {
  readonly number: string;
  readonly matter: string;
  readonly applicant: Party;
  readonly object?: string;
  readonly materials: { readonly code: string; readonly source: Source }[];
  readonly answers?: ReturnType<typeof answersGiven>;
} & ReturnType<typeof despiteMember> {
  const applicant = partyIn(intake);
  if (applicant === undefined) throw new Error('a case has an applicant');
  const { number, matter, object } = intake;
  const answers = answersGiven(asked, answersIn(intake.answers));
  return {
    number: number.trim(),
    matter,
    applicant,
    ...(object.trim() === '' ? {} : { object: object.trim() }),
    materials: materialsOf(intake),
    ...(answers.length === 0 ? {} : { answers }),
    ...despiteMember(intake.despite, isBroughtIn(intake)),
  };
}
