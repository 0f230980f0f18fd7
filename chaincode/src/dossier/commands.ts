// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SubjectFacts } from '../authority/conditions';
import type { Case } from '../case/model';
import { hasEnded } from '../case/states';
import { requireCase } from '../case/store';
import { caseSubject } from '../case/subjects';
import { defineCommand } from '../command/definition';
import type { EventDraft } from '../command/definition';
import { digestSchema } from '../ledger/digest';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { caseIdSchema, codeSchema, dateSchema, knownMatterIdSchema } from '../ledger/values';
import { partyCode } from '../licence/model';
import { interestsOf } from '../licence/parties';
import { searchedSchema } from '../record/search';
import { dossierKindSchema } from './model';

/** Whose or what's dossier (案卷, 活档案) is looked at, and how much of it. */
export const consultDossierBody = z.strictObject({
  /** A person by pseudonym, an object, or a body by unified code. */
  about: searchedSchema,
  /** By default all. */
  kinds: z.array(dossierKindSchema).min(1).max(dossierKindSchema.options.length).optional(),
  /** The first and the last day in China of what began. */
  from: dateSchema.optional(),
  until: dateSchema.optional(),
  /** Where what there is is offered to a case under this matter, instead of being asked for (一次采集). */
  matter: knownMatterIdSchema.optional(),
});

type Consulted = z.infer<typeof consultDossierBody>;

/**
 * Records that a dossier is looked at (档案调阅), before its first page is shown: what is in it, and no details. As a
 * search, its event is never of a kind that the open log shows.
 */
export const consultDossier = defineCommand({
  type: 'dossier.consult',
  body: consultDossierBody,
  once: 'identifier',
  subjects: () => [],
  run(consulted, { emit }) {
    emit({ type: 'dossier.consulted', ...eventOf(consulted) });
    return Promise.resolve({ about: consulted.about.id });
  },
});

export const consultDossierForCaseBody = consultDossierBody.extend({ case: caseIdSchema });

/** As {@link consultDossier}, with the details that materials have, by those who handle a running case of the applicant. */
export const consultDossierForCase = defineCommand({
  type: 'dossier.consultForCase',
  body: consultDossierForCaseBody,
  once: 'identifier',
  subjects: ({ case: id }) => [caseSubject(id)],
  about: aboutCase,
  async run({ case: id, ...consulted }, { unit, emit }) {
    const subject = await requireCase(unit, id, 'body/case');
    demand(!hasEnded(subject.state), 'state-conflict', 'the case has ended', {
      field: 'body/case',
      detail: { state: subject.state },
    });
    demand(isAbout(subject, consulted.about), 'not-found', 'the case has another applicant and object', {
      field: 'body/about',
    });
    emit({ type: 'dossier.consulted', ...eventOf(consulted, { case: id }) });
    return { about: consulted.about.id };
  },
});

export const breakGlassBody = consultDossierBody.extend({
  reason: codeSchema,
  /** Of the written reason, which is kept in the content store. */
  statement: digestSchema,
});

/** As {@link consultDossierForCase} without a case, in an emergency (紧急调阅): an event of its own type, for auditors. */
export const breakGlass = defineCommand({
  type: 'dossier.breakGlass',
  body: breakGlassBody,
  once: 'identifier',
  subjects: () => [],
  run({ reason, statement, ...consulted }, { emit }) {
    const event = eventOf(consulted, { reason });
    emit({ type: 'dossier.glass-broken', ...event, digest: statement });
    return Promise.resolve({ about: consulted.about.id });
  },
});

function eventOf(
  { about, kinds, from, until, matter }: Consulted,
  more: Readonly<Record<string, string>> = {},
): Pick<EventDraft, 'subject' | 'data'> {
  const asked = {
    ...(kinds === undefined ? {} : { kinds }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(matter === undefined ? {} : { matter }),
  };
  return { subject: about, data: { ...asked, ...more } };
}

function isAbout({ applicant, object }: Case, { kind, id }: Consulted['about']): boolean {
  return kind === 'object' ? object === id : partyCode(applicant) === id;
}

async function aboutCase({ case: id }: { readonly case: string }, unit: UnitOfWork): Promise<SubjectFacts> {
  const subject = await requireCase(unit, id, 'body/case');
  const { applicant, representative } = subject;
  const parties = [applicant, ...(representative === undefined ? [] : [representative])];
  return { owner: subject, field: 'body/case', parties: await interestsOf(parties, unit) };
}
