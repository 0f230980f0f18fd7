// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import {
  officerIdSchema,
  organisationIdSchema,
  roleSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../common/optional';
import { connectionSchema, peerConnectionSchema } from './connection';
import { dataHome } from './data-home';

const file = z.string().min(1);

/**
 * The name under which the organisation registers itself on the ledger, and the unified code of its governor's
 * department.
 */
const organisationSchema = z.strictObject({
  id: organisationIdSchema,
  name: z.string().min(1),
  /** Read from the settings of earlier versions, where a first governor had a department; of no effect. */
  code: unifiedCodeSchema.optional(),
});

/** Who may sign in, the same at every gateway of the organisation. */
const callersShape = {
  /** The OIDC issuer whose access tokens are accepted. */
  signIn: z.strictObject({
    issuer: z.url(),
    audience: z.string(),
    keysUrl: z.url(),
    tlsRootCertificateFile: file.optional(),
  }),
  /** Systems that sign in with a client certificate of the organisation's CA, by its hex SHA-256. */
  systems: z
    .array(
      z.strictObject({
        fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
        organisation: organisationIdSchema,
        officer: officerIdSchema,
        roles: z.array(roleSchema).min(1),
      }),
    )
    .default([]),
};

/** A licence to verify and to transfer, and who transfers it. */
const firstLookSchema = z.strictObject({
  licence: z.string(),
  object: z.string(),
  matter: z.string(),
  /** Made up: everybody sees it. */
  applicant: z.strictObject({ name: z.string(), number: z.string() }),
  officers: z.array(officerIdSchema).min(1),
});

const networkSchema = z.strictObject({
  connection: connectionSchema,
  /** A common connection profile, for a peer without the Gateway service; fabric-network then connects to it. */
  profileFile: file.optional(),
  organisation: organisationSchema,
  ...callersShape,
  /** This gateway as a confidential client of the issuer, at which officers sign in with a browser. Needs `publicUrl`. */
  browserSignIn: z.strictObject({ clientId: z.string().min(1), clientSecretFile: file }).optional(),
  /** The organisations' shared key for looking people up: 32 bytes in base64, mode 0600. */
  peopleKeyFile: file,
  /** The organisation that keeps a copy of every filed content. */
  archives: organisationIdSchema.default('archives'),
});

const readerSchema = z.strictObject({
  connection: peerConnectionSchema,
  ...callersShape,
  /** A copy of the first gateway's `keys/cursors`, mode 0600: pages of one list may come from both. */
  cursorKeyFile: file,
});

const settingsSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(3000),
  /** The address to listen on; by default only this machine. */
  host: z.string().min(1).default('127.0.0.1'),
  /** The folder of all the gateway's data. */
  dataFolder: z.string().min(1, 'must be a folder, such as /var/lib/guidang'),
  /** The proxies whose X-Forwarded-For is trusted: none, a number of hops, or these addresses. */
  trustProxy: z.union([z.literal(false), z.int().min(1), z.array(z.string().min(1))]).default(false),
  /** The public URL of this gateway; printed in QR codes. */
  publicUrl: z.url().optional(),
  /**
   * How long ago an officer may have proved who he is, in a browser, who decides, issues, registers or approves: by
   * default as long as the session lasts.
   */
  freshSignInMinutes: z.int().min(1).max(720).optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  contentBytesMax: z
    .int()
    .min(1)
    .default(1024 ** 3),
  /** Files that come in over several requests. */
  uploads: z
    .strictObject({
      bytesMax: z
        .int()
        .min(1)
        .default(16 * 1024 ** 3),
      /** How long one is kept after its last byte. */
      keptHours: z.int().min(1).max(720).default(72),
    })
    .prefault({}),
  /** Maximum concurrent requests; further ones are told to retry later. */
  requestsInFlightMax: z.int().min(1).max(100_000).default(512),
  storage: z
    .strictObject({
      /** Free space of the data folder's disk below which writes are refused. */
      reserveBytes: z
        .int()
        .min(0)
        .default(256 * 1024 ** 2),
    })
    .prefault({}),
  /** Fonts for characters of names that the built-in one lacks, in this order; what a document needs of them is embedded. */
  fonts: z
    .array(
      z.strictObject({
        file,
        /** The PostScript name of one font in a collection (.ttc). */
        family: z.string().min(1).optional(),
      }),
    )
    .max(16)
    .default([]),
  /** How many bytes of files a department may store: by default any number. */
  contentQuotas: z
    .strictObject({
      bytes: z.int().min(0).optional(),
      /** By the department's unified code. */
      departments: z.record(unifiedCodeSchema, z.int().min(0)).default({}),
    })
    .prefault({}),
  /** How long an Idempotency-Key, and the outcome of its write, is remembered. */
  idempotencyKeyDays: z.int().min(1).max(365).default(7),
  /** Of these, those of one officer. */
  callerInFlightMax: z.int().min(1).max(100_000).default(256),
  /** Serves metrics and documentation on a port of their own, and no longer beside the API. */
  operations: z
    .strictObject({ port: z.int().min(0).max(65_535), host: z.string().min(1).default('127.0.0.1') })
    .optional(),
  /** A ledger in this process, shared by several organisations: for a first look, tests and development. */
  embedded: z
    .strictObject({
      organisations: z.array(organisationSchema).min(1).max(16),
      /** What the front page invites to try: `npm start` has registered it. */
      firstLook: firstLookSchema.optional(),
    })
    .optional(),
  /** A real network, on which this gateway runs one organisation. */
  network: networkSchema.optional(),
  /** A real network, which this gateway only reads, beside the organisation's first gateway. */
  reader: readerSchema.optional(),
});

