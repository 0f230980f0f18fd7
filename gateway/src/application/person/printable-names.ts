// SPDX-License-Identifier: Apache-2.0
import type { Party } from '@guidang/chaincode/model';
import { CharactersUnprintable } from '../../errors/characters-unprintable';
import type { Printer } from '../../rendition';
import type { Caller } from '../caller';
import type { NameCheck } from './api';

interface PrintableNamesOptions {
  readonly persons: {
    describe: (organisation: string, person: string) => Promise<{ readonly name: string } | undefined>;
  };
  readonly printer: Pick<Printer, 'hindranceOf'>;
}

/** Asks the fonts before a licence is issued: afterwards it is in force, and cannot be printed. */
export class PrintableNames implements NameCheck {
  readonly #options: PrintableNamesOptions;

  constructor(options: PrintableNamesOptions) {
    this.#options = options;
  }

  async ofText(text: string, field: string): Promise<readonly CharactersUnprintable[]> {
    const hindrance = await this.#options.printer.hindranceOf(text);
    return hindrance === undefined ? [] : [new CharactersUnprintable(hindrance.message, field)];
  }

  async ofParties(
    { organisation }: Pick<Caller, 'organisation'>,
    parties: readonly Party[],
    fieldOf: (index: number) => string,
  ): Promise<readonly CharactersUnprintable[]> {
    const faults = parties.map(async (party, index) => {
      if (!('person' in party)) return [];
      const person = await this.#options.persons.describe(organisation, party.person);
      return person === undefined ? [] : this.ofText(person.name, fieldOf(index));
    });
    return (await Promise.all(faults)).flat();
  }
}
