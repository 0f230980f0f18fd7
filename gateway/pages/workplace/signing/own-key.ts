// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useContext } from 'react';
import { client } from '../shell/api';
import type { Asked, Session } from '../shell/api';
import { hexDigest } from '../shell/hex-digest';
import { NotSigned } from '../shell/not-signed';
import { officerIn, OfficerContext } from '../shell/officer';
import { keyWords } from '../words/key-words';
import { certificateRequest, derOf, keyAlgorithm } from './certificate-request';

/**
 * An officer's key in this browser: what the store holds of the private key can sign, and cannot be read, by this page
 * or any other (Web Cryptography section 18.4).
 */
export interface OwnKey {
  /** Whose it is, as the header `Guidang-Officer` says it. */
  readonly owner: string;
  readonly privateKey: CryptoKey;
  /** In PEM, for the governor who registers it. */
  readonly certificate: string;
  /** Hex SHA-256 of the certificate: its name in the registry. */
  readonly fingerprint: string;
  /** The ledger that it signs for: no later answer of a gateway leads it to another one. */
  readonly ledgerName: Asked['ledgerName'];
  /** Since the registry was once seen to know it, nothing is signed otherwise in its place without being asked for. */
  readonly isRegistered: boolean;
}

/** A key, and why nobody could be asked whether it is registered, which is not to say that it is not. */
export type FoundKey = OwnKey & { readonly unasked?: unknown };

/** Pages on plain HTTP in an intranet have no cryptography. */
export function canHoldKeys(): boolean {
  return isSecureContext;
}

/**
 * Makes a key, and has the organisation's CA certify it; one that was here before is gone.
 * @throws {Problem} of the gateway; {NotSigned} if the certificate is for another key.
 */
export async function makeKey(session: Session, ledgerName: Asked['ledgerName']): Promise<OwnKey> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
  const request = await certificateRequest(keys, session.officer);
  const { certificate } = await client.post('/api/v1/session/certificates', { body: { request } });
  const der = derOf(certificate);
  if (!holds(der, new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)))) {
    throw new NotSigned(keyWords.otherKey);
  }
  const key: OwnKey = {
    owner: officerIn(session),
    privateKey: keys.privateKey,
    certificate,
    fingerprint: await hexDigest(der),
    ledgerName,
    isRegistered: false,
  };
  await inStore('readwrite', (store) => store.put(key));
  return key;
}

/** The officer's key in this browser; null where there is none, or the browser keeps nothing for anybody. */
export async function openKey(owner: string): Promise<FoundKey | null> {
  if (!canHoldKeys()) return null;
  const found = (await inStore('readonly', (store) => store.get(owner)).catch(() => undefined)) as unknown;
  if (found === undefined) return null;
  const key = found as OwnKey;
  if (key.isRegistered) return key;
  try {
    if (!(await isEntered(key))) return key;
  } catch (unasked) {
    return { ...key, unasked };
  }
  const known = { ...key, isRegistered: true };
  await inStore('readwrite', (store) => store.put(known));
  return known;
}

export async function forgetKey(owner: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(owner));
}

/** As {@link openKey}, as long as the page is open. */
export function useOwnKey(): UseQueryResult<FoundKey | null> {
  const owner = useContext(OfficerContext);
  return useQuery({ queryKey: ['own-key', owner], queryFn: () => openKey(owner) });
}

async function isEntered({ owner, fingerprint }: OwnKey): Promise<boolean> {
  const [organisation = '', id = ''] = owner.split('/');
  for await (const entry of client.items('/api/v1/registry/officers', { query: { organisation, id } })) {
    if (entry.certificate === fingerprint) return entry.status === 'active';
  }
  return false;
}

function holds(whole: Uint8Array, part: Uint8Array): boolean {
  const last = whole.length - part.length;
  for (let at = 0; at <= last; at += 1) if (part.every((byte, by) => whole[at + by] === byte)) return true;
  return false;
}

const databaseName = 'guidang-keys';
const storeName = 'keys';

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(storeName, { keyPath: 'owner' });
  };
  const database = await settled(opening);
  try {
    return await settled(act(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('the store of keys does not answer'));
    };
  });
}
