// SPDX-License-Identifier: Apache-2.0
import { isBrought } from '@guidang/chaincode/model';
import { Problem } from '@guidang/client';
import { useMutation } from '@tanstack/react-query';
import { useContext, useId, useState } from 'react';
import type { ReactElement } from 'react';
import { roleWords } from '../../src/words/role-words';
import { despiteLines, despiteMember, offeredBy } from '../material/despite';
import { DespiteOffers } from '../material/despite-offers';
import { MaterialField, sourceText } from '../material/material-field';
import type { MaterialDefinition, Source } from '../material/material-field';
import { QuestionFields } from '../material/question-fields';
import { answersGiven, answersIn, choiceWords, withAnswer } from '../material/questions';
import type { Answers } from '../material/questions';
import { client, queries } from '../shell/api';
import type { CaseView, Matter, Session } from '../shell/api';
import { CheckSheet } from '../shell/check-sheet';
import type { Line } from '../shell/check-sheet';
import { useDraft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { OfficerContext } from '../shell/officer';
import { useLicenceTypes } from '../shell/licence-types';
import { ProblemNote } from '../shell/problem-note';
import { sendingOf } from '../shell/sending';
import { UnlistedOption } from '../shell/unlisted-option';
import { useCodes } from '../use/code-field';
import { openKey } from '../signing/own-key';
import { keyWords } from '../words/key-words';
import { workplaceWords } from '../words/workplace-words';
import { actWords, nameOf, takesReason } from './acts';
import type { Act } from './acts';
import { changesBetween } from './difference';
import { unmetWords } from '../../src/words/condition-words';
import { isSignedHere, prepare, signHere } from './sign-here';
import type { ToSign } from './sign-here';

interface Props {
  readonly act: Act;
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly session: Session;
  readonly onDone: (block: number) => void;
}

const emptyDraft = {
  result: 'approve',
  reason: '',
  opinion: '',
  noInterest: false,
  material: '',
  source: '',
  despite: '',
  answers: '{}',
  key: '',
  body: '',
};

type DraftTexts = typeof emptyDraft;

/** One act: what is typed, what is then signed, in words, and what became of it. */
export function ActForm({ act, subject: latest, matter, session, onDone }: Props): ReactElement {
  const say = useSay();
  const { value, change, forget } = useDraft(`${latest.id}/${nameOf(act)}`, emptyDraft);
  // What the officer has before the eyes: a change in between is shown, and not signed for unseen.
  const [subject, setSubject] = useState(latest);
  const [isChecking, setIsChecking] = useState(false);
  const officer = useContext(OfficerContext);
  const preparing = useMutation({
    mutationFn: async () => {
      const key = await openKey(officer);
      if (key?.isRegistered !== true || !isSignedHere(act)) return undefined;
      const bodyWith = (opinion: Digest | undefined): object => bodyOf(act, value, subject, opinion);
      return prepare({ act, key, subject, matter, earlier: value, bodyWith });
    },
    onSuccess: (here) => {
      if (here !== undefined) change(here.under);
      setIsChecking(true);
    },
  });
  const [offered, setOffered] = useState<readonly string[]>([]);
  const changes = subject.version === latest.version ? [] : changesBetween(subject, latest);
  const sending = useMutation({
    mutationFn: async (here: ToSign | undefined) => {
      if (here !== undefined) return signHere(here, storeText);
      const opinion = value.opinion.trim() === '' ? undefined : await storeText(value.opinion);
      const body = bodyOf(act, value, subject, opinion);
      const under = sendingOf(body, value);
      change(under);
      return send(act, subject.id, body, under.key);
    },
    onSuccess: async ({ block }) => {
      forget();
      onDone(block);
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: async (error) => {
      setOffered((known) => [...new Set([...known, ...offeredBy(error)])]);
      if (error instanceof Problem && error.retry === 'new') {
        await queries.invalidateQueries({ queryKey: ['cases'] });
      }
    },
  });
  if (changes.length > 0 && !sending.isPending) {
    return (
      <Stale
        changes={changes}
        onSeen={() => {
          sending.reset();
          preparing.reset();
          setSubject(latest);
          setIsChecking(false);
        }}
      />
    );
  }
  return (
    <form
      className="act"
      onSubmit={(event) => {
        event.preventDefault();
        preparing.mutate();
      }}
    >
      {isChecking ? (
        <CheckSheet
          lines={
            preparing.data === undefined
              ? linesOf({ act, value, subject, session, matter, say })
              : linesHere(preparing.data, session, say)
          }
          label={say(workplaceWords.sign)}
          isSending={sending.isPending}
          onSign={() => {
            if (!sending.isPending) sending.mutate(preparing.data);
          }}
          onBack={() => {
            sending.reset();
            preparing.reset();
            setIsChecking(false);
          }}
        >
          {sending.isError && (
            <ProblemNote error={sending.error}>
              <Unmet error={sending.error} matter={matter} />
              {offeredBy(sending.error).length > 0 && <p>{say(workplaceWords.offeredBack)}</p>}
            </ProblemNote>
          )}
        </CheckSheet>
      ) : (
        <>
          <Fields act={act} value={value} change={change} subject={subject} matter={matter} />
          <DespiteOffers
            offered={offered}
            matter={matter}
            despite={value.despite}
            onDespite={(despite) => {
              change({ despite });
            }}
          />
          {preparing.isError && <ProblemNote error={preparing.error} />}
          <button className="button" disabled={preparing.isPending || !isComplete(act, value, subject)}>
            {say(workplaceWords.check)}
          </button>
        </>
      )}
    </form>
  );
}

interface StaleProps {
  readonly changes: ReturnType<typeof changesBetween>;
  readonly onSeen: () => void;
}

function Stale({ changes, onSeen }: StaleProps): ReactElement {
  const say = useSay();
  return (
    <div className="note unknown" role="alert">
      <h3>{say(workplaceWords.staleTitle)}</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say(workplaceWords.staleThen)}</th>
            <th scope="col">{say(workplaceWords.staleNow)}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ what, then, now }) => (
            <tr key={what.en}>
              <th scope="row">{say(what)}</th>
              <td>{say(then)}</td>
              <td>
                <ins>{say(now)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="button" onClick={onSeen}>
        {say(workplaceWords.staleSeen)}
      </button>
    </div>
  );
}

interface FieldsProps extends Pick<Props, 'act' | 'subject' | 'matter'> {
  readonly value: DraftTexts;
  readonly change: (part: Partial<DraftTexts>) => void;
}

function Fields({ act, value, change, subject, matter }: FieldsProps): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <>
      {act.kind === 'decide' && (
        <>
          <fieldset className="choices">
            <legend>{act.step.name}</legend>
            {(['approve', 'refuse'] as const).map((result) => (
              <label key={result} className="choice">
                <input
                  type="radio"
                  name={`${id}-result`}
                  checked={value.result === result}
                  onChange={() => {
                    change({ result });
                  }}
                />
                {say(workplaceWords[result])}
              </label>
            ))}
          </fieldset>
          <label htmlFor={`${id}-opinion`}>{say(workplaceWords.opinion)}</label>
          <p className="hint" id={`${id}-hint`}>
            {say(workplaceWords.opinionHint)}
          </p>
          <textarea
            id={`${id}-opinion`}
            aria-describedby={`${id}-hint`}
            rows={4}
            value={value.opinion}
            onChange={({ target }) => {
              change({ opinion: target.value });
            }}
          />
        </>
      )}
      {takesReason(act) && (
        <ReasonField
          value={value.reason}
          onValue={(reason) => {
            change({ reason });
          }}
        />
      )}
      {act.kind === 'decide' && 'person' in subject.applicant && (
        <label className="choice">
          <input
            type="checkbox"
            checked={value.noInterest}
            onChange={({ target }) => {
              change({ noInterest: target.checked });
            }}
          />
          {say(workplaceWords.noInterest)}
        </label>
      )}
      {act.kind === 'answer' && (
        <QuestionFields
          questions={act.questions}
          answers={{ ...answeredIn(subject), ...answersIn(value.answers) }}
          onAnswer={(question, choice) => {
            change({ answers: withAnswer(value.answers, question, choice) });
          }}
        />
      )}
      {(act.kind === 'add-materials' || act.kind === 'deliver') && (
        <GivenFile act={act} value={value} change={change} matter={matter} />
      )}
    </>
  );
}

