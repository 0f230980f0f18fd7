// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { encodeBase64, isSameBytes } from '../bytes';
import { attempt, demand, VerificationError } from '../errors';
import { Findings } from '../findings';
import type { Finding } from '../findings';
import { openHead } from '../head/open-head';
import type { Head, Policy } from '../head/open-head';
import { asObject, parseCanonicalJson, parseJson } from '../json';
import type { JsonObject } from '../json';
import { Frontier } from '../merkle/frontier';
import { leafHash } from '../merkle/hash';
import { verifyInclusion } from '../merkle/proofs';
import { digestsOf } from '../receipt/document';
import { isOpen, parseLogged, printable } from '../receipt/leaf';
import type { ClosedLeaf, Leaf } from '../receipt/leaf';
import { verifySeal } from '../seal';
import { isoTime } from '../time';
import { completenessOf } from './completeness';
import type { Completeness } from './completeness';
import { EventCounts } from './event-counts';
import { parseExportHeader } from './header';
import type { ExportHeader, Selection } from './header';
import { parseExportLine } from './line';
import type { CountLine, LeafLine } from './line';
import { SubjectLeaves } from './subject-leaves';

/** The outcome of checking an export. */
export interface ExportVerification {
  readonly selection: Selection;
  readonly head: Head;
  readonly findings: readonly Finding[];
  readonly completeness: Completeness;
  readonly leaves: number;
  /** Of these, salted ones that nothing opens: what they are about, nobody can tell from them. */
  readonly closed: number;
  /** Leaves in the selection, in total and by type of event. */
  readonly about: { readonly leaves: number; readonly events: Readonly<Record<string, number>> };
}

const lineFeed = Uint8Array.of(0x0a);

/**
 * Verifies an export line by line, in constant memory. An invalid head ends the check, because nothing could be proven
 * against it; everything else becomes a finding.
 */
class ExportVerifier {
  readonly #policy: Policy;
  readonly #header: ExportHeader;
  readonly #head: Head;
  readonly #before: Head | undefined;
  readonly #frontier: Frontier;
  readonly #about: SubjectLeaves;
  readonly #events = new EventCounts();
  readonly #digest = platform.hash('sha256');
  readonly #findings = new Findings();
  #leaves = 0;
  #closed = 0;
  /** Closed leaves that do not even show their subject. */
  #hidden = 0;
  #withProof = 0;
  #count: CountLine | undefined;
  #isSealed = false;

