// SPDX-License-Identifier: Apache-2.0
import { anchorHead } from '@guidang/chaincode/commands';
import type { SigningCommandService } from '../application/command/service';
import { checkAnchored, watchHeads } from '../log/anchored-check';
import { HeadProposer } from '../log/head-proposer';
import { NoSystemOfficer, systemOfficer } from '../reaction/system-officer';
import type { Parts } from './parts';

interface KeepingOptions {
  readonly parts: Pick<Parts, 'deployment' | 'projection' | 'log' | 'context' | 'logger'>;
  readonly commands: SigningCommandService;
}

/** Keeps the log: proposes heads in turn with the other gateways, and compares anchored heads with the own tree. */
export function keepLog(options: KeepingOptions): { close(): Promise<void> } {
  const stop = new AbortController();
  const unwatch = watchAnchored(options);
  const running = headProposer(options).run(stop.signal);
  return {
    close: async () => {
      unwatch();
      stop.abort();
      await running;
      for (const peer of options.parts.deployment.log.peers) peer.close();
    },
  };
}

/** Makes this gateway's head proposers. */
export function headProposer({ parts, commands }: KeepingOptions): HeadProposer {
  const { deployment, projection, log, context, logger } = parts;
  const { own, members, peers } = deployment.log;
  const { organisation } = own.holder;
  return new HeadProposer({
    ...log,
    projection,
    own,
    members,
    peers,
    anchor: async (checkpoint) => {
      const officer = await systemOfficer(organisation, context.officers, projection);
      await commands.run(officer, anchorHead, { checkpoint });
    },
    submittedAtMs: () => context.organisations.get(organisation)?.outbox.submittedAtMs ?? -Infinity,
    onFailure: (error) => {
      const level = error instanceof NoSystemOfficer ? 'info' : 'warn';
      logger[level]({ organisation, error }, 'no head of the log could be anchored; it will be tried again');
    },
    onNotCosigned: (witness, error) => {
      logger.warn({ organisation, witness, error }, 'a witness does not cosign; it will be asked again');
    },
  });
}

/** Compares each anchored head with our own tree, including the one that exists at start. */
function watchAnchored({ parts }: KeepingOptions): () => void {
  const { deployment, projection, log, logger } = parts;
  return watchHeads(projection, (head) => {
    checkAnchored(head, { ...log, own: deployment.log.own }).catch((error: unknown) => {
      logger.error({ error }, 'an anchored head could not be compared with our own tree');
    });
  });
}
