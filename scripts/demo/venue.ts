// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerName } from '@guidang/gateway';
import { ApiClient } from '../api-client';
import type { LedgerPosition } from '../api-client';
import { dataFolder } from '../data-folder';
import { organisations } from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import type { SignInAs } from './seed';
import { whileStopped } from './stopped-gateway';
import type { Stopping } from './stopped-gateway';

/** A deployment that the demo can run on: its sign-ins and gateways. */
export interface Venue {
  readonly name: string;
  /** The ledger's name, which commands must contain to be valid here. */
  readonly ledger: LedgerName;
  readonly signIn: SignInAs;
  /** How long an act waits for an organisation that is down; by default not at all. */
  readonly waitMs?: number;
  /** Organisations whose gateways answer. */
  readonly present: ReadonlySet<OrganisationId>;
  /** Runs something while no gateway answers, if the demo may stop it. */
  readonly whileStopped?: (stopping: Stopping, act: () => Promise<void>) => Promise<void>;
  /** Whether departments and officers are registered already, as `npm start` does. */
  readonly seeded: boolean;
}

export const organisationIds = Object.keys(organisations) as OrganisationId[];

/** The embedded default: one gateway for all organisations, and the tokens that it wrote at its start. */
export function embeddedVenue(environment: NodeJS.ProcessEnv, position: LedgerPosition): Venue {
  const url = environment['GUIDANG_URL'] ?? `http://localhost:${environment['GUIDANG_PORT'] ?? '3000'}`;
  const folder = dataFolder(environment);
  const tokens = readTokens(join(folder, 'demo-tokens.json'));
  return {
    name: `the embedded default at ${url}, which has the trust of one machine`,
    ledger: { network: 'guidang-embedded', channel: 'records' },
    signIn: ({ id }) => {
      const token = tokens[id];
      return token === undefined
        ? Promise.reject(new Error(`there is no sign-in for ${id}: is the gateway of this version?`))
        : Promise.resolve(new ApiClient({ url, token, position }));
    },
    present: new Set(organisationIds),
    whileStopped: (stopping, act) => whileStopped({ url, dataFolder: folder }, stopping, act),
    seeded: true,
  };
}

function readTokens(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  } catch (cause) {
    throw new Error(`no sign-ins in ${file}: run \`npm start\` first, with the same GUIDANG_DATA`, { cause });
  }
}
