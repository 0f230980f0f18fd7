// SPDX-License-Identifier: Apache-2.0
import { AssertionError, deepStrictEqual } from 'node:assert';
import {
  addMaterials,
  answerCase,
  deadlinePassed,
  decideCase,
  deliverCase,
  openCase,
  transitionCase,
} from '../../chaincode/src/case/commands';
import { liftCredit, recordCredit } from '../../chaincode/src/case/credit-commands';
import { caseParts, cases } from '../../chaincode/src/case/model';
import type { Case } from '../../chaincode/src/case/model';
import { creditEntries } from '../../chaincode/src/credit/model';
import { isUnifiedCode } from '../../chaincode/src/identifier/unified-code';
import { decode } from '../../chaincode/src/ledger/codec';
import { splitTableKey } from '../../chaincode/src/ledger/table';
import type { Table } from '../../chaincode/src/ledger/table';
import { revokeLicence } from '../../chaincode/src/licence/commands';
import { licences } from '../../chaincode/src/licence/model';
import type { Licence } from '../../chaincode/src/licence/model';
import type { RefusalCode } from '../../chaincode/src/ledger/refusal';
import { recordPages } from '../../chaincode/src/record/model';
import { readRecordPage } from '../../chaincode/src/record/page';
import { given } from '../../chaincode/src/testing/joint';
import { content } from '../../chaincode/src/testing/transfer';
import type { NamedCommand } from '../../chaincode/src/testing/world';
import type { KeyWrite } from '../../gateway/src/ledger/port';
import { after, groundsAgainst, hasEnded, isOnCredit, partIdOf } from './case-model';
import type { Act, Applicant, By, CaseAct, CreditAct, Day, Handed, Model, ModelCase } from './case-model';
import { actOf, byOf, dayFor, issuesOf } from './draw';
import type { Drawn } from './draw';
import type { CaseLedger, Committed, Submission } from './ledger';
import { applicants, company } from './stage';
import type { Stage } from './stage';
import { told } from './told';

/** What the contract does, and the model does not, or the other way: with all that led to it, in words. */
export class Difference extends Error {}

export interface WalkOptions {
  readonly stage: Stage;
  readonly ledger: CaseLedger;
  readonly model: Model;
}

/** An act, as it is given to the contract. */
interface Attempt {
  readonly act: Act;
  readonly by: By;
  readonly today: Day;
  readonly grounds: ReadonlySet<RefusalCode>;
  readonly submission: Submission;
}

/** What an act came to: why it had no effect, if it had none. */
export type Taken = readonly [Act['kind'], without: string | undefined];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** China's. */
const timeZoneMs = 8 * hourMs;

/**
 * Acts on cases and joint cases, each given to the contract and to the model, which must agree: whether it is refused,
 * and on a ground that the model knows; else on all that then exists.
 */