  /**
   * @param first the first line, without its line feed.
   * @throws {VerificationError} for an unreadable first line, and errors of `openHead` for its heads.
   */
  constructor(first: Uint8Array, policy: Policy) {
    this.#policy = policy;
    this.#header = parseExportHeader(parseJson(first));
    const { head, before, size, first: begin, origin, frontier, selection } = this.#header;
    this.#head = openHead(head, policy);
    demand(this.#head.origin === origin, 'origin', 'the export names another log than its head');
    demand(this.#head.size === size, 'count', `the export says ${size} leaves, its head ${this.#head.size}`);
    this.#before = before === undefined ? undefined : openHead(before, policy);
    demand(
      (this.#before?.size ?? 0) === begin,
      'sequence',
      `no head of ${begin} leaves comes before the first`,
    );
    demand(begin === 0 || selection.kind === 'range', 'sequence', 'only a range begins after the first leaf');
    demand(begin <= size, 'sequence', 'the range begins after its end');
    this.#frontier = new Frontier(begin, frontier);
    const root = this.#before?.root;
    const isSame = root === undefined || isSameBytes(this.#frontier.root(), root);
    demand(isSame, 'proof', 'the frontier is not that of the head where the range begins');
    this.#about = new SubjectLeaves(selection);
    this.#hash(first);
  }

  /** Leaves in the whole tree, for progress. */
  get size(): number {
    return this.#header.size - this.#header.first;
  }

  /** Leaves read so far. */
  get leaves(): number {
    return this.#leaves;
  }

  /** Processes the next line, without its line feed. */
  line(bytes: Uint8Array): void {
    const line = attempt(() => parseExportLine(bytes));
    if (this.#isSealed) {
      this.#findings.fail('seal', new VerificationError('sequence', afterSeal(line)));
    } else if (line instanceof VerificationError) {
      this.#findings.fail('lines', line);
    } else if (line.kind === 'seal') {
      this.#seal(line.seal);
    } else if (line.kind === 'count') {
      this.#counts(line);
    } else {
      this.#leaf(line);
    }
    if (!this.#isSealed) this.#hash(bytes);
  }

  /** Ends the check after the last line. */
  end(): ExportVerification {
    const { selection } = this.#header;
    const { counts, unknown } = this.#about;
    const isGapless = this.#endLeaves();
    this.#endCounts();
    if (!this.#isSealed) {
      this.#findings.fail('seal', new VerificationError('unsigned', 'the export has no seal'));
    }
    const completeness = completenessOf({
      selection,
      isIntact: this.#findings.allOk,
      isGapless,
      ...(this.#before === undefined ? {} : { before: this.#before }),
      head: this.#head,
      unknown,
      hidden: this.#hidden,
    });
    return {
      selection,
      head: this.#head,
      findings: [this.#headFinding(), ...this.#findings.list],
      completeness,
      leaves: this.#leaves,
      closed: this.#closed,
      about: { leaves: counts.leaves, events: Object.fromEntries(counts.byType) },
    };
  }

  #hash(line: Uint8Array): void {
    this.#digest.update(line).update(lineFeed);
  }

  #leaf(line: LeafLine): void {
    if (this.#count !== undefined) {
      this.#findings.fail('sequence', new VerificationError('sequence', 'leaves follow the counts'));
    }
    this.#place(line);
    this.#leaves += 1;
    const leaf = this.#findings.run('events', () => parseLogged(line.leaf, line.opening));
    if (leaf === undefined) return;
    if (!isOpen(leaf)) {
      this.#close(leaf, line);
      return;
    }
    this.#findings.run('counts', () => {
      this.#events.add(leaf.type);
    });
    const state = this.#findings.run('states', () => verifyState(line, leaf));
    this.#findings.run('subject', () => {
      this.#about.add(leaf, state);
    });
  }

  #close({ shown }: ClosedLeaf, { index, proof, state }: LeafLine): void {
    this.#closed += 1;
    if (shown === undefined || this.#about.isSelected(shown)) this.#hidden += 1;
    this.#findings.run('events', () => {
      demand(proof === undefined && state === undefined, 'malformed', `leaf ${index} is chosen, and closed`);
    });
  }

  /** A leaf with a proof is proven individually; the others together make up the tree. */
  #place({ index, leaf, proof }: LeafLine): void {
    const hash = leafHash(leaf);
    if (proof === undefined) {
      this.#findings.run('sequence', () => {
        demandNext(this.#frontier.size, index);
      });
      this.#frontier.append(hash);
      return;
    }
    this.#withProof += 1;
    const isChosen = this.#header.selection.kind === 'record' || this.#header.selection.kind === 'subject';
    this.#findings.run('proofs', () => {
      demand(isChosen, 'sequence', `leaf ${index} comes with a proof, where none has one`);
      const problem = attempt(() => {
        verifyInclusion({ index, hash, proof }, this.#head);
      });
      if (problem instanceof VerificationError) {
        throw new VerificationError(problem.code, `leaf ${index} is not under the head: ${problem.message}`);
      }
    });
  }

  #counts(line: CountLine): void {
    const isFirst = this.#count === undefined;
    if (!isFirst) this.#findings.fail('counts', new VerificationError('count', 'the export counts twice'));
    this.#count = line;
  }

  #seal(seal: string): void {
    this.#isSealed = true;
    const text = `${this.#header.format}\nsha256 ${encodeBase64(this.#digest.digest())}\n`;
    this.#findings.run(
      'seal',
      () => verifySeal(seal, text, this.#policy.keys, this.#head.size),
      ({ organisation }) => `sealed by ${organisation}`,
    );
  }

  /** @returns whether every leaf is present, from the first to the head. */
  #endLeaves(): boolean {
    const { selection, first, size } = this.#header;
    const isChosen = selection.kind === 'record' || selection.kind === 'subject';
    const isCovering = !isChosen || this.#leaves > this.#withProof || size === 0;
    if (!isCovering) {
      if (!this.#findings.hasFailed('proofs')) {
        this.#findings.hold('proofs', `${this.#leaves} leaves are under the head, each by its proof`);
      }
      return false;
    }
    this.#findings.run(
      'leaves',
      () => {
        demand(this.#withProof === 0, 'sequence', 'some leaves come with proofs and some without');
        const missing = size - first - this.#leaves;
        demand(missing <= 0, 'sequence', `${missing} leaves of the ${size - first} are missing`);
        demand(missing === 0, 'sequence', `${-missing} leaves are too many`);
        const isSame = isSameBytes(this.#frontier.root(), this.#head.root);
        demand(isSame, 'proof', 'the leaves do not make up the tree of the head: one was altered or swapped');
      },
      () => `${this.#leaves} leaves, from ${first} on, make up the tree of the head`,
    );
    return true;
  }

  #endCounts(): void {
    this.#findings.run(
      'counts',
      () => {
        demand(this.#count !== undefined, 'count', 'the export does not say how many leaves it has');
        const { leaves, closed, events } = this.#count;
        demand(
          leaves === this.#leaves,
          'count',
          `${leaves} leaves are said to be there, and ${this.#leaves} are`,
        );
        demand(
          closed === this.#closed,
          'count',
          `${closed} leaves are said to be closed, and ${this.#closed} are`,
        );
        const { byType } = this.#events;
        for (const type of new Set([...events.keys(), ...byType.keys()])) {
          const [said, found] = [events.get(type) ?? 0, byType.get(type) ?? 0];
          demand(
            said === found,
            'count',
            `${said} events ${printable(type)} are said to be there, and ${found} are`,
          );
        }
      },
      () => this.#describeCounts(),
    );
  }

  #describeCounts(): string {
    const types = `${this.#leaves} leaves of ${this.#events.byType.size} types of events, as counted`;
    return this.#closed === 0 ? types : `${types}; ${this.#closed} are closed, and are of any type`;
  }

  #headFinding(): Finding {
    return { check: 'head', ok: true, message: describeHead(this.#head) };
  }
}

