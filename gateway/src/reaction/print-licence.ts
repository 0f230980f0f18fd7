// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { departments, isUnifiedCode, isUnitNumber, licences, licenceTypes } from '@guidang/chaincode/model';
import type { Licence, Party } from '@guidang/chaincode/model';
import { addRendition } from '@guidang/chaincode/commands';
import { attributesInWords } from '@guidang/pages/words';
import { optional } from '../common/optional';
import type { ContentHolders, ContentStore, ContentUsage } from '../content';
import type { EventEntry } from '../application/event/api';
import { find } from '../projection';
import type { Projection } from '../projection';
import { licenceDocument } from '../rendition';
import type { LicenceSheet, Printer } from '../rendition';
import type { SigningCommandService } from '../application/command/service';
import type { Persons } from '../application/person/service';
import { holderForLicence } from '../application/content/holders-of';
import type { Caller } from '../application/caller';
import type { Reaction } from './reactor';

interface PrintLicenceOptions {
  /** Organisations that this gateway acts for. */
  readonly organisations: ReadonlySet<string>;
  readonly projection: Projection;
  readonly contents: ContentStore;
  readonly contentHolders: ContentHolders;
  readonly contentUsage: Pick<ContentUsage, 'count'>;
  readonly commands: SigningCommandService;
  readonly persons: Persons;
  readonly systemOfficer: (organisation: string) => Promise<Caller>;
  /** The URL in the QR code. */
  readonly publicUrl: string;
  /** This gateway's own, from which the salts of printed files derive. */
  readonly saltKey: Uint8Array;
  readonly printer: Pick<Printer, 'print'>;
}

const mediaType = 'application/pdf';
const sheetBytesMax = 32 * 1024 * 1024;

/** 制证: renders the printable file of each licence that is issued, and registers its digest. */
export class PrintLicence implements Reaction {
  readonly name = 'print-licence';
  readonly type = 'licence.issued';
  readonly #options: PrintLicenceOptions;

  constructor(options: PrintLicenceOptions) {
    this.#options = options;
  }

  wants({ officer }: EventEntry): boolean {
    return this.#options.organisations.has(officer.organisation);
  }

  async react(event: EventEntry): Promise<void> {
    const { projection, contents, contentHolders, contentUsage } = this.#options;
    const { commands, systemOfficer, printer } = this.#options;
    const licence = await find(projection, licences, event.subject.id);
    if (licence === undefined || licence.renditions.length > 0) return;
    // Checked first, so that nothing is rendered while there is no officer to register it.
    const officer = await systemOfficer(licence.organisation);
    const file = await printer.print(licenceDocument(await this.#sheet(licence)));
    const { digest, sizeBytes } = await contents.put(chunks(file), {
      sizeBytesMax: sheetBytesMax,
      onKept: contentHolders.noting(holderForLicence(licence)),
    });
    await contentUsage.count(
      { organisation: licence.organisation, department: licence.issuer },
      { digest, sizeBytes },
    );
    // The version makes it happen once: a second attempt is refused, and the next one finds the rendition. An
    // Idempotency-Key would bind to the first attempt's file, though the sheet differs if the name has since changed or
    // been deleted.
    const { identifier, version } = licence;
    const rendition = { digest, bytes: sizeBytes, mediaType } as const;
    await commands.run(officer, addRendition, { identifier, version, rendition }, { role: 'system' });
  }

  async #sheet(licence: Licence): Promise<LicenceSheet> {
    const { projection, publicUrl } = this.#options;
    const type = await find(projection, licenceTypes, licence.type);
    const issuer = await find(projection, departments, licence.issuer);
    const holders = await Promise.all(
      licence.holders.map((holder) => this.#holder(licence.organisation, holder)),
    );
    return {
      title: type?.name ?? licence.type,
      identifier: licence.identifier,
      issuerName: issuer?.name ?? licence.issuer,
      issuerCode: licence.issuer,
      holderDisplay: holders.join('、'),
      validFrom: licence.validFrom,
      ...optional({ validUntil: licence.validUntil }),
      issuedAt: licence.issuedAt,
      fields: [
        ...(licence.object === undefined
          ? []
          : [{ label: objectLabel(licence.object), value: licence.object }]),
        ...attributesInWords(licence.attributes, type?.attributes).map(({ name, value }) => ({
          label: name,
          value: value.zh,
        })),
        ...(licence.case === undefined ? [] : [{ label: '办件编号', value: licence.case }]),
        ...(licence.record === undefined ? [] : [{ label: '电子档案唯一标识码', value: licence.record }]),
      ],
      verificationUrl: `${publicUrl}/v/${licence.identifier}`,
      salt: this.#saltOf(licence),
    };
  }

  /** The same at each attempt, so that all give one file. */
  #saltOf({ identifier, version }: Licence): string {
    const mac = createHmac('sha256', this.#options.saltKey);
    return mac.update(`guidang-rendition-salt/1\u0000${identifier}\u0000${version}`).digest('hex');
  }

  /** The sheet is for the holder: it shows the name, which the ledger's public part does not contain. */
  async #holder(organisation: string, holder: Party): Promise<string> {
    if ('organisation' in holder) return holder.organisation;
    const person = await this.#options.persons.describe(organisation, holder.person);
    return person?.name ?? holder.person;
  }
}

/** 证照所载标的: by the form of its identifier, since licences are given for other things than land. */
function objectLabel(object: string): string {
  if (isUnitNumber(object)) return '不动产单元号';
  return isUnifiedCode(object) ? '统一社会信用代码' : '标的物标识';
}

async function* chunks(file: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(file);
}