export class Walk {
  readonly #options: WalkOptions;
  /** In the number of every case that it opens. */
  readonly #name: string;
  /** What the model's company is called here: on one ledger, walks must not have its credit in common. */
  readonly #company: string;
  /** What its transactions have written, by key. */
  readonly #state = new Map<string, Uint8Array>();
  readonly #lines: string[] = [];
  readonly #filed = new Set<string>();
  #now: number;
  #model: Model;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#name = options.ledger.nextName();
    this.#company = companyOf(this.#name);
    this.#now = Date.parse(options.stage.world.now);
    this.#model = options.model;
  }

  get model(): Model {
    return this.#model;
  }

  /** The day in China. */
  get #today(): Day {
    return Math.floor((this.#now + timeZoneMs) / dayMs);
  }

  wait(hours: number): void {
    this.#now += hours * hourMs;
  }

  async take(step: Drawn): Promise<Taken> {
    const attempt = this.#attempt(step);
    const committed = await this.#options.ledger.submit(attempt.submission);
    if (typeof committed === 'string') {
      this.#refused(attempt, committed);
    } else {
      this.#say(attempt, 'done');
      this.#done(attempt, committed);
      if (step.isRepeated) await this.#repeat(attempt);
    }
    return [attempt.act.kind, typeof committed === 'string' ? committed : undefined];
  }

  /** Two acts at once: both are endorsed on what there was before either. */
  async takeTogether(steps: readonly [Drawn, Drawn]): Promise<readonly Taken[]> {
    const attempts = steps.map((step) => this.#attempt(step));
    const { ledger } = this.#options;
    const prepared = await Promise.all(attempts.map(({ submission }) => ledger.prepare(submission)));
    const refused: Taken[] = [];
    const sent = attempts.flatMap((attempt, index) => {
      const each = prepared[index] ?? '';
      if (typeof each !== 'string') return [{ attempt, prepared: each }];
      this.#refused(attempt, each);
      refused.push([attempt.act.kind, each]);
      return [];
    });
    const committed = await Promise.all(
      sent.map(async ({ attempt, prepared: each }) => ({
        attempt,
        committed: await ledger.commit(each, attempt.submission.carrier),
      })),
    );
    committed.sort((one, other) => inOrder(one.committed, other.committed));
    const before = this.#model;
    for (const { attempt, committed: each } of committed) this.#ordered(attempt, each, before);
    const crossed = committed.map(({ attempt, committed: { isValid } }): Taken => [
      attempt.act.kind,
      isValid ? undefined : 'too late',
    ]);
    return [...refused, ...crossed];
  }

  /** A transaction that was endorsed on the model as it was before: it takes effect only if nothing that it rests on has changed. */
  #ordered(attempt: Attempt, committed: Committed, before: Model): void {
    if (!committed.isValid) {
      this.#say(attempt, 'too late: without effect');
      return;
    }
    this.#say(attempt, 'done, at the same time');
    const { act, by, today } = attempt;
    // A revocation rests on the licence alone, a repair on the entry.
    const isTouched =
      !['revoke', 'repair'].includes(act.kind) && isOther(before.cases[act.id], this.#model.cases[act.id]);
    this.#equal({ isTouched }, { isTouched: false });
    const grounds = groundsAgainst(act, by, this.#model, today);
    this.#done({ ...attempt, grounds }, committed);
  }

  #attempt(step: Drawn): Attempt {
    const day = dayFor(step, this.#model);
    if (day !== undefined) this.#now = Math.max(this.#now, day * dayMs - timeZoneMs);
    const by = byOf(actOf(step, this.#model), step, this.#model);
    const act = this.#numbered(actOf(step, this.#model), by);
    this.#now += 1_001;
    const today = this.#today;
    const grounds = groundsAgainst(act, by, this.#model, today);
    return { act, by, today, grounds, submission: this.#signed(act, by) };
  }

  /** An opening, under the number that its officer's department gives it. */
  #numbered(act: Act, by: By): Act {
    return act.kind === 'open' ? { ...act, id: `${by.department}.${this.#name}-${act.id}` } : act;
  }

  #signed(act: Act, by: By): Submission {
    const { officers, world } = this.#options.stage;
    const actor = officers.get(by.officer);
    if (actor === undefined) throw new Error(`there is no officer ${by.officer}`);
    const [command, body] = this.#commandOf(act);
    const jws = world.signUnchecked(actor, command, body, {
      role: by.role,
      issuedAt: new Date(this.#now).toISOString(),
    });
    return { type: command.type, jws, carrier: actor.organisation, at: this.#now };
  }

  #commandOf(act: Act): [NamedCommand, object] {
    if (act.kind === 'open') return [openCase, this.#openBody(act)];
    if (isOnCredit(act)) return this.#creditCommand(act);
    const of = this.#stored(act.id);
    if (act.kind === 'revoke') return [revokeLicence, this.#revokeBody(of, act.isStale)];
    return commandOn({ id: act.id, version: (of?.version ?? 1) + (act.isStale ? 1 : 0) }, act);
  }

  #openBody({ id, matter, applicant, materials, answers }: Extract<Act, { kind: 'open' }>): object {
    return {
      number: id.slice(id.indexOf('.') + 1),
      matter,
      applicant: this.#party(applicant),
      materials: materials.map(handed),
      answers: Object.entries(answers).map(([question, value]) => ({ question, value })),
    };
  }

  #party(applicant: Applicant): object | undefined {
    if (applicant === company) return { organisation: this.#company };
    return applicants.find(({ model }) => model === applicant)?.body;
  }

  #creditCommand(act: CreditAct): [NamedCommand, object] {
    const named = { on: { kind: 'organisation', id: this.#company }, id: act.name, basis: 'archives-law:9' };
    if (act.kind === 'repair') return [liftCredit, { ...named, department: act.department }];
    const { id, material, of: kind, days } = act;
    const from = this.#today;
    const until = days === undefined ? {} : { until: dateOfDay(from + days) };
    return [recordCredit, { ...named, kind, case: id, material, from: dateOfDay(from), ...until }];
  }

  #revokeBody(of: Case | undefined, isStale: boolean): object {
    const [identifier] = of?.outcome?.issued ?? [];
    const licence = this.#rows(licences).find((each) => each.identifier === identifier);
    const version = (licence?.version ?? 1) + (isStale ? 1 : 0);
    return { identifier, version, reason: 'inspection', basis: 'archives-law:9', kind: 'annulment' };
  }

  #stored(id: string): Case | undefined {
    return this.#rows(cases).find((each) => each.id === id);
  }

  #refused(attempt: Attempt, code: string): void {
    this.#say(attempt, `refused, ${code}`);
    const { grounds } = attempt;
    this.#equal(
      { refused: code, isGround: true },
      { refused: code, isGround: grounds.has(code as RefusalCode) },
      `grounds that the model knows: ${[...grounds].join(', ') || 'none'}`,
    );
  }

  #done({ act, by, today, grounds }: Attempt, { writes }: Pick<Committed, 'writes'>): void {
    this.#equal({ done: true, groundsAgainst: [] }, { done: true, groundsAgainst: [...grounds] });
    const before = this.#versions();
    this.#apply(writes);
    const next = after(act, by, this.#model, today);
    const isOnCase = act.kind !== 'revoke' && !isOnCredit(act);
    this.#demandVersions(before, next, isOnCase ? act.id : undefined);
    this.#model = next;
    this.#demandSame();
  }

  /** A command that is sent again is answered again, and does nothing. */
  async #repeat(attempt: Attempt): Promise<void> {
    this.#say(attempt, 'sent again');
    const before = this.#versions();
    const repeated = await this.#options.ledger.submit(attempt.submission);
    const isRepeated = typeof repeated === 'object' && repeatedIn(repeated.answer);
    this.#equal({ isRepeated }, { isRepeated: true });
    if (typeof repeated === 'object') this.#apply(repeated.writes);
    this.#equal([...this.#versions()], [...before]);
  }

  #apply(writes: readonly KeyWrite[]): void {
    for (const { key, value } of writes) {
      if (value === null) this.#state.delete(key);
      else this.#state.set(key, value);
    }
  }

  #rows<T extends object>(table: Table<T>): readonly T[] {
    return [...this.#state].flatMap(([key, bytes]) =>
      splitTableKey(key)?.table === table.name ? [readOnce(table, bytes)] : [],
    );
  }

  #versions(): ReadonlyMap<string, number> {
    return new Map(this.#rows(cases).map(({ id, version }) => [id, version]));
  }

  /** What the model says is changed has a newer version, and nothing else has. */
  #demandVersions(before: ReadonlyMap<string, number>, next: Model, acted: string | undefined): void {
    const all = this.#rows(cases);
    const newer = all.filter(({ id, version }) => version > (before.get(id) ?? 0)).map(({ id }) => id);
    const changed = all
      // A joint case changes when it opens and when it ends (docs/decisions/0020), not with what is done to its parts.
      .filter(
        ({ id }) =>
          (id === acted && next.cases[id]?.parts === undefined) ||
          isOther(this.#model.cases[id], next.cases[id]),
      )
      .map(({ id }) => id);
    this.#equal({ changed: newer }, { changed });
  }

  #demandSame(): void {
    const stored = new Map(this.#rows(cases).map((each) => [each.id, each] as const));
    const expected = Object.values(this.#model.cases);
    this.#equal(
      Object.fromEntries([...stored].sort().map(([id, of]) => [id, shownOf(of)])),
      Object.fromEntries(expected.map((of) => [of.id, expectedOf(of, stored)] as const).sort()),
    );
    this.#demandParts();
    this.#demandLicences(stored);
    this.#demandCredit();
    for (const of of expected) if (hasEnded(of)) this.#demandFiled(of, stored);
  }

  /** How the parts stand, those that wait left out. */
  #demandParts(): void {
    const rows = this.#rows(caseParts).map(({ of, code, status }) => `${of} ${code} ${status}`);
    const expected = Object.values(this.#model.cases).flatMap(({ id, parts = {} }) =>
      Object.entries(parts).flatMap(([code, status]) =>
        status === 'waiting' ? [] : [`${id} ${code} ${status}`],
      ),
    );
    this.#equal({ parts: rows.sort() }, { parts: expected.sort() });
  }

  #demandLicences(stored: ReadonlyMap<string, Case>): void {
    const show = ({ identifier, type, status }: Pick<Licence, 'identifier' | 'type' | 'status'>): string =>
      `${identifier} ${type} ${status}`;
    const expected = Object.values(this.#model.cases).flatMap((of) =>
      of.matter.outcomes.slice(0, issuesOf(of)).map((outcome, place) =>
        show({
          identifier: stored.get(of.id)?.outcome?.issued[place] ?? 'none',
          type: 'licenceType' in outcome ? outcome.licenceType : 'none',
          status: this.#model.revoked.includes(of.id) ? 'revoked' : 'in-force',
        }),
      ),
    );
    this.#equal({ licences: this.#rows(licences).map(show).sort() }, { licences: expected.sort() });
  }

  #demandCredit(): void {
    const rows = this.#rows(creditEntries).map(
      ({ department, id, kind, until, lifted }) =>
        `${department} ${id} ${kind} ${until ?? 'for ever'} ${lifted !== undefined}`,
    );
    const expected = this.#model.credit.map(({ department, name, kind, until, isLifted }) => {
      const term = until === undefined ? 'for ever' : dateOfDay(until);
      return `${department} ${name} ${kind} ${term} ${isLifted}`;
    });
    this.#equal({ credit: rows.sort() }, { credit: expected.sort() });
  }

  /** A case that has ended is filed at once, by its outcome; a joint one refers to the records of its parts. */
  #demandFiled(of: ModelCase, stored: ReadonlyMap<string, Case>): void {
    if (this.#filed.has(of.id)) return;
    this.#filed.add(of.id);
    const { byOutcome = {}, ...usual } = of.matter.archive;
    const parts = Object.keys(of.parts ?? {}).flatMap((code) => stored.get(partIdOf(of, code))?.record ?? []);
    const expected = {
      case: of.id,
      department: of.department,
      ...usual,
      ...byOutcome[of.state as keyof typeof byOutcome],
      ...(of.parts === undefined ? {} : { references: parts }),
    };
    const record = this.#recordOf(stored.get(of.id)?.record);
    const names = Object.keys(expected) as (keyof typeof expected)[];
    const filed = record && Object.fromEntries(names.map((name) => [name, record[name]]));
    this.#equal({ filed }, { filed: expected });
  }

  #recordOf(id: string | undefined): Partial<Record<string, unknown>> | undefined {
    const pages = [...this.#state].filter(([key]) => splitTableKey(key)?.table === recordPages.name);
    return pages.flatMap(([, bytes]) => readRecordPage(bytes)).find((record) => record.id === id);
  }

  #say({ act, by }: Attempt, outcome: string): void {
    this.#lines.push(
      `${new Date(this.#now + timeZoneMs).toISOString().slice(0, 16)} ${told(act, by)}: ${outcome}`,
    );
  }

  /** @throws {Difference} unless the contract shows what the model expects. */
  #equal(shown: unknown, expected: unknown, more = ''): void {
    try {
      deepStrictEqual(shown, expected);
    } catch (error) {
      if (!(error instanceof AssertionError)) throw error;
      const lines = this.#lines.map((line, index) => `${index + 1}. ${line}`);
      throw new Difference(
        [...lines, 'The contract (+) is not as the model (-) says.', error.message, more].join('\n'),
        {
          cause: error,
        },
      );
    }
  }
}

