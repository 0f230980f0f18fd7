// SPDX-License-Identifier: Apache-2.0
import type { NewLogKey } from '@guidang/chaincode/model';
import type { Level } from 'level';
import type { AccessTokenVerifier, BuiltInIssuer, CertificateAuthority, Wallet } from '../identity';
import type { LedgerName, LedgerPort } from '../ledger/port';
import type { Founding } from '../config/config';
import type { OwnKeys } from '../log/own-keys';
import type { HttpWitness } from '../log/witness-peer';
import type { ContentHandover } from '../reaction/handover';

/** An organisation that this gateway acts for, and its ways to the ledger and to its CA. */
export interface BackedOrganisation {
  readonly founding: Founding;
  readonly ledger: LedgerPort;
  readonly authority: CertificateAuthority;
  /** The keys with which it signs for the log, registered when it is founded; absent where it keeps none. */
  readonly logKeys?: readonly NewLogKey[];
}

/** What differs between the embedded default and a network; all else of a gateway is the same. */
export interface Backing {
  readonly kind: 'embedded' | 'network';
  readonly ledgerName: LedgerName;
  readonly organisations: readonly BackedOrganisation[];
  readonly tokens: AccessTokenVerifier;
  readonly log: LogBacking;
  /** The embedded default signs people in by itself. */
  readonly issuer?: BuiltInIssuer;
  /** 32 bytes, common to the organisations. */
  readonly peopleKey: Buffer;
  /** TLS of the HTTP server; the embedded default listens on loopback without. */
  readonly tls?: { readonly key: string; readonly certificate: string; readonly clientRoots: string };
  /** Where filed contents are handed to; absent where there is one store only. */
  readonly handover?: ContentHandover;
  close(): Promise<void>;
}

/** With what, and with whom, a gateway keeps the log. */
export interface LogBacking {
  readonly own: OwnKeys;
  /** The organisations of the network that keep the log. */
  readonly members: readonly string[];
  /** The gateways of the others. */
  readonly peers: readonly HttpWitness[];
}

/** What a backing is made from. */
export interface BackingOptions {
  readonly dataFolder: string;
  readonly store: Level;
  readonly wallet: Wallet;
}
