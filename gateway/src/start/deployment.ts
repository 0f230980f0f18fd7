// SPDX-License-Identifier: Apache-2.0
import type { NewLogKey } from '@guidang/chaincode/model';
import type { Level } from 'level';
import type { OrganisationSetup } from '../config/config';
import type { DataFolder } from './data-folder';
import type { AccessTokenVerifier, BuiltInIssuer, CertificateAuthority, Wallet } from '../identity';
import type { EmbeddedLedger } from '../ledger/embedded';
import type { LedgerName, LedgerPort } from '../ledger/port';
import type { Storage } from '../storage';
import type { OwnKeys } from '../log/own-keys';
import type { HttpWitness } from '../log/witness-peer';
import type { ContentTransfer } from '../reaction/content-transfer';

/** An organisation that this gateway acts for, with its ledger port and its CA. */
export interface DeployedOrganisation {
  readonly setup: OrganisationSetup;
  readonly ledger: LedgerPort;
  readonly authority: CertificateAuthority;
  /** The keys with which it signs for the log, registered with the organisation; absent if it keeps no log. */
  readonly logKeys?: readonly NewLogKey[];
}

interface CommonDeployment {
  readonly ledgerName: LedgerName;
  readonly organisations: readonly DeployedOrganisation[];
  readonly tokens: AccessTokenVerifier;
  readonly log: LogDeployment;
  /** 32 bytes, shared by the organisations. */
  readonly peopleKey: Buffer;
  close(): Promise<void>;
}

/** All organisations on a ledger in this process. */
export interface EmbeddedDeployment extends CommonDeployment {
  readonly kind: 'embedded';
  readonly ledger: EmbeddedLedger;
  /** Its built-in token issuer. */
  readonly issuer: BuiltInIssuer;
}

/** One organisation of a real network. */
export interface NetworkDeployment extends CommonDeployment {
  readonly kind: 'network';
  /** TLS of the HTTP server; the embedded default listens on loopback without it. */
  readonly tls: { readonly key: string; readonly certificate: string; readonly clientRoots: string };
  /** How filed contents are transferred; the embedded default has a single store. */
  readonly contentTransfer: ContentTransfer;
}

/** What differs between the embedded default and a network; everything else is the same. */
export type Deployment = EmbeddedDeployment | NetworkDeployment;

/** The keys and the other gateways needed to keep the log. */
export interface LogDeployment {
  readonly own: OwnKeys;
  /** The organisations of the network that keep the log. */
  readonly members: readonly string[];
  /** The other organisations' gateways. */
  readonly peers: readonly HttpWitness[];
}

/** The inputs from which a deployment is made. */
export interface DeploymentOptions {
  readonly folder: DataFolder;
  readonly store: Level;
  readonly wallet: Wallet;
  readonly storage: Storage;
}
