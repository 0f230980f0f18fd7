// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { limits, Refusal } from '@guidang/chaincode/model';
import { logOrigin } from '@guidang/chaincode/proof';
import { toBase64 } from '../../merkle/base64';
import type { OwnKeys } from '../../log/own-keys';
import { keysText } from '../../log/registered-keys';
import type { RegisteredKeys } from '../../log/registered-keys';
import { sealAmong } from '../../log/seal';
import type { Seal } from '../../log/seal';
import type { LogTree } from '../../merkle/tree';
import { eventsBetween, setAsideHeads } from '../../projection';
import type { Projection } from '../../projection';
import { About } from './about';
import { DatedHeads } from './dated-heads';
import { everyLeaf, leavesAbout } from './leaves';
import type { ExportedLeaf } from './leaves';
import type { ExportRequest, Selection } from './selection';
import { spanOf } from './span';
import type { Span } from './span';
import { subjectsOfSelection } from './subjects';

const format = 'guidang-export/2';
/**
 * Lines are written in chunks, since a write per line would cost more than producing it; and a chunk is what others wait
 * for, so that it is produced within two milliseconds.
 */
const chunkCharacters = 16 * 1024;

interface ExportOptions {
  readonly network: string;
  readonly projection: Projection;
  readonly merkle: LogTree;
  readonly registered: RegisteredKeys;
  /** The keys of the sealing organisation. */
  readonly own: OwnKeys;
}

/** Exports of the log for audits, sealed by the organisation; docs/transparency-log.md has the format. */
export class Exports {
  readonly #options: ExportOptions;
  readonly #heads: DatedHeads;

  constructor(options: ExportOptions) {
    this.#options = options;
    const { network, projection, registered } = options;
    this.#heads = new DatedHeads(logOrigin(network), projection, registered);
  }

  /**
   * Streams an export's lines in chunks, with constant memory.
   * @throws {Refusal} `command-malformed` for a range that ends before the log begins.
   * @throws {LogError} `head-missing` before the log has a head; `keys-missing` when the gateway has no seal key that
   * counts for the head.
   */
  async open(request: ExportRequest): Promise<AsyncGenerator<string>> {
    const { selection } = request;
    if (selection.kind === 'range') await this.#demandBegun(selection);
    const span = await spanOf(selection, this.#heads);
    const { own, registered } = this.#options;
    const seal = sealAmong(own, await registered.countingFor(span.head.size));
    const first = await this.#firstLine(selection, span);
    return chunked(sealed(first, await this.#leaves(request, span), seal));
  }

  /** The first head dates all leaves before it at once, so that a range of years before would hold them. */
  async #demandBegun({ to }: Extract<Selection, { kind: 'range' }>): Promise<void> {
    if (to === undefined) return;
    for await (const { event } of eventsBetween(this.#options.projection, 0, { before: 1 })) {
      // Peers take no command whose claimed time is further ahead.
      const earliest = Date.parse(event.claimedAt) - limits.clockSkewMinutesMax * 60_000;
      if (Date.parse(to) < earliest) {
        throw new Refusal('command-malformed', 'the log begins later: nothing was logged until then', {
          field: 'body/selection/to',
        });
      }
    }
  }

  async #firstLine(selection: Selection, { before, first, head }: Span): Promise<string> {
    const { network, projection, registered, merkle } = this.#options;
    const frontier = first === 0 ? [] : await merkle.frontier(first);
    return JSON.stringify({
      format,
      origin: logOrigin(network),
      selection,
      first,
      size: head.size,
      keys: keysText(network, await registered.all(), await setAsideHeads(projection)),
      ...(before === undefined ? {} : { before: before.checkpoint }),
      ...(first === 0 ? {} : { frontier: frontier.map(toBase64) }),
      head: head.checkpoint,
    });
  }

  async #leaves(
    { selection, covering, openAll = false }: ExportRequest,
    span: Span,
  ): Promise<AsyncGenerator<ExportedLeaf>> {
    const { projection } = this.#options;
    if (selection.kind === 'all' || selection.kind === 'range') return everyLeaf(projection, span);
    if (covering) {
      return everyLeaf(projection, span, openAll ? undefined : await About.of(selection, projection));
    }
    return leavesAbout(subjectsOfSelection(selection, projection), span, this.#options);
  }
}

async function* sealed(
  first: string,
  leaves: AsyncIterable<ExportedLeaf>,
  seal: Seal,
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const hashed = (line: string): string => {
    const ended = `${line}\n`;
    digest.update(ended);
    return ended;
  };
  const events = new Map<string, number>();
  let count = 0;
  let closed = 0;
  yield hashed(first);
  for await (const { type, line } of leaves) {
    count += 1;
    if (type === undefined) closed += 1;
    else events.set(type, (events.get(type) ?? 0) + 1);
    yield hashed(JSON.stringify(line));
  }
  yield hashed(JSON.stringify({ count: { leaves: count, closed, events: Object.fromEntries(events) } }));
  const text = `${format}\nsha256 ${digest.digest('base64')}\n`;
  yield `${JSON.stringify({ seal: seal(text) })}\n`;
}

async function* chunked(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