interface ReasonFieldProps {
  readonly value: string;
  readonly onValue: (reason: string) => void;
}

/** The code is recorded; who signs reads its name. */
function ReasonField({ value, onValue }: ReasonFieldProps): ReactElement {
  const say = useSay();
  const id = useId();
  const reasons = useCodes('/api/v1/registry/reasons') ?? [];
  return (
    <>
      <label htmlFor={id}>{say(workplaceWords.reason)}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
        }}
      >
        <option value="">{say(workplaceWords.reasonNone)}</option>
        <UnlistedOption value={value} listed={reasons.map(({ code }) => code)} />
        {reasons.map(({ code, labels }) => (
          <option key={code} value={code}>
            {say(labels)} ({code})
          </option>
        ))}
      </select>
    </>
  );
}

function GivenFile({ act, value, change, matter }: Omit<FieldsProps, 'subject'>): ReactElement {
  const say = useSay();
  const id = useId();
  const definition = definitionOf(act, value, matter);
  return (
    <>
      {act.kind === 'add-materials' && (
        <>
          <label htmlFor={id}>{say(workplaceWords.material)}</label>
          <select
            id={id}
            value={value.material}
            onChange={({ target }) => {
              change({ material: target.value, source: '' });
            }}
          >
            <option value="" />
            {matter.materials.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      {definition !== undefined && (
        <MaterialField
          key={definition.code}
          definition={definition}
          source={sourceIn(value)}
          onSource={(source) => {
            change({ source: source === undefined ? '' : JSON.stringify(source) });
          }}
        />
      )}
    </>
  );
}

/** A proof of delivery is no material of the matter, and given like one. */
function definitionOf(act: Act, value: DraftTexts, matter: Matter): MaterialDefinition | undefined {
  if (act.kind === 'deliver') {
    return { code: 'delivery-receipt', name: '送达回证', required: true, accepts: ['content'] };
  }
  return matter.materials.find(({ code }) => code === value.material);
}

/** What is answered already, which is shown and not sent again. */
function answeredIn({ answers = [] }: CaseView): Answers {
  return Object.fromEntries(answers.map(({ question, value }) => [question, value]));
}

function sourceIn({ source }: DraftTexts): Source | undefined {
  return source === '' ? undefined : (JSON.parse(source) as Source);
}

function isComplete(act: Act, value: DraftTexts, { applicant }: CaseView): boolean {
  if (act.kind === 'decide') return value.noInterest || !('person' in applicant);
  if (act.kind === 'answer') return answersGiven(act.questions, answersIn(value.answers)).length > 0;
  return act.kind === 'transition' || value.source !== '';
}

type Say = ReturnType<typeof useSay>;

interface Signed extends Pick<Props, 'act' | 'subject' | 'matter' | 'session'> {
  readonly value: DraftTexts;
  readonly say: Say;
}

function linesOf({ act, value, subject, session, matter, say }: Signed): readonly Line[] {
  const source = sourceIn(value);
  const material = definitionOf(act, value, matter);
  const optional = (holds: boolean, line: Line): readonly Line[] => (holds ? [line] : []);
  return [
    [
      say(workplaceWords.act),
      say(actWords(act)) + (act.kind === 'decide' ? `: ${say(workplaceWords[resultOf(value)])}` : ''),
    ],
    [say(workplaceWords.onCase), `${subject.id} · ${matter.name}`],
    [say(workplaceWords.seenVersion), `${say(workplaceWords.version)} ${subject.version}`],
    [say(workplaceWords.officer), session.officer],
    [say(workplaceWords.inRole), say(roleWords[act.role].name)],
    ...optional(takesReason(act), [
      say(workplaceWords.reason),
      value.reason || say(workplaceWords.reasonNone),
    ]),
    ...optional(act.kind === 'decide', [
      say(workplaceWords.opinion),
      value.opinion || say(workplaceWords.none),
    ]),
    ...optional(value.noInterest, [say(workplaceWords.noInterest), say(workplaceWords.declared)]),
    ...answerLines(act, value, say),
    ...optional(source !== undefined, [
      material?.name ?? '',
      source === undefined ? '' : sourceText(source, say),
    ]),
    ...despiteLines(value.despite, { ...matter, isAsked: isAskedIn(act, value) }).map(
      ({ name, reason }): Line => [name, say(reason)],
    ),
    [say(keyWords.signedWith), say(keyWords.gatewayKey)],
  ];
}

function answerLines(act: Act, { answers }: DraftTexts, say: Say): readonly Line[] {
  if (act.kind !== 'answer') return [];
  const chosen = answersIn(answers);
  return act.questions.flatMap((question): Line[] => {
    const value = chosen[question.code];
    return value === undefined ? [] : [[say(question.text), say(choiceWords(question, value))]];
  });
}

/** Of the very bytes that are signed, and by whose key. */
function linesHere({ lines, key }: ToSign, { officer }: Session, say: Say): readonly Line[] {
  return [
    ...lines.map(([label, text]): Line => [say(label), say(text)]),
    [say(workplaceWords.officer), officer],
    [say(keyWords.signedWith), `${say(keyWords.ownKey)} · ${key.fingerprint.slice(0, 16)}`],
  ];
}

function resultOf({ result }: DraftTexts): 'approve' | 'refuse' {
  return result === 'refuse' ? 'refuse' : 'approve';
}

type Digest = Awaited<ReturnType<typeof storeText>>;

async function storeText(
  text: string,
): Promise<{ readonly algorithm: 'sha256' | 'sm3'; readonly value: string }> {
  const file = new Blob([text], { type: 'text/plain' });
  return (await client.post('/api/v1/contents', { body: file, headers: { 'Content-Type': file.type } }))
    .digest;
}

/** Of what an act asks for, or brings: of another material, which was chosen before, the reason is left out. */
function isAskedIn(act: Act, value: DraftTexts): (material: string) => boolean {
  const source = sourceIn(value);
  if (act.kind !== 'add-materials' || source === undefined) return () => act.kind === 'transition';
  return (material) => isBrought(material, [{ code: value.material, source }]);
}

function bodyOf(act: Act, value: DraftTexts, { version }: CaseView, opinion: Digest | undefined): object {
  const reason = takesReason(act) && value.reason !== '' ? { reason: value.reason } : {};
  const source = sourceIn(value);
  switch (act.kind) {
    case 'transition':
      return {
        version,
        transition: act.name,
        ...reason,
        ...despiteMember(value.despite, isAskedIn(act, value)),
      };
    case 'decide':
      return {
        version,
        step: act.step.code,
        result: resultOf(value),
        ...reason,
        ...(opinion === undefined ? {} : { opinion }),
        ...(value.noInterest ? { noInterest: true } : {}),
      };
    case 'add-materials':
      return {
        version,
        materials: [{ code: value.material, source }],
        ...despiteMember(value.despite, isAskedIn(act, value)),
      };
    case 'answer':
      return { version, answers: answersGiven(act.questions, answersIn(value.answers)) };
    case 'deliver':
      return { version, proof: source !== undefined && 'content' in source ? source.content : undefined };
  }
}

const places = {
  transition: '/api/v1/cases/{id}/transitions',
  decide: '/api/v1/cases/{id}/decisions',
  'add-materials': '/api/v1/cases/{id}/materials',
  answer: '/api/v1/cases/{id}/answers',
  deliver: '/api/v1/cases/{id}/delivery',
} as const;

function send(act: Act, id: string, body: object, key: string): Promise<{ readonly block: number }> {
  // Made for this place by bodyOf: which one it is, the kind says.
  const call = { path: { id }, body, key, role: act.role } as never;
  return client.post(places[act.kind], call);
}

interface UnmetProps extends Pick<Props, 'matter'> {
  readonly error: unknown;
}

/** The conditions that the contract has named, and what there is instead, in words. */
function Unmet({ error, matter }: UnmetProps): ReactElement | null {
  const say = useSay();
  const licenceTypes = useLicenceTypes();
  const found = error instanceof Problem ? error.facts : {};
  const { unmet } = found;
  if (!Array.isArray(unmet)) return null;
  const named = { ...matter, licenceTypes };
  return (
    <ul>
      {(unmet as Parameters<typeof unmetWords>[0][])
        .flatMap((part) => unmetWords(part, named, found))
        .map(({ condition, text }) => (
          <li key={JSON.stringify(condition)}>{say(text)}</li>
        ))}
    </ul>
  );
}