function inOrder({ place: one }: Committed, { place: other }: Committed): number {
  return one[0] - other[0] || one[1] - other[1];
}

function repeatedIn(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'repeated' in answer && answer.repeated === true;
}

/** Values that have been read, by their bytes. */
const read = new WeakMap<Uint8Array, unknown>();

function readOnce<T extends object>(table: Table<T>, bytes: Uint8Array): T {
  const known = (read.get(bytes) as T | undefined) ?? decode(table, bytes);
  read.set(bytes, known);
  return known;
}

function commandOn(at: object, act: CaseAct): [NamedCommand, object] {
  switch (act.kind) {
    case 'transition':
      return [transitionCase, { ...at, transition: act.name, reason: 'inspection' }];
    case 'decide':
      return [decideCase, decisionBody(at, act)];
    case 'add':
      return [addMaterials, { ...at, materials: [handed(act.material)] }];
    case 'answer': {
      const { question, value } = act;
      return [answerCase, { ...at, answers: [{ question, value }] }];
    }
    case 'report':
      return [deadlinePassed, { ...at, deadline: act.deadline }];
    case 'deliver':
      return [deliverCase, { ...at, proof: content('delivery') }];
  }
}

function handed({ code, as }: Handed): object {
  return as === 'content' ? given(code) : { code, source: { promise: content(code) } };
}

