// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@guidang/chaincode/model';
import { keyLabel, readSignatureLine, verifyMessage } from '@guidang/chaincode/proof';
import type { NoteSignature } from '@guidang/chaincode/proof';
import type { RegisteredKeys } from './registered-keys';
import type { SealClaim } from './seal-claim';

/** What is known of a seal here. */
type SealFinding =
  | { readonly seal: 'holds'; readonly sealedBy: string }
  /** By a key that is not on this ledger, or is retired, so that what it signed must be dated first. */
  | { readonly seal: 'unknown' }
  | { readonly seal: 'broken' };

/** Checks seals that others present, by the keys of the ledger. */
export class Seals {
  readonly #registered: Pick<RegisteredKeys, 'all'>;

  constructor(registered: Pick<RegisteredKeys, 'all'>) {
    this.#registered = registered;
  }

  async check({ text, line }: SealClaim): Promise<SealFinding> {
    const signed = signatureIn(line);
    if (signed === undefined) return { seal: 'broken' };
    const keys = await this.#registered.all();
    const key = keys.find((each) => each.role === 'seal' && keyLabel(each) === keyLabel(signed));
    if (key === undefined) return { seal: 'unknown' };
    if (!verifyMessage(key, Buffer.from(text), signed.signature)) return { seal: 'broken' };
    return key.status === 'current' ? { seal: 'holds', sealedBy: key.organisation } : { seal: 'unknown' };
  }
}

function signatureIn(line: string): NoteSignature | undefined {
  try {
    return readSignatureLine(line.replace(/\n$/, ''));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
