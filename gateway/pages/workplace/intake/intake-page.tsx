// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { readPasted } from '@guidang/chaincode/model';
import { caseAddress } from '../shell/address';
import { roleWords } from '../../src/words/role-words';
import { despiteLines, offeredBy } from '../material/despite';
import { DespiteOffers } from '../material/despite-offers';
import { sourceText } from '../material/material-field';
import type { Source } from '../material/material-field';
import { answersIn, choiceWords, questionsTo } from '../material/questions';
import { recognise } from '../search/recognise';
import { client, queries } from '../shell/api';
import type { Matter, Session } from '../shell/api';
import { CheckSheet } from '../shell/check-sheet';
import type { Line } from '../shell/check-sheet';
import { useDraft } from '../shell/drafts';
import type { Draft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { useMatters } from '../shell/matters';
import { ProblemNote } from '../shell/problem-note';
import { QueryNote } from '../shell/query-note';
import { sendingOf } from '../shell/sending';
import { useTitle } from '../shell/title';
import { offerWords } from '../words/offer-words';
import { workplaceWords } from '../words/workplace-words';
import { ApplicantForm } from './applicant-form';
import {
  emptyIntake,
  intakeSteps,
  isBroughtIn,
  nothingBrought,
  onlyFor,
  openingOf,
  partyIn,
  passed,
  proposedNumber,
  sourcesIn,
  stepAfter,
  stepFrom,
  withSource,
} from './intake-view';
import type { Intake, IntakeStep, Party } from './intake-view';
import { MissingSection } from './missing-section';
import { changedMaterialOf, offerableIn, offeredAs } from './offer-view';
import { OffersSection } from './offers-section';
import { useOffers } from './use-offers';

const stepWords = {
  matter: workplaceWords.stepMatter,
  applicant: workplaceWords.stepApplicant,
  object: workplaceWords.stepObject,
  materials: workplaceWords.stepMaterials,
  check: workplaceWords.stepCheck,
} as const;

/** 收件: one question after the other, and at the end what is signed. */
export default function IntakePage({ session }: { readonly session: Session }): ReactElement {
  const say = useSay();
  const [, go] = useLocation();
  const draft = useDraft('intake', emptyIntake);
  const step = stepFrom(useSearch(), draft.value);
  const matters = useMatters();
  const matter = matters.data?.find(({ id }) => id === draft.value.matter);
  const party = partyIn(draft.value);
  const title = useRef<HTMLHeadingElement>(null);
  useTitle(say(workplaceWords.intakeTitle));
  useLayoutEffect(() => {
    title.current?.focus();
  }, [step]);
  const to = (next: IntakeStep): void => {
    go(`/app/intake?step=${next}`);
  };
  const part = {
    draft,
    matter,
    onNext: () => {
      to(stepAfter(step, 1));
    },
  };
  return (
    <section className="sheet narrow">
      <h1>{say(workplaceWords.intakeTitle)}</h1>
      <ol className="progress">
        {intakeSteps.map((one) => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            <Link href={`/app/intake?step=${one}`}>{say(stepWords[one])}</Link>
          </li>
        ))}
      </ol>
      <h2 tabIndex={-1} ref={title}>
        {say(stepWords[step])}
      </h2>
      <QueryNote query={matters} />
      {step === 'matter' && matters.data !== undefined && <MatterStep {...part} matters={matters.data} />}
      {step === 'applicant' && <ApplicantStep {...part} />}
      {step === 'object' && <ObjectStep {...part} />}
      {step === 'materials' && matter !== undefined && party !== undefined && (
        <MaterialsStep {...part} matter={matter} party={party} />
      )}
      {step === 'check' && matter !== undefined && (
        <CheckStep
          draft={draft}
          matter={matter}
          session={session}
          onBack={() => {
            to('materials');
          }}
        />
      )}
    </section>
  );
}

interface StepProps {
  readonly draft: Draft<Intake>;
  readonly onNext: () => void;
}

function MatterStep({
  draft,
  onNext,
  matters,
}: StepProps & { readonly matters: readonly Matter[] }): ReactElement {
  const say = useSay();
  if (matters.length === 0) return <p className="note unknown">{say(workplaceWords.noMatters)}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { number } = draft.value;
        if (number === '') draft.change({ number: proposedNumber(new Date(), Math.random()) });
        onNext();
      }}
    >
      <fieldset className="choices tall">
        <legend>{say(workplaceWords.chooseMatter)}</legend>
        {matters.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="matter"
              required
              checked={draft.value.matter === id}
              onChange={() => {
                draft.change({ matter: id, ...nothingBrought });
              }}
            />
            {name} <span className="faint">{id}</span>
          </label>
        ))}
      </fieldset>
      <button className="button">{say(workplaceWords.next)}</button>
    </form>
  );
}

function ApplicantStep({ draft, onNext }: StepProps): ReactElement {
  const say = useSay();
  const party = partyIn(draft.value);
  return (
    <>
      <ApplicantForm
        party={party}
        onParty={(entered) => {
          draft.change(
            entered === undefined
              ? { applicant: '', ...nothingBrought }
              : { applicant: JSON.stringify(entered) },
          );
        }}
      />
      {party !== undefined && (
        <button type="button" className="button" onClick={onNext}>
          {say(workplaceWords.next)}
        </button>
      )}
    </>
  );
}