function dateOfDay(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** A unified code that no other walk has: its number between made-up ones, and the check characters that fit. */
function companyOf(name: string): string {
  const number = name.replace(/\D/g, '').padStart(8, '0');
  const codes = Array.from('0123456789X').flatMap((own) =>
    Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY', (check) => `91999999${number}${own}${check}`),
  );
  const code = codes.find(isUnifiedCode);
  if (code === undefined) throw new Error(`${name} gives no unified code`);
  return code;
}

function decisionBody(at: object, { step, result, noInterest }: Extract<Act, { kind: 'decide' }>): object {
  return {
    ...at,
    step,
    result,
    ...(result === 'refuse' ? { reason: 'inspection' } : {}),
    ...(noInterest ? { noInterest: true } : {}),
  };
}

/** Whether a case itself has changed, whatever its parts do. */
function isOther(before: ModelCase | undefined, now: ModelCase | undefined): boolean {
  return JSON.stringify({ ...before, parts: undefined }) !== JSON.stringify({ ...now, parts: undefined });
}

function expectedOf(of: ModelCase, stored: ReadonlyMap<string, Case>): object {
  const sources = Object.entries(of.materials).map(([code, source]) => {
    if (typeof source === 'string') return [code, source];
    if ('licenceOf' in source) return [code, stored.get(source.licenceOf)?.outcome?.issued[0]];
    return [code, stored.get(source.recordOf)?.record];
  });
  return {
    state: of.state,
    pausedFrom: of.pausedFrom,
    department: of.department,
    matter: of.matter.id,
    materials: Object.fromEntries(sources) as object,
    answers: Object.fromEntries(
      Object.entries(of.answers).map(([question, { value }]) => [question, value]),
    ) as object,
    decisions: of.decisions.map(({ step, result }) => `${step} ${result}`),
    issued: issuesOf(of),
    isFiled: hasEnded(of),
    isDelivered: of.isDelivered,
    parts: of.parts && hasEnded(of) ? settled(of.parts) : undefined,
    partOf: of.partOf && { case: of.partOf.joint, part: of.partOf.code },
  };
}

function settled(parts: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(parts).map(([code, status]) => [code, status === 'waiting' ? 'skipped' : status]),
  );
}

function shownOf(of: Case): object {
  const sources = of.materials.map(({ code, source }) => [
    code,
    'licence' in source
      ? source.licence
      : 'record' in source
        ? source.record
        : 'promise' in source
          ? 'promise'
          : 'content',
  ]);
  const parts = of.parts?.map(({ code, status }) => [code, status]);
  return {
    state: of.state,
    pausedFrom: of.pausedFrom,
    department: of.department,
    matter: of.matter,
    materials: Object.fromEntries(sources) as object,
    answers: Object.fromEntries((of.answers ?? []).map(({ question, value }) => [question, value])) as object,
    decisions: of.decisions.map(({ step, result }) => `${step} ${result}`),
    issued: of.outcome?.issued.length ?? 0,
    isFiled: of.record !== undefined,
    isDelivered: of.delivery !== undefined,
    parts: parts && hasEnded(of) ? (Object.fromEntries(parts) as object) : undefined,
    partOf: of.partOf,
  };
}