/** Of all lines only the first of an export is none that an export may go on with. */
function afterSeal(line: ReturnType<typeof parseExportLine> | VerificationError): string {
  return line instanceof VerificationError
    ? 'something follows the seal, perhaps another export: give each in a file of its own'
    : 'lines follow the seal';
}

/** Describes a valid head in one line for people. */
export function describeHead({ size, cosigners, quorum, earliest, latest, root }: Head): string {
  return (
    `${size} leaves, root ${encodeBase64(root)}, cosigned by ${cosigners.map(printable).join(', ')} ` +
    `(quorum ${quorum}) from ${isoTime(earliest)} to ${isoTime(latest)}`
  );
}

/** @throws {VerificationError} `sequence`. */
function demandNext(expected: number, index: number): void {
  demand(
    index <= expected,
    'sequence',
    `leaf ${expected} was dropped or swapped: leaf ${index} is in its place`,
  );
  demand(index >= expected, 'sequence', `leaf ${index} stands where leaf ${expected} should`);
}

/**
 * Checks a leaf's state against the digest that its event names.
 * @returns the state, if there is one.
 * @throws {VerificationError} `state`, or `malformed` if it is not canonical JSON.
 */
function verifyState({ index, state }: LeafLine, { digest }: Leaf): JsonObject | undefined {
  if (state === undefined) return undefined;
  demand(digest !== undefined, 'state', `leaf ${index} has a state, and its event no digest`);
  const own = digestsOf([state]).find(({ algorithm }) => algorithm === digest.algorithm);
  demand(
    own !== undefined,
    'state',
    `state of leaf ${index} not checked: ${digest.algorithm} cannot be computed here`,
  );
  demand(
    own.value === digest.value,
    'state',
    `the state of leaf ${index} is not the one that its event names`,
  );
  return asObject(parseCanonicalJson(state), 'the state');
}

/**
 * Checks a whole export.
 * @param lines without their line feeds.
 * @param onLeaves called after each line with the number of leaves read, and the total.
 * @throws {VerificationError} as the constructor of `ExportVerifier`; errors of reading the lines.
 */
export function verifyExport(
  lines: Iterable<Uint8Array>,
  policy: Policy,
  onLeaves?: (read: number, of: number) => void,
): ExportVerification {
  let verifier: ExportVerifier | undefined;
  for (const line of lines) {
    if (verifier === undefined) {
      verifier = new ExportVerifier(line, policy);
    } else {
      verifier.line(line);
      onLeaves?.(verifier.leaves, verifier.size);
    }
  }
  demand(verifier !== undefined, 'malformed', 'the export is empty');
  return verifier.end();
}
