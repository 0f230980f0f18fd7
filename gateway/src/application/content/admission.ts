// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { fileRecord, fileRecordBody } from '@guidang/chaincode/commands';
import { ContentError } from '../../content';
import type { ContentHolders, ContentStore } from '../../content';
import type { LedgerPort } from '../../ledger/port';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { ContentAdmission, ContentFault, GivenCommand, NamedContent } from './api';
import { holdersFor, holdersOfRecord } from './holders-of';
import { contentsOf, contentsOfRecord } from './named-contents';

interface AdmissionOptions {
  readonly store: ContentStore;
  readonly holders: ContentHolders;
  readonly projection: Projection;
  readonly ledger: Pick<LedgerPort, 'height'>;
}

/** How long a record that was written just now is waited for. */
const projectedWithinMs = 5_000;

/**
 * Looks whether the files that a command names are here, before anything on the ledger rests on them: a digest is filed
 * for thirty years, and nobody notices before the first reading that there was never a file.
 */
export class HeldContents implements ContentAdmission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  async admit(caller: Caller, command: GivenCommand): Promise<void> {
    for (const content of contentsOf(command)) demandNone(await this.#faultOf(content, holdersFor(caller)));
    if (command.type !== fileRecord.type) return;
    const filing = fileRecordBody.safeParse(command.body);
    if (filing.success) await this.#demandRecordHeld(filing.data);
  }

  async unheld(
    caller: Caller,
    named: readonly NamedContent[],
    id?: string,
  ): Promise<readonly ContentFault[]> {
    if (named.length === 0) return [];
    const { projection } = this.#options;
    const record = id === undefined ? undefined : await find(projection, records, id);
    const holders = [
      ...holdersFor(caller),
      ...(record === undefined ? [] : await holdersOfRecord(record, projection)),
    ];
    const faults: ContentFault[] = [];
    for (const content of named) {
      const fault = await this.#faultOf(content, holders);
      if (fault !== undefined) faults.push(fault);
    }
    return faults;
  }

  async #demandRecordHeld({ id, version }: Pick<ArchiveRecord, 'id' | 'version'>): Promise<void> {
    const record = await this.#recordAt({ id, version });
    // The contract says what is wrong with an identifier, or a version, that nobody has.
    if (record?.version !== version) return;
    const holders = await holdersOfRecord(record, this.#options.projection);
    for (const content of contentsOfRecord(record, 'record')) {
      demandNone(await this.#faultOf(content, holders));
    }
  }

  async #recordAt({
    id,
    version,
  }: Pick<ArchiveRecord, 'id' | 'version'>): Promise<ArchiveRecord | undefined> {
    const { projection, ledger } = this.#options;
    const found = await find(projection, records, id);
    if (found !== undefined && found.version >= version) return found;
    const height = await ledger.height();
    await projection.waitFor(height - 1, AbortSignal.timeout(projectedWithinMs));
    return find(projection, records, id);
  }

  /** No error, which would keep a stack: in bulk intake each row may have one, and is taken in all the same. */
  async #faultOf(
    { digest, bytes, field }: NamedContent,
    holders: readonly string[],
  ): Promise<ContentFault | undefined> {
    // Of a store that took one in before that was refused.
    if (bytes === 0) {
      return { code: 'content-empty', message: 'the file has no bytes: there is nothing to store', field };
    }
    const name = await this.#options.holders.keptAs(digest);
    const isHere =
      name !== undefined &&
      (await this.#options.store.has(name)) &&
      (await this.#options.holders.isHeldBy(name, holders));
    if (!isHere) {
      return {
        code: 'content-not-held',
        message: `no file of the digest ${digest.value} is stored here`,
        field,
        facts: { digest: digest.value },
      };
    }
    if (bytes === undefined) return undefined;
    const { sizeBytes } = await this.#options.store.describe(name);
    if (sizeBytes === bytes) return undefined;
    return {
      code: 'content-not-held',
      message: `the file of the digest ${digest.value} has ${sizeBytes} bytes, not ${bytes}`,
      field,
      facts: { digest: digest.value, bytes: sizeBytes },
    };
  }
}

function demandNone(fault: ContentFault | undefined): void {
  if (fault !== undefined) throw new ContentError(fault.code, fault.message, fault);
}
