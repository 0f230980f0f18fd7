// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa';
import { formatCheckpoint } from '../log/checkpoint';
import type { Checkpoint } from '../log/checkpoint';
import { cosignatureMessage, subtreeMessage, timestamped } from '../log/cosignature';
import { logKeyName, logOrigin } from '../log/keys';
import type { LogKeyRole, NewLogKey } from '../log/model';
import { formatSignatureLine } from '../log/note';
import { possessionMessage } from '../log/possession';
import { formatVerifierKey, keyLabel, readVerifierKey, signatureTypes } from '../log/verifier-key';
import { network } from './world';

/** RFC 8410: the PKCS #8 prefix of a 32-byte Ed25519 seed. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

interface Ed25519Key extends NewLogKey {
  readonly privateKey: KeyObject;
}

interface Secret {
  readonly privateKey?: KeyObject;
  readonly secretKey?: Uint8Array;
}

/** A head of the test network's log, of any size; its root derives from `seed`. */
export function testHead(size: number, seed = size): Checkpoint {
  return { origin: logOrigin(network), size, root: createHash('sha256').update(String(seed)).digest() };
}

/** The four keys of an organisation, derived from its name and generation. */
export class LogSigner {
  readonly #organisation: string;
  readonly log: Ed25519Key;
  readonly cosigner: Ed25519Key;
  readonly postQuantumCosigner: NewLogKey & { readonly secretKey: Uint8Array };
  readonly seal: Ed25519Key;

  constructor(organisation: string, generation = 0) {
    this.#organisation = organisation;
    const seed = (purpose: string): Buffer =>
      createHash('sha256').update(`${organisation} ${generation} ${purpose}`).digest();
    const nameOf = (role: LogKeyRole): string => logKeyName(network, organisation, role);
    const ed25519 = (role: LogKeyRole, type: 0x01 | 0x04): Ed25519Key => {
      const privateKey = createPrivateKey({
        key: Buffer.concat([pkcs8, seed(role)]),
        format: 'der',
        type: 'pkcs8',
      });
      const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
      return { role, vkey: formatVerifierKey(nameOf(role), type, Buffer.from(x, 'base64url')), privateKey };
    };
    this.log = ed25519('log', signatureTypes.ed25519);
    this.cosigner = ed25519('cosigner', signatureTypes.cosignature);
    this.seal = ed25519('seal', signatureTypes.ed25519);
    const { publicKey, secretKey } = ml_dsa44.keygen(seed('quantum'));
    const vkey = formatVerifierKey(nameOf('cosigner'), signatureTypes.subtree, publicKey);
    this.postQuantumCosigner = { role: 'cosigner', vkey, secretKey };
  }

  /** The public keys, as the organisation registers them. */
  get keys(): NewLogKey[] {
    const keys = [this.log, this.cosigner, this.postQuantumCosigner, this.seal];
    return keys.map(({ role, vkey, ...secret }) => ({
      role,
      vkey,
      possession: this.#possession({ role, vkey }, secret),
    }));
  }

  #possession(key: Pick<NewLogKey, 'role' | 'vkey'>, secret: Secret): string {
    const message = possessionMessage(this.#organisation, key);
    const signature =
      secret.privateKey === undefined
        ? ml_dsa44.sign(this.postQuantumCosigner.secretKey, message)
        : sign(null, message, secret.privateKey);
    return Buffer.from(signature).toString('base64');
  }

  get labels(): string[] {
    return this.keys.map(({ vkey }) => keyLabel(readVerifierKey(vkey)));
  }

  /** The three signature lines of a head that it proposes; `time` in seconds since 1970. */
  propose(head: Checkpoint, time: number): string[] {
    return [this.signHead(head), ...this.cosign(head, time)];
  }

  /** Its signature line as the log. */
  signHead(head: Checkpoint): string {
    return line(this.log, sign(null, Buffer.from(formatCheckpoint(head)), this.log.privateKey));
  }

  /** Its two cosignature lines; `time` in seconds since 1970. */
  cosign(head: Checkpoint, time: number): [ed25519: string, quantum: string] {
    const { name } = readVerifierKey(this.cosigner.vkey);
    const ed25519 = sign(null, cosignatureMessage(head, time), this.cosigner.privateKey);
    const quantum = ml_dsa44.sign(this.postQuantumCosigner.secretKey, subtreeMessage(head, time, name));
    return [
      line(this.cosigner, timestamped(time, ed25519)),
      line(this.postQuantumCosigner, timestamped(time, quantum)),
    ];
  }
}

function line({ vkey }: NewLogKey, signature: Uint8Array): string {
  return formatSignatureLine(readVerifierKey(vkey), signature);
}