const configSchema = settingsSchema
  .refine(
    ({ embedded, network, reader }) =>
      [embedded, network, reader].filter((ledger) => ledger !== undefined).length === 1,
    'exactly one of `embedded`, `network` and `reader` says where the ledger is',
  )
  .refine(
    ({ network, publicUrl }) => network?.browserSignIn === undefined || publicUrl !== undefined,
    '`network.browserSignIn` needs `publicUrl`, to which the issuer sends browsers back',
  );

export type Config = z.infer<typeof configSchema>;
export type ReaderConfig = z.infer<typeof readerSchema>;
export type OrganisationSetup = z.infer<typeof organisationSchema>;
export type NetworkConfig = z.infer<typeof networkSchema>;

/**
 * Reads the configuration: the JSON file named by GUIDANG_CONFIG, if any, overridden by GUIDANG_PORT, GUIDANG_DATA,
 * GUIDANG_PUBLIC_URL and GUIDANG_LOG_LEVEL.
 * @param defaults used for settings that neither specifies.
 * @throws {Error} that names each invalid setting.
 */
export function readConfig(environment: NodeJS.ProcessEnv, defaults: object = {}): Config {
  const { GUIDANG_CONFIG, GUIDANG_PORT, GUIDANG_DATA, GUIDANG_PUBLIC_URL, GUIDANG_LOG_LEVEL } = environment;
  const stored = GUIDANG_CONFIG === undefined ? defaults : readStored(GUIDANG_CONFIG);
  const result = configSchema.safeParse({
    dataFolder: dataHome(environment),
    ...stored,
    ...(GUIDANG_PORT === undefined ? {} : { port: portIn(GUIDANG_PORT) }),
    ...optional({ dataFolder: GUIDANG_DATA, publicUrl: GUIDANG_PUBLIC_URL, logLevel: GUIDANG_LOG_LEVEL }),
  });
  if (result.success) return result.data;
  throw new Error(`the configuration is not usable:\n${settingsIn(result.error, environment)}`);
}

const portMax = 65_535;

/** @throws {Error} for a text that is no port: as a number it would be none at all. */
function portIn(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= portMax) return Number(text);
  throw new Error(
    `GUIDANG_PORT must be a port, 0 to ${portMax}, such as 3000; it is ${JSON.stringify(text)}`,
  );
}

/** @throws {Error} that names the file. */
function readStored(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`GUIDANG_CONFIG names ${file}, which cannot be read as JSON: ${reason}`, {
      cause: error,
    });
  }
}

/** The environment variables that settings come from. */
const variables: Readonly<Record<string, string>> = {
  dataFolder: 'GUIDANG_DATA',
  publicUrl: 'GUIDANG_PUBLIC_URL',
  logLevel: 'GUIDANG_LOG_LEVEL',
};

/** What is wrong, a line each, by the name under which it was given. */
function settingsIn({ issues }: z.ZodError, environment: NodeJS.ProcessEnv): string {
  return issues
    .map(({ path, message }) => {
      const variable = variables[String(path[0])];
      const given = variable === undefined ? undefined : environment[variable];
      const name = given === undefined || variable === undefined ? path.map(String).join('.') : variable;
      return `${name}: ${message}${given === undefined ? '' : `; it is ${JSON.stringify(given)}`}`;
    })
    .join('\n');
}
