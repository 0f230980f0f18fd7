// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const number = z.string().regex(/^\d+\.\d+\.\d+$/);
const sentence = z.string().regex(/[.)]$/);

/** A test's title as its source has it; of a table of cases also what names the case. */
const titleSchema = z.union([z.string(), z.tuple([z.string(), z.string()])]);

const evidence = {
  /** What is asked, in our words: the standard's are not ours to copy. */
  what: z.string().refine((text) => text.split(' ').length <= 12, 'is a short paraphrase'),
  /** Test file, title. */
  tests: z.array(z.record(z.string(), titleSchema)).default([]),
  /** Pages of ours, where a requirement asks for documentation. */
  docs: z.array(z.string()).default([]),
};

const verdictSchema = z.discriminatedUnion('is', [
  z.strictObject({ ...evidence, is: z.literal('met'), why: sentence.optional() }),
  z.strictObject({ ...evidence, is: z.literal('partly'), why: sentence }),
  z.strictObject({ ...evidence, is: z.literal('no'), why: sentence }),
  z.strictObject({ ...evidence, is: z.literal('not applicable'), why: sentence }),
]);

export type Verdict = z.infer<typeof verdictSchema>;

const levelsSchema = z.strictObject({ level1: z.array(number), level2: z.array(number) });
const requirementsSchema = z.record(z.string(), levelsSchema);
const assessmentSchema = z.record(number, verdictSchema);

export interface Requirement {
  readonly number: string;
  readonly chapter: number;
  readonly level: 1 | 2;
}

/** @param folder where the data files are: this folder in the sources. */
export function readRequirements(folder: string): readonly Requirement[] {
  const chapters = requirementsSchema.parse(parse(readFileSync(join(folder, 'requirements.yaml'), 'utf8')));
  return Object.entries(chapters)
    .flatMap(([name, { level1, level2 }]) => {
      const chapter = Number(name);
      const at = (level: 1 | 2) => (each: string) => ({ number: each, chapter, level });
      return [...level1.map(at(1)), ...level2.map(at(2))];
    })
    .sort((one, other) => rankOf(one.number) - rankOf(other.number));
}

/** What is said of each requirement, by its number. @param folder as above. */
export function readAssessment(folder: string): ReadonlyMap<string, Verdict> {
  const stored = assessmentSchema.parse(parse(readFileSync(join(folder, 'assessment.yaml'), 'utf8')));
  return new Map(Object.entries(stored));
}

function rankOf(text: string): number {
  return text.split('.').reduce((rank, part) => rank * 100 + Number(part), 0);
}
