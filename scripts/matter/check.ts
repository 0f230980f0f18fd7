// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { findingsInTime } from '@guidang/gateway/application/matter/findings';
import { registryFindings } from '@guidang/gateway/application/matter/registry-findings';
import type { Registry } from '@guidang/gateway/application/matter/registry-findings';
import { readMatter } from './read-matter';
import type { FileFault } from './read-matter';

export interface Checked {
  /** Absent when the file holds none that a ledger would take. */
  readonly definition?: MatterDefinition;
  readonly faults: readonly FileFault[];
}

/** What it is checked against beside itself: a registry, on a day in China (YYYY-MM-DD). */
interface Against {
  readonly registry: Registry;
  readonly today: string;
}

/** Reads a matter and finds what is wrong with it: its form first, then what no schema can see. */
export function checkMatter(bytes: Uint8Array, against?: Against): Checked {
  const { definition, faults, placed } = readMatter(bytes);
  if (definition === undefined) return { faults };
  const findings = [
    ...findingsInTime(definition),
    ...(against === undefined ? [] : registryFindings(definition, against.registry, against.today)),
  ];
  return {
    definition,
    faults: findings.map(placed).sort((left, right) => left.line - right.line || left.column - right.column),
  };
}
