// SPDX-License-Identifier: Apache-2.0
/** The contracts, and everything else that depends on Fabric. */
import type { Contract } from 'fabric-contract-api';
import { BatchContract } from './batch/contract';
import { CaseContract } from './case/contract';
import { CreditContract } from './case/credit-contract';
import { DossierContract } from './dossier/contract';
import { LicenceContract } from './licence/contract';
import { LogContract } from './log/contract';
import { MatterContract } from './matter/contract';
import { PersonContract } from './person/contract';
import { QueryContract } from './query/contract';
import { RecordContract } from './record/contract';
import { RegistryContract } from './registry/contract';

/** Every contract of the chaincode. */
export const contracts: (new () => Contract)[] = [
  BatchContract,
  RegistryContract,
  MatterContract,
  RecordContract,
  LicenceContract,
  CaseContract,
  CreditContract,
  DossierContract,
  PersonContract,
  LogContract,
  QueryContract,
];

export { ownerPolicy } from './ledger/endorsement';