function ObjectStep({ draft, onNext }: StepProps): ReactElement {
  const say = useSay();
  const id = useId();
  const { object, number } = draft.value;
  const fault = object.trim() === '' ? undefined : recognise(object)?.fault;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        draft.change({ object: readPasted('hyphenated-code', object) });
        onNext();
      }}
    >
      <label htmlFor={`${id}-object`}>{say(workplaceWords.whatAbout)}</label>
      <p className="hint" id={`${id}-hint`}>
        {say(workplaceWords.objectHint)}
      </p>
      <input
        id={`${id}-object`}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        spellCheck={false}
        value={object}
        onChange={({ target }) => {
          draft.change({ object: target.value });
        }}
      />
      {fault !== undefined && <p className="note bad">{say(fault)}</p>}
      <label htmlFor={`${id}-number`}>{say(workplaceWords.caseNumber)}</label>
      <p className="hint" id={`${id}-number-hint`}>
        {say(workplaceWords.caseNumberHint)}
      </p>
      <input
        id={`${id}-number`}
        aria-describedby={`${id}-number-hint`}
        required
        autoComplete="off"
        value={number}
        onChange={({ target }) => {
          draft.change({ number: target.value });
        }}
      />
      <button className="button">{say(workplaceWords.next)}</button>
    </form>
  );
}

interface MaterialsProps extends StepProps {
  readonly matter: Matter;
  readonly party: Party;
}

/** First what there is already, and then what is still missing. */
function MaterialsStep({ draft, onNext, matter, party }: MaterialsProps): ReactElement {
  const offers = useOffers(draft, matter, party);
  const offered = offeredAs(offers.pages ?? [], matter);
  const isOffering = offerableIn(matter).length > 0;
  const give = (code: string, source: Source | undefined): void => {
    // Of what is kept by then: files that are stored at the same time end in any order.
    draft.change(onlyFor(draft.value, (known) => ({ sources: withSource(known, code, source) })));
  };
  return (
    <>
      {isOffering && <OffersSection {...{ draft, matter, offers, offered }} onSource={give} />}
      {isAsking(draft.value, isOffering, offers) && (
        <MissingSection {...{ draft, matter, onNext, offered }} onSource={give} />
      )}
    </>
  );
}

/** Whether it is time to ask the applicant: nothing is offered, or it was looked at, or passed over. */
function isAsking(
  { look }: Intake,
  isOffering: boolean,
  { pages, error, isOver }: ReturnType<typeof useOffers>,
): boolean {
  return !isOffering || look === passed || pages !== undefined || error !== null || isOver;
}

interface CheckProps {
  readonly draft: Draft<Intake>;
  readonly matter: Matter;
  readonly session: Session;
  readonly onBack: () => void;
}

function CheckStep({ draft, matter, session, onBack }: CheckProps): ReactElement {
  const say = useSay();
  const [, go] = useLocation();
  const sending = useMutation({
    mutationFn: () => {
      const body = openingOf(draft.value, questionsTo('applicant', matter));
      const under = sendingOf(body, draft.value);
      draft.change(under);
      return client.post('/api/v1/cases', { body, key: under.key, role: 'acceptor' });
    },
    onError: () => {
      // What was looked at may be what is refused: it is shown again as it is now, which records nothing.
      queries.removeQueries({ queryKey: ['offers'] });
    },
    onSuccess: async ({ id }) => {
      draft.forget();
      await queries.invalidateQueries({ queryKey: ['cases'] });
      // Nobody is led away from where they have gone meanwhile.
      if (location.pathname === '/app/intake') go(caseAddress(id));
    },
  });
  const changed = changedMaterialOf(sending.error, matter);
  return (
    <CheckSheet
      lines={linesOf(draft.value, { matter, session, say })}
      label={say(workplaceWords.signOpening)}
      isSending={sending.isPending}
      onSign={() => {
        if (!sending.isPending) sending.mutate();
      }}
      onBack={onBack}
    >
      {sending.isError && (
        <ProblemNote error={sending.error}>
          {changed !== undefined && (
            <p>
              {say(offerWords.changed)} {changed.name}
            </p>
          )}
          <DespiteOffers
            offered={offeredBy(sending.error)}
            matter={matter}
            despite={draft.value.despite}
            onDespite={(despite) => {
              draft.change({ despite });
            }}
          />
        </ProblemNote>
      )}
    </CheckSheet>
  );
}

interface Context extends Pick<CheckProps, 'matter' | 'session'> {
  readonly say: ReturnType<typeof useSay>;
}

function linesOf(intake: Intake, { matter, session, say }: Context): readonly Line[] {
  const party = partyIn(intake);
  const sources = sourcesIn(intake);
  return [
    [say(workplaceWords.act), say(workplaceWords.openingAct)],
    [say(workplaceWords.officer), session.officer],
    [say(workplaceWords.inRole), say(roleWords.acceptor.name)],
    [say(workplaceWords.caseNumber), intake.number],
    [say(workplaceWords.matter), `${matter.name} (${matter.id})`],
    [
      say(workplaceWords.applicant),
      party === undefined ? '' : 'person' in party ? party.person : party.organisation,
    ],
    [say(workplaceWords.object), intake.object || say(workplaceWords.none)],
    ...matter.materials.map(({ code, name }): Line => {
      const source = sources[code];
      return [name, source === undefined ? say(workplaceWords.notGiven) : sourceText(source, say)];
    }),
    ...questionsTo('applicant', matter).map((question): Line => {
      const value = answersIn(intake.answers)[question.code];
      return [
        say(question.text),
        say(value === undefined ? workplaceWords.notAnswered : choiceWords(question, value)),
      ];
    }),
    ...despiteLines(intake.despite, { ...matter, isAsked: isBroughtIn(intake) }).map(
      ({ name, reason }): Line => [name, say(reason)],
    ),
  ];
}
