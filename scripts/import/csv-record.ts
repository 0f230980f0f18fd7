// SPDX-License-Identifier: Apache-2.0

/** The columns of a CSV file, as named in its first line; those not marked optional are required. */
export const csvColumns = {
  category: 'category code (DA/T 46), such as WS or ZY·BDC',
  retention: 'Y, D30 or D10',
  year: 'year of the record',
  date: 'date of the record, YYYY-MM-DD',
  person: 'optional: pseudonyms of dossiers, apart by spaces',
  organisation: 'optional: unified codes of dossiers, apart by spaces',
  object: 'optional: object identifiers of dossiers, apart by spaces',
  sha256: 'optional: digests of contents in hexadecimal, apart by spaces',
  bytes: 'optional: their lengths, in the same order',
  mediaType: 'optional: their media types, in the same order',
  role: 'optional: what each is in the record, in the same order',
  description: 'optional: sha256 of the descriptive metadata',
  references: 'optional: identifiers of earlier records, apart by spaces',
} as const;

const needed = ['category', 'retention', 'year', 'date'] as const;

/**
 * Checks a header line.
 * @throws {Error} naming an unknown or missing column.
 */
export function checkColumns(columns: readonly string[]): void {
  const unknown = columns.find((column) => !Object.hasOwn(csvColumns, column));
  if (unknown !== undefined) throw new Error(`the CSV file has a column ${unknown}, which no record has`);
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) throw new Error(`the CSV file has no column ${missing}`);
}

/** Converts a line of a CSV file to a record's content; the gateway validates it. */
export function recordOf(line: Readonly<Record<string, string>>): object {
  const list = (column: keyof typeof csvColumns): string[] =>
    (line[column] ?? '').split(' ').filter((part) => part !== '');
  const [bytes, mediaTypes, roles] = [list('bytes'), list('mediaType'), list('role')];
  const { category, retention, year, date, description = '' } = line;
  return {
    ...{ category, retention, year, date },
    dossiers: [
      ...list('person').map((person) => ({ person })),
      ...list('organisation').map((organisation) => ({ organisation })),
      ...list('object').map((object) => ({ object })),
    ],
    contents: list('sha256').map((value, index) => ({
      digest: { algorithm: 'sha256', value },
      bytes: Number(bytes[index]),
      mediaType: mediaTypes[index],
      role: roles[index],
    })),
    ...(description === '' ? {} : { description: { algorithm: 'sha256', value: description } }),
    references: list('references'),
  };
}
