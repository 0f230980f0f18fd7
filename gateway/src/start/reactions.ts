// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Server } from 'node:https';
import type { Level } from 'level';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { Config } from '../config/config';
import type { ContentStore } from '../content';
import type { Projection } from '../projection';
import { DeadLetters, type DeadLetter } from '../reaction/dead-letters';
import { HandOver, type ContentHandover } from '../reaction/handover';
import { PrintLicence } from '../reaction/print-licence';
import { runReactor, type Reaction } from '../reaction/reactor';
import { systemOfficer } from '../reaction/system-officer';
import type { Access } from '../application/gateway-context';
import type { Backing } from './backing';
import { receiveContents } from './receive-contents';
import type { Serving } from './serve';
import type { BuiltServices } from './services';

export interface ReactionOptions {
  readonly access: Access;
  readonly backing: Backing;
  readonly projection: Projection;
  readonly contents: ContentStore;
  readonly store: Level;
  readonly services: BuiltServices;
  readonly config: Config;
  readonly serving: Serving;
  readonly metrics: Registry;
  readonly logger: Logger;
}

/** What the gateway does by itself. */
export interface Reactions {
  close(): Promise<void>;
}

/** Starts what this gateway does by itself: prints licences, hands contents over and takes them in. */
export function startReactions(options: ReactionOptions): Reactions {
  const { store, services, backing, projection, contents, logger } = options;
  const stop = new AbortController();
  const onFailure = (reaction: string, { id }: { id: string }, error: unknown): void => {
    logger.warn({ reaction, event: id, error }, 'a reaction failed; it will be tried again');
  };
  const onDeadLetter = (reaction: string, { event, cause, failures }: DeadLetter): void => {
    logger.error({ reaction, event, cause, failures }, 'a reaction keeps failing; it is tried now and then');
  };
  const { handover } = backing;
  const reactions: Reaction[] = [
    new PrintLicence(printOptions(options)),
    ...(handover?.to === undefined ? [] : [new HandOver(handover, contents, projection)]),
  ];
  deadLetterMetrics(options, reactions);
  const common = { events: services.events, store, onFailure, onDeadLetter };
  const running = reactions.map((reaction) =>
    runReactor({ ...common, reaction }, stop.signal).catch((error: unknown) => {
      logger.error({ reaction: reaction.name, error }, 'a reaction stopped');
    }),
  );
  const receiver = handover === undefined ? undefined : listen(handover, options);
  return {
    close: async () => {
      stop.abort();
      await Promise.all(running);
      if (receiver === undefined) return;
      receiver.close();
      receiver.closeAllConnections();
      await once(receiver, 'close');
    },
  };
}

/** How many events wait for somebody to look into them, by kind of reaction. */
function deadLetterMetrics({ store, metrics }: ReactionOptions, reactions: readonly Reaction[]): void {
  new Gauge({
    name: 'guidang_reaction_dead_letters',
    help: 'Events whose reaction keeps failing, by kind of reaction: above 0, see the log',
    labelNames: ['kind'],
    registers: [metrics],
    async collect() {
      for (const { name } of reactions) this.set({ kind: name }, await new DeadLetters(store, name).count());
    },
  });
}

function printOptions(options: ReactionOptions): ConstructorParameters<typeof PrintLicence>[0] {
  const { access, projection, contents, services, config, serving } = options;
  return {
    organisations: new Set(access.organisations.keys()),
    projection,
    contents,
    commands: services.commands,
    persons: services.persons,
    systemOfficer: (organisation) => systemOfficer(organisation, access.officers, projection),
    publicUrl: config.publicUrl ?? serving.url,
  };
}

function listen(handover: ContentHandover, options: ReactionOptions): Server | undefined {
  const { access, projection, contents, services, config, logger } = options;
  if (handover.listenUrl === undefined) return undefined;
  const server = receiveContents({
    handover,
    store: contents,
    projection,
    commands: services.commands,
    systemOfficer: (organisation) => systemOfficer(organisation, access.officers, projection),
    contentBytesMax: config.contentBytesMax,
    onFailure: (error) => {
      logger.warn({ error }, 'taking a content in failed');
    },
  });
  return server.listen(Number(handover.listenUrl.port), handover.listenUrl.hostname);
}
