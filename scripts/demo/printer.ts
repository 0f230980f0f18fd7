// SPDX-License-Identifier: Apache-2.0
import { departments, jointDepartments } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';

/** The details of a step, by name: identifiers, states, digests; never a person's name or number. */
export type PrintedFacts = Readonly<Record<string, string | number | undefined>>;

const styles = { bold: 1, red: 31, green: 32, yellow: 33, cyan: 36, grey: 90 } as const;

const departmentNames = new Map<string, string>(
  [departments, jointDepartments]
    .flatMap((some) => Object.values(some))
    .map(({ code, name }) => [code, name]),
);

/** Prints the story to standard output, step by step; in colour on a terminal only. */
export class Printer {
  readonly #line: (text: string) => void;
  #act = 0;
  #step = 0;

  /** @param line takes the story instead of standard output, line by line. */
  constructor(line: (text: string) => void = console.log) {
    this.#line = line;
  }

  act(title: string): void {
    this.#act += 1;
    this.#step = 0;
    this.#line(`\n${paint('bold', `${this.#act}  ${title}`)}`);
  }

  step(officer: DemoOfficer, text: string, facts: PrintedFacts = {}): void {
    this.#step += 1;
    const number = `${this.#act}.${this.#step}`.padEnd(5);
    const department = departmentNames.get(officer.department);
    const place = [...(department === undefined ? [] : [department]), officer.organisation].join(', ');
    const who = `${officer.id} (${place})`;
    this.#line(`  ${number} ${paint('cyan', who)} ${text}`);
    for (const [name, value] of Object.entries(facts)) {
      if (value !== undefined) this.#line(`        ${paint('grey', `${name}:`)} ${value}`);
    }
  }

  refusal(officer: DemoOfficer, text: string, problem: string): void {
    this.step(officer, text);
    this.#line(`        ${paint('yellow', 'refused:')} ${problem}`);
  }

  note(text: string): void {
    this.#line(`        ${paint('grey', text)}`);
  }
}

function paint(style: keyof typeof styles, text: string): string {
  return process.stdout.isTTY ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
}
