// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { roleWords } from '../../src/words/role-words';
import { client, queries } from '../shell/api';
import type { Session } from '../shell/api';
import { CheckSheet } from '../shell/check-sheet';
import { useSay } from '../shell/language';
import { NotSigned } from '../shell/not-signed';
import { ProblemNote } from '../shell/problem-note';
import { keysInMemory } from '../shell/sending';
import { derOf } from '../signing/certificate-request';
import { hexDigest } from '../shell/hex-digest';
import { canHoldKeys } from '../signing/own-key';
import { keyWords } from '../words/key-words';
import { officerWords } from '../words/officer-words';
import { workplaceWords } from '../words/workplace-words';

interface Props {
  readonly session: Session;
}

/** A certificate that an officer has brought, by its fingerprint: what it says the contract reads, and the list shows. */
export function RegisterCertificate({ session }: Props): ReactElement {
  const say = useSay();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [certificate, setCertificate] = useState('');
  const [keyFor] = useState(keysInMemory);
  const checking = useMutation({ mutationFn: () => fingerprintOf(certificate) });
  const registering = useMutation({
    mutationFn: () => {
      const body = { certificate };
      return client.post('/api/v1/registry/officers:register', { body, key: keyFor(body), role: 'governor' });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['officers'] });
      checking.reset();
      setCertificate('');
    },
  });
  if (!canHoldKeys()) return <p className="note unknown">{say(keyWords.unavailable)}</p>;
  return (
    <section>
      <button
        type="button"
        className="act-name"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {say(officerWords.register)}
      </button>
      <p role="status">{registering.isSuccess && `${say(workplaceWords.done)} ${registering.data.block}`}</p>
      {isOpen && (
        <form
          className="act"
          onSubmit={(event) => {
            event.preventDefault();
            registering.reset();
            checking.mutate();
          }}
        >
          {checking.isSuccess ? (
            <CheckSheet
              lines={[
                [say(workplaceWords.act), say(officerWords.registerAct)],
                [say(officerWords.certificate), <code className="long">{checking.data}</code>],
                [say(workplaceWords.inRole), say(roleWords.governor.name)],
                [say(workplaceWords.officer), session.officer],
              ]}
              label={say(workplaceWords.sign)}
              isSending={registering.isPending}
              onSign={() => {
                if (!registering.isPending) registering.mutate();
              }}
              onBack={() => {
                registering.reset();
                checking.reset();
              }}
            >
              <p>{say(officerWords.compare)}</p>
              {registering.isError && <ProblemNote error={registering.error} />}
            </CheckSheet>
          ) : (
            <>
              <label htmlFor={id}>{say(officerWords.pem)}</label>
              <textarea
                id={id}
                required
                rows={6}
                spellCheck={false}
                value={certificate}
                onChange={({ target }) => {
                  setCertificate(target.value);
                }}
              />
              {checking.isError && <ProblemNote error={checking.error} />}
              <button className="button">{say(workplaceWords.check)}</button>
            </>
          )}
        </form>
      )}
    </section>
  );
}

/** @throws {NotSigned} for what is no certificate. */
async function fingerprintOf(text: string): Promise<string> {
  const der = certificateIn(text);
  if (der === undefined) throw new NotSigned(officerWords.notPem);
  return hexDigest(der);
}

function certificateIn(text: string): ReturnType<typeof derOf> | undefined {
  try {
    const der = derOf(text);
    return der.length === 0 ? undefined : der;
  } catch {
    return undefined;
  }
}
