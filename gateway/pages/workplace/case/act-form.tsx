// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { useMutation } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import type { ReactElement } from 'react';
import { unmetWords } from '../../src/words/condition-words';
import { offeredBy } from '../material/despite';
import { DespiteOffers } from '../material/despite-offers';
import { client, queries } from '../shell/api';
import type { CaseView, Matter, Session } from '../shell/api';
import { BusyButton } from '../shell/busy-button';
import { CheckSheet } from '../shell/check-sheet';
import { useDraft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { useLicenceTypes } from '../shell/licence-types';
import { OfficerContext } from '../shell/officer';
import { ProblemNote } from '../shell/problem-note';
import { sendingOf } from '../shell/sending';
import { openKey } from '../signing/own-key';
import { workplaceWords } from '../words/workplace-words';
import { bodyOf, emptyDraft, isComplete } from './act-draft';
import type { Digest } from './act-draft';
import { ActFields } from './act-fields';
import { linesHere, linesOf } from './act-lines';
import { nameOf } from './acts';
import type { Act } from './acts';
import { changesBetween } from './difference';
import { isSignedHere, prepare, signHere } from './sign-here';
import type { ToSign } from './sign-here';

interface Props {
  readonly act: Act;
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly session: Session;
  readonly onDone: (block: number) => void;
}

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
          <ActFields act={act} value={value} change={change} subject={subject} matter={matter} />
          <DespiteOffers
            offered={offered}
            matter={matter}
            despite={value.despite}
            onDespite={(despite) => {
              change({ despite });
            }}
          />
          {preparing.isError && <ProblemNote error={preparing.error} />}
          <BusyButton isBusy={preparing.isPending || !isComplete(act, value, subject)}>
            {say(workplaceWords.check)}
          </BusyButton>
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

async function storeText(text: string): Promise<Digest> {
  const file = new Blob([text], { type: 'text/plain' });
  return (await client.post('/api/v1/contents', { body: file, headers: { 'Content-Type': file.type } }))
    .digest;
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
