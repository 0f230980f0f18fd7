// SPDX-License-Identifier: Apache-2.0
import type { NewLogKey } from '@guidang/chaincode/model';
import type { Level } from 'level';
import type { OrganisationSetup } from '../config/config';
import type { DataFolder } from './data-folder';
import type { AccessTokenVerifier, BuiltInIssuer, CertificateAuthority, Wallet } from '../identity';
import type { EmbeddedLedger } from '../ledger/embedded';
import type { LedgerName, LedgerPort } from '../ledger/port';
import type { OwnKeys } from '../log/own-keys';
import type { HttpWitness } from '../log/witness-peer';
import type { ContentHandover } from '../reaction/handover';

/** An organisation that this gateway acts for, and its ways to the ledger and to its CA. */
export interface DeployedOrganisation {
  readonly setup: OrganisationSetup;
  readonly ledger: LedgerPort;
  readonly authority: CertificateAuthority;
  /** The keys with which it signs for the log, registered with the organisation; absent where it keeps none. */
  readonly logKeys?: readonly NewLogKey[];
}

interface CommonDeployment {
  readonly ledgerName: LedgerName;
  readonly organisations: readonly DeployedOrganisation[];
  readonly tokens: AccessTokenVerifier;
  readonly log: LogDeployment;
  /** 32 bytes, common to the organisations. */
  readonly peopleKey: Buffer;
  close(): Promise<void>;
}

/** All organisations on a ledger in this process. */
export interface EmbeddedDeployment extends CommonDeployment {
  readonly kind: 'embedded';
  readonly ledger: EmbeddedLedger;
  /** It signs people in by itself. */
  readonly issuer: BuiltInIssuer;
}

/** One organisation of a real network. */
export interface NetworkDeployment extends CommonDeployment {
  readonly kind: 'network';
  /** TLS of the HTTP server; the embedded default listens on loopback without. */
  readonly tls: { readonly key: string; readonly certificate: string; readonly clientRoots: string };
  /** How filed contents travel; with the embedded default there is one store only. */
  readonly handover: ContentHandover;
}

/** What differs between the embedded default and a network; all else of a gateway is the same. */
export type Deployment = EmbeddedDeployment | NetworkDeployment;

/** With what, and with whom, a gateway keeps the log. */
export interface LogDeployment {
  readonly own: OwnKeys;
  /** The organisations of the network that keep the log. */
  readonly members: readonly string[];
  /** The gateways of the others. */
  readonly peers: readonly HttpWitness[];
}

/** What a deployment is made from. */
export interface DeploymentOptions {
  readonly folder: DataFolder;
  readonly store: Level;
  readonly wallet: Wallet;
}
