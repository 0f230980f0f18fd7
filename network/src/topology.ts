// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Used as host names, folder names and Fabric's own names: the strictest rule of the three. */
const name = z.string().regex(/^[a-z][a-z0-9]{0,31}$/, 'lower-case letters and digits, a letter first');

/** Of an organisation: each further reader takes a port and a query store. */
export const readersMax = 4;

const organisationSchema = z.strictObject({
  name,
  mspId: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/),
  host: z.string().regex(/^[a-z0-9][a-z0-9.-]*[a-z][a-z0-9-]*$/i, 'a host name: TLS names no addresses'),
  firstPort: z.int().min(1024).max(60000),
  /** Gateways beside the first one that serve lists and verdicts only; may change at every `up`. */
  readers: z.int().min(0).max(readersMax).default(0),
});

const collectionSchema = z.strictObject({
  name,
  members: z.array(name).min(3, 'with fewer than three members one stopped peer stops the collection'),
});

/**
 * How blocks are cut; docs/performance/history.md has the sweep that chose the values. They are in the genesis block:
 * an existing network keeps its own.
 */
const blocksSchema = z.strictObject({
  /** How long an orderer waits for further transactions before it cuts a block. */
  interval: z.string().regex(/^[1-9][0-9]{0,4}ms$/, 'milliseconds, such as 20ms'),
  messagesMax: z.int().min(1).max(10_000),
  preferredBytes: z.string().regex(/^[1-9][0-9]{0,4} [KM]B$/, 'such as 512 KB or 2 MB'),
});

const topologySchema = z
  .strictObject({
    network: name,
    channel: name,
    ordering: z.enum(['bft', 'raft']),
    blocks: blocksSchema.default({ interval: '20ms', messagesMax: 500, preferredBytes: '2 MB' }),
    organisations: z.array(organisationSchema).min(1).max(16),
    chaincode: z.strictObject({
      name,
      server: z.string().min(1),
      collections: z.array(collectionSchema).max(16),
    }),
  })
  .superRefine((topology, context) => {
    const problem = firstProblem(topology);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

export type Topology = z.infer<typeof topologySchema>;
export type TopologyOrganisation = z.infer<typeof organisationSchema>;
export type TopologyCollection = z.infer<typeof collectionSchema>;
export type Ordering = Topology['ordering'];

/** The ports of one organisation, as offsets from its first one. */
const portOf = {
  authority: 0,
  orderer: 1,
  ordererAdmin: 2,
  ordererOperations: 3,
  peer: 4,
  peerChaincode: 5,
  peerOperations: 6,
  gateway: 7,
  content: 8,
  issuer: 9,
} as const;

export type Service = keyof typeof portOf;

/**
 * Chaincode servers have ports from here on: two for each chaincode, so that a new version starts beside the old one.
 */
const firstChaincodePort = 10;
const portsPerOrganisation = 50;
/** Readers have the last ports. */
const firstReaderPort = portsPerOrganisation - readersMax;
export const chaincodesMax = (firstReaderPort - firstChaincodePort) / 2;

/**
 * Validates a topology.
 * @throws Error that names every invalid field.
 */
export function parseTopology(value: unknown): Topology {
  const result = topologySchema.safeParse(value);
  if (!result.success) throw new Error(`The topology is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Reads the topology file; `ordering`, `portsOffset` and `readers` override its values. */
export function readTopology(
  file: string,
  change: {
    readonly ordering?: Ordering;
    readonly portsOffset?: number;
    readonly readers?: Readonly<Record<string, number>>;
  } = {},
): Topology {
  const topology = parseTopology(parse(readFileSync(file, 'utf8')));
  const offset = change.portsOffset ?? 0;
  return parseTopology({
    ...topology,
    ordering: change.ordering ?? topology.ordering,
    organisations: topology.organisations.map((each) => ({
      ...each,
      firstPort: each.firstPort + offset,
      readers: change.readers?.[each.name] ?? each.readers,
    })),
  });
}

export function port(organisation: TopologyOrganisation, service: Service): number {
  return organisation.firstPort + portOf[service];
}

/** The ports of an organisation's readers. */
export function readerPorts({ firstPort, readers }: TopologyOrganisation): readonly number[] {
  return Array.from({ length: readers }, (_, index) => firstPort + firstReaderPort + index);
}

/** The address of a service, as `host:port`. */
export function address(organisation: TopologyOrganisation, service: Service): string {
  return `${organisation.host}:${port(organisation, service)}`;
}

/** Sequences n and n + 1 of a chaincode use different ports, since both run during an upgrade. */
export function chaincodePort(organisation: TopologyOrganisation, slot: number, sequence: number): number {
  return organisation.firstPort + firstChaincodePort + 2 * slot + (sequence % 2);
}

function firstProblem(topology: Topology): string | undefined {
  const names = topology.organisations.map((each) => each.name);
  if (new Set(names).size !== names.length) return 'two organisations have one name';
  if (topology.ordering === 'bft' && names.length < 4) {
    return 'BFT ordering needs four organisations: n = 3f + 1';
  }
  const unknown = topology.chaincode.collections
    .flatMap((each) => each.members)
    .find((each) => !names.includes(each));
  if (unknown !== undefined) return `a collection names ${unknown}, which is no organisation`;
  return portProblem(topology.organisations);
}

function portProblem(organisations: readonly TopologyOrganisation[]): string | undefined {
  const sorted = [...organisations].sort((a, b) => a.firstPort - b.firstPort);
  const clash = sorted.findIndex((each, index) => {
    const next = sorted[index + 1];
    return next?.host === each.host && next.firstPort - each.firstPort < portsPerOrganisation;
  });
  return clash < 0
    ? undefined
    : `${sorted[clash]?.name ?? ''} needs ${portsPerOrganisation} ports: the next organisation starts too early`;
}
