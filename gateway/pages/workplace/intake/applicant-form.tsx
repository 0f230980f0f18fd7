// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { citizenNumberType, readPasted } from '@guidang/chaincode/model';
import { client } from '../shell/api';
import { BusyButton } from '../shell/busy-button';
import { useSay } from '../shell/language';
import { keysInMemory } from '../shell/sending';
import { ProblemNote } from '../shell/problem-note';
import { workplaceWords } from '../words/workplace-words';
import type { Party } from './intake-view';

interface Props {
  readonly party: Party | undefined;
  readonly onParty: (party: Party | undefined) => void;
}

/** Who applies. A person's name and number stay in this form's memory, and go to the private data. */
export function ApplicantForm({ party, onParty }: Props): ReactElement {
  const say = useSay();
  const [kind, setKind] = useState<'person' | 'body'>('person');
  if (party !== undefined) {
    return (
      <div className="note good">
        <p>
          {say('person' in party ? workplaceWords.personEntered : workplaceWords.body)}{' '}
          <code>{'person' in party ? party.person : party.organisation}</code>
        </p>
        <button
          type="button"
          className="link"
          onClick={() => {
            onParty(undefined);
          }}
        >
          {say(workplaceWords.otherApplicant)}
        </button>
      </div>
    );
  }
  return (
    <>
      <fieldset className="choices">
        <legend>{say(workplaceWords.whoApplies)}</legend>
        {(['person', 'body'] as const).map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="applicant-kind"
              checked={kind === one}
              onChange={() => {
                setKind(one);
              }}
            />
            {say(workplaceWords[one])}
          </label>
        ))}
      </fieldset>
      {kind === 'person' ? <PersonForm onParty={onParty} /> : <BodyForm onParty={onParty} />}
    </>
  );
}

function PersonForm({ onParty }: Pick<Props, 'onParty'>): ReactElement {
  const say = useSay();
  const id = useId();
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  // No second entry of the same person, if the answer to the first does not arrive.
  const [keyOf] = useState(keysInMemory);
  const entering = useMutation({
    mutationFn: () => {
      const body = { schema: 1 as const, name, numberType: citizenNumberType, number };
      return client.post('/api/v1/persons', { body, key: keyOf(body) });
    },
  });
  const enter = (): void => {
    entering.mutate(undefined, {
      // Only as long as this form is open, and says the same.
      onSuccess: ({ person, commitment }) => {
        onParty({ person, commitment });
      },
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <p className="hint">{say(workplaceWords.personPrivate)}</p>
      <label htmlFor={`${id}-name`}>{say(workplaceWords.personName)}</label>
      <input
        id={`${id}-name`}
        required
        autoComplete="off"
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          entering.reset();
        }}
      />
      <label htmlFor={`${id}-number`}>{say(workplaceWords.citizenNumber)}</label>
      <input
        id={`${id}-number`}
        required
        autoComplete="off"
        spellCheck={false}
        value={number}
        onChange={({ target }) => {
          setNumber(target.value);
          entering.reset();
        }}
      />
      {entering.isError && <ProblemNote error={entering.error} />}
      <BusyButton isBusy={entering.isPending}>{say(workplaceWords.next)}</BusyButton>
      <p role="status">{entering.isPending && say(workplaceWords.sending)}</p>
    </form>
  );
}

function BodyForm({ onParty }: Pick<Props, 'onParty'>): ReactElement {
  const say = useSay();
  const id = useId();
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onParty({ organisation: readPasted('code', code) });
      }}
    >
      <label htmlFor={id}>{say(workplaceWords.unifiedCode)}</label>
      <input
        id={id}
        required
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={({ target }) => {
          setCode(target.value);
        }}
      />
      <button className="button">{say(workplaceWords.next)}</button>
    </form>
  );
}
