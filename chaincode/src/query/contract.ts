// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';
import { factsOf } from '../case/facts';
import { gatherForQuestion } from '../case/gather';
import { cases } from '../case/model';
import { RefusingContract } from '../command/contract';
import { parseInput } from '../ledger/input';
import { canonicalJson } from '../ledger/canonical';
import { eventPages, readEventPage } from '../ledger/event-page';
import { limits } from '../ledger/limits';
import { keyByKey } from '../ledger/state';
import { tableKey } from '../ledger/table';
import type { Table } from '../ledger/table';
import { transactionCode } from '../ledger/unique-id';
import { UnitOfWork } from '../ledger/unit-of-work';
import {
  caseIdSchema,
  codeSchema,
  fondsCodeSchema,
  licenceIdentifierSchema,
  licenceTypeSchema,
  knownMatterIdSchema,
  organisationIdSchema,
  recordIdSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';
import { restrictedSchema, restrictionSchema } from '../licence/model';
import { countRestrictions, findRestriction } from '../licence/restriction-store';
import { findLicence } from '../licence/store';
import { readRegistered } from '../log/keys';
import { logHeads, logResets } from '../log/model';
import { findMatter, requireMatter } from '../matter/store';
import { answersToRows, rowsAskedSchema } from '../record/question';
import { findRecord } from '../record/store';
import {
  issuingAuthorities,
  fondsEntries,
  proposals,
  manifestSchema,
  registrationWindows,
} from '../registry/model';
import { departments, memberships, officers, organisations } from '../membership/model';

const eventIdSchema = z.string().regex(/^[0-9a-f]{64}-\d{1,6}$/, 'must be an event identifier');
const restrictionNameSchema = restrictionSchema.pick({ department: true, id: true });
const fingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a certificate fingerprint');

/** Read-only queries of the ledger state, key by key, for verification when the projection is not enough. */
export class QueryContract extends RefusingContract {
  constructor() {
    super('query');
  }

  @Transaction(false)
  @Returns('string')
  async membership(context: Context): Promise<string> {
    return find(context, memberships, 'all');
  }

  @Transaction(false)
  @Returns('string')
  async organisation(context: Context, id: string): Promise<string> {
    return find(context, organisations, parseInput(organisationIdSchema, id, 'id'));
  }

  @Transaction(false)
  @Returns('string')
  async department(context: Context, code: string): Promise<string> {
    return find(context, departments, parseInput(unifiedCodeSchema, code, 'code'));
  }

  @Transaction(false)
  @Returns('string')
  async officer(context: Context, certificate: string): Promise<string> {
    return find(context, officers, parseInput(fingerprintSchema, certificate, 'certificate'));
  }

  @Transaction(false)
  @Returns('string')
  async proposal(context: Context, id: string): Promise<string> {
    return find(context, proposals, parseInput(codeSchema, id, 'id'));
  }

  @Transaction(false)
  @Returns('string')
  async matter(context: Context, id: string): Promise<string> {
    return answer(await findMatter(unitOf(context), parseInput(knownMatterIdSchema, id, 'id')));
  }

  @Transaction(false)
  @Returns('string')
  async record(context: Context, id: string): Promise<string> {
    return answer(await findRecord(unitOf(context), parseInput(recordIdSchema, id, 'id')));
  }

  /** What an accession would refuse of these rows, given in JSON ({@link rowsAskedSchema}); nothing is written. */
  @Transaction(false)
  @Returns('string')
  async rows(context: Context, asked: string): Promise<string> {
    return answer(await answersToRows(parseInput(rowsAskedSchema, jsonIn(asked), ''), unitOf(context)));
  }

  @Transaction(false)
  @Returns('string')
  async case(context: Context, id: string): Promise<string> {
    return find(context, cases, parseInput(caseIdSchema, id, 'id'));
  }

  /** What the conditions of a case's matter see of the case and the ledger at a time, which decides each licence's status. */
  @Transaction(false)
  @Returns('string')
  async caseFacts(context: Context, id: string, at: string): Promise<string> {
    const unit = unitOf(context);
    const subject = await unit.get(cases, parseInput(caseIdSchema, id, 'id'));
    if (subject === undefined) return answer(undefined);
    const matter = await requireMatter(unit, subject.matter, subject.matterVersion);
    const ledger = await gatherForQuestion(unit, subject, matter);
    return answer(factsOf(subject, matter, ledger, parseInput(timeSchema, at, 'at')));
  }

  /** The log keys, current and retired, of every organisation that has any. */
  @Transaction(false)
  @Returns('string')
  async logKeys(context: Context): Promise<string> {
    return answer((await readRegistered(unitOf(context))).rows);
  }

  @Transaction(false)
  @Returns('string')
  async logHead(context: Context): Promise<string> {
    return find(context, logHeads, 'newest');
  }

  @Transaction(false)
  @Returns('string')
  async logResets(context: Context): Promise<string> {
    return find(context, logResets, 'all');
  }

  /** A licence with the issuer's authority and how many restrictions of each kind it has. */
  @Transaction(false)
  @Returns('string')
  async licence(context: Context, identifier: string): Promise<string> {
    const unit = unitOf(context);
    const licence = await findLicence(unit, parseInput(licenceIdentifierSchema, identifier, 'identifier'));
    if (licence === undefined) return answer(undefined);
    const { issuer, issuedBy = issuer, type } = licence;
    const authority = (await unit.get(issuingAuthorities, issuedBy, type)) ?? null;
    const restrictions = await countRestrictions(unit, { kind: 'licence', id: identifier });
    return answer({ licence, authority, restrictions });
  }

  /** How many restrictions of each kind a licence or object has. */
  @Transaction(false)
  @Returns('string')
  async restrictions(context: Context, kind: string, id: string): Promise<string> {
    return answer(await countRestrictions(unitOf(context), parseInput(restrictedSchema, { kind, id }, 'on')));
  }

  /** A restriction, in force or lifted, by the department that set it and its name. */
  @Transaction(false)
  @Returns('string')
  async restriction(
    context: Context,
    kind: string,
    on: string,
    department: string,
    id: string,
  ): Promise<string> {
    const subject = parseInput(restrictedSchema, { kind, id: on }, 'on');
    const named = parseInput(restrictionNameSchema, { department, id }, 'restriction');
    return answer(await findRestriction(unitOf(context), subject, named));
  }

  @Transaction(false)
  @Returns('string')
  async authority(context: Context, issuer: string, licenceType: string): Promise<string> {
    return find(
      context,
      issuingAuthorities,
      parseInput(unifiedCodeSchema, issuer, 'issuer'),
      parseInput(licenceTypeSchema, licenceType, 'licenceType'),
    );
  }

  @Transaction(false)
  @Returns('string')
  async fonds(context: Context, code: string): Promise<string> {
    return find(context, fondsEntries, parseInput(fondsCodeSchema, code, 'code'));
  }

  @Transaction(false)
  @Returns('string')
  async registration(context: Context, issuer: string, licenceType: string, root: string): Promise<string> {
    return find(
      context,
      registrationWindows,
      parseInput(unifiedCodeSchema, issuer, 'issuer'),
      parseInput(licenceTypeSchema, licenceType, 'licenceType'),
      parseInput(manifestSchema.shape.root, root, 'root'),
    );
  }

  @Transaction(false)
  @Returns('string')
  async event(context: Context, id: string): Promise<string> {
    const [transaction = '', position = ''] = parseInput(eventIdSchema, id, 'id').split('-');
    const page = String(Math.floor(Number(position) / limits.eventsPerPageMax));
    const bytes = await context.stub.getState(tableKey(eventPages, [transactionCode(transaction), page]));
    const events = bytes.length === 0 ? [] : readEventPage(bytes);
    return answer(events[Number(position) % limits.eventsPerPageMax]);
  }
}

function unitOf({ stub }: Context): UnitOfWork {
  return new UnitOfWork(keyByKey(stub), stub.getTxID());
}

/** What is no JSON is no such input either. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function find<T extends object>(
  context: Context,
  table: Table<T>,
  ...parts: string[]
): Promise<string> {
  return answer(await unitOf(context).get(table, ...parts));
}

/** Canonical JSON; `null` for an absent value. */
function answer(value: unknown): string {
  return canonicalJson(value ?? null);
}
