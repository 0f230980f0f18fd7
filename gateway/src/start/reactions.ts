// SPDX-License-Identifier: Apache-2.0
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { DeadLetters } from '../reaction/dead-letters';
import type { DeadLetter } from '../reaction/dead-letters';
import type { ActingOptions, ContentTransfer } from '../reaction/content-transfer';
import { GivePart } from '../reaction/give-part';
import { GivePartHere } from '../reaction/give-part-here';
import { SendContent } from '../reaction/send-content';
import { PrintLicence } from '../reaction/print-licence';
import { runReactor } from '../reaction/reactor';
import type { Reaction } from '../reaction/reactor';
import { systemOfficer } from '../reaction/system-officer';
import { quotaIn } from './parts';
import type { Parts } from './parts';
import type { TransferServer } from '../http/transfer/transfer-server';
import { listenForContents, receiveContents } from './receive-contents';
import type { BuiltServices } from './services';
import { watchReactions } from './watch-reactions';

/** How long, at the end, an arrival may take to be recorded: its sender repeats what got no answer. */
const arrivalMs = 5_000;

interface ReactionOptions {
  readonly parts: Parts;
  readonly services: BuiltServices;
  /** This gateway's endpoints for others. */
  readonly publicUrl: string;
  readonly metrics: Registry;
}

/** The gateway's automatic reactions. */
export interface Reactions {
  close(): Promise<void>;
}

/**
 * Starts the reactions: prints licences, sends contents to the archives and with parts of joint cases, and receives
 * contents.
 * @throws {Error} when it cannot listen for contents.
 */
export async function startReactions(options: ReactionOptions): Promise<Reactions> {
  const { services, parts } = options;
  const { store, deployment, logger, clock } = parts;
  const stop = new AbortController();
  const onFailure = (reaction: string, { id }: { id: string }, error: unknown): void => {
    logger.warn({ reaction, event: id, error }, 'a reaction failed; it will be tried again');
  };
  const onDeadLetter = (reaction: string, { event, cause, failures }: DeadLetter): void => {
    logger.error({ reaction, event, cause, failures }, 'a reaction keeps failing; it is tried now and then');
  };
  const contentTransfer = deployment.kind === 'network' ? deployment.contentTransfer : undefined;
  const receiver = contentTransfer === undefined ? undefined : await receive(contentTransfer, options);
  const reactions: Reaction[] = [
    new PrintLicence(printOptions(options)),
    new GivePartHere({
      ...actingOptions(options),
      organisations: new Set(parts.context.organisations.keys()),
      store: parts.contents,
    }),
    ...(contentTransfer === undefined ? [] : sending(contentTransfer, options)),
  ];
  deadLetterMetrics(options, reactions);
  const common = { events: services.events, store, clock, onFailure, onDeadLetter };
  const running = watchReactions({
    running: Object.fromEntries(
      reactions.map((reaction) => [reaction.name, runReactor({ ...common, reaction }, stop.signal)]),
    ),
    logger,
    metrics: options.metrics,
  });
  return {
    close: async () => {
      stop.abort();
      await running;
      await receiver?.close(arrivalMs);
    },
  };
}

function sending(contentTransfer: ContentTransfer, options: ReactionOptions): Reaction[] {
  const { contents } = options.parts;
  const acting = actingOptions(options);
  const toParts = contentTransfer.others.map((to) => new GivePart(contentTransfer, to, contents, acting));
  return contentTransfer.to === undefined
    ? toParts
    : [new SendContent(contentTransfer, contents, acting), ...toParts];
}

/** The number of dead letters, by kind of reaction. */
function deadLetterMetrics(
  { parts: { store }, metrics }: ReactionOptions,
  reactions: readonly Reaction[],
): void {
  const counted = reactions.map(({ name }) => ({ name, letters: new DeadLetters(store, name) }));
  new Gauge({
    name: 'guidang_reaction_dead_letters',
    help: 'Events whose reaction keeps failing, by kind of reaction: above 0, see the log',
    labelNames: ['kind'],
    registers: [metrics],
    async collect() {
      for (const { name, letters } of counted) this.set({ kind: name }, await letters.count());
    },
  });
}

function actingOptions({
  parts: { context, contentHolders, projection },
  services: { commands },
}: ReactionOptions): ActingOptions {
  return {
    contentHolders,
    projection,
    commands,
    systemOfficer: (organisation) => systemOfficer(organisation, context.officers, projection),
  };
}

function printOptions(options: ReactionOptions): ConstructorParameters<typeof PrintLicence>[0] {
  const { parts, services, publicUrl } = options;
  const { context, contents } = parts;
  return {
    ...actingOptions(options),
    organisations: new Set(context.organisations.keys()),
    contents,
    contentUsage: parts.contentUsage,
    persons: services.persons,
    publicUrl,
    saltKey: parts.renditionSaltKey,
    printer: parts.printer,
  };
}

async function receive(
  contentTransfer: ContentTransfer,
  options: ReactionOptions,
): Promise<TransferServer | undefined> {
  const { contents, contentUsage, config, logger } = options.parts;
  if (contentTransfer.listenUrl === undefined) return undefined;
  const receiver = receiveContents({
    contentTransfer,
    store: contents,
    contentUsage,
    quotaBytesOf: quotaIn(config),
    ...actingOptions(options),
    contentBytesMax: Math.max(config.contentBytesMax, config.uploads.bytesMax),
    onFailure: (error) => {
      logger.warn({ error }, 'taking a content in failed');
    },
  });
  await listenForContents(receiver.server, contentTransfer.listenUrl);
  return receiver;
}
