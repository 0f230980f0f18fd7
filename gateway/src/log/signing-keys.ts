// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa';
import type { LogKeyRole, NewLogKey } from '@guidang/chaincode/model';
import {
  cosignatureMessage,
  formatCheckpoint,
  formatSignatureLine,
  formatVerifierKey,
  keyLabel,
  logKeyName,
  possessionMessage,
  readVerifierKey,
  signatureTypes,
  subtreeMessage,
  timestamped,
} from '@guidang/chaincode/proof';
import type { Checkpoint, VerifierKey } from '@guidang/chaincode/proof';
import type { LogEntry } from '../identity';

/** The owner of the keys. */
export interface KeyHolder {
  readonly network: string;
  readonly organisation: string;
}

/** RFC 8410: the PKCS #8 prefix of a 32-byte Ed25519 seed. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An organisation's four keys for signing the log. Contains private keys: never log it. */
export class SigningKeys {
  readonly #log: Ed25519Key;
  readonly #cosigner: Ed25519Key;
  readonly #postQuantumCosigner: { readonly key: VerifierKey; readonly secretKey: Uint8Array };
  readonly #seal: Ed25519Key;
  /** The public keys, as the organisation registers them. */
  readonly publicKeys: readonly NewLogKey[];

  /** @param seeds 32 bytes each, in base64. */
  constructor(seeds: LogEntry['seeds'], { network, organisation }: KeyHolder) {
    const nameOf = (role: LogKeyRole): string => logKeyName(network, organisation, role);
    const { ed25519, cosignature, subtree } = signatureTypes;
    this.#log = ed25519Key(nameOf('log'), ed25519, seeds.log);
    this.#cosigner = ed25519Key(nameOf('cosigner'), cosignature, seeds.cosigner);
    const postQuantum = ml_dsa44.keygen(Buffer.from(seeds.postQuantumCosigner, 'base64'));
    const postQuantumVkey = formatVerifierKey(nameOf('cosigner'), subtree, postQuantum.publicKey);
    this.#postQuantumCosigner = { key: readVerifierKey(postQuantumVkey), secretKey: postQuantum.secretKey };
    this.#seal = ed25519Key(nameOf('seal'), ed25519, seeds.seal);
    const held = (role: LogKeyRole, vkey: string, signer: (message: Buffer) => Uint8Array): NewLogKey => {
      const signature = signer(possessionMessage(organisation, { role, vkey }));
      return { role, vkey, possession: Buffer.from(signature).toString('base64') };
    };
    const byEd25519 = (role: LogKeyRole, { vkey, privateKey }: Ed25519Key): NewLogKey =>
      held(role, vkey, (message) => sign(null, message, privateKey));
    this.publicKeys = [
      byEd25519('log', this.#log),
      byEd25519('cosigner', this.#cosigner),
      held('cosigner', postQuantumVkey, (message) => ml_dsa44.sign(postQuantum.secretKey, message)),
      byEd25519('seal', this.#seal),
    ];
  }

  /** Name and identifier of each key. */
  get labels(): readonly string[] {
    return this.publicKeys.map(({ vkey }) => keyLabel(readVerifierKey(vkey)));
  }

  /** The signature line as the log, for a proposed head. */
  signHead(head: Checkpoint): string {
    return signNote(formatCheckpoint(head), this.#log);
  }

  /** Both cosignature lines of a head; `time` in seconds since 1970. */
  cosign(head: Checkpoint, time: number): readonly string[] {
    const { key, secretKey } = this.#postQuantumCosigner;
    const ed25519 = sign(null, cosignatureMessage(head, time), this.#cosigner.privateKey);
    const postQuantum = ml_dsa44.sign(secretKey, subtreeMessage(head, time, key.name));
    return [
      formatSignatureLine(this.#cosigner.key, timestamped(time, ed25519)),
      formatSignatureLine(key, timestamped(time, postQuantum)),
    ];
  }

  /** The signature line below a report or an export. */
  seal(text: string): string {
    return signNote(text, this.#seal);
  }
}

interface Ed25519Key {
  readonly vkey: string;
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
}

function ed25519Key(name: string, type: VerifierKey['type'], seed: string): Ed25519Key {
  const der = Buffer.concat([pkcs8, Buffer.from(seed, 'base64')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const vkey = formatVerifierKey(name, type, Buffer.from(x, 'base64url'));
  return { vkey, key: readVerifierKey(vkey), privateKey };
}

function signNote(text: string, { key, privateKey }: Ed25519Key): string {
  return formatSignatureLine(key, sign(null, Buffer.from(text), privateKey));
}
