// SPDX-License-Identifier: Apache-2.0
import type { SamplePerson } from '@guidang/chaincode/sample';
import { personRows, signatures, startPaper } from './paper';

type Rows = readonly (readonly [label: string, value: string])[];

/** The papers of a joint matter (一件事). */
export interface PaperSet {
  readonly window: string;
  /** When they are handed in, by the story. */
  readonly at: string;
  /** Who applies, and as what. */
  readonly applicant: { readonly role: string; readonly person: SamplePerson };
  /** By the codes of the materials in the matter. */
  readonly papers: Readonly<Record<string, { readonly title: string; readonly rows: Rows }>>;
}

export interface JointPaper {
  /** The material's code in the matter. */
  readonly code: string;
  readonly name: string;
  readonly mediaType: 'application/pdf';
  readonly bytes: Buffer;
}

/** What the applicant hands in, once and for all departments. Every run gives the same bytes. */
export function jointPapers(set: PaperSet): Promise<JointPaper[]> {
  return Promise.all(
    Object.entries(set.papers).map(async ([code, { title, rows }]) => ({
      code,
      name: `${title}.pdf`,
      mediaType: 'application/pdf',
      bytes: await paper(set, title, rows),
    })),
  );
}

function paper({ window, at, applicant }: PaperSet, title: string, rows: Rows): Promise<Buffer> {
  const { role, person } = applicant;
  const document = startPaper({ title, author: window, createdAt: at });
  document.table([...rows.map(([label, value]) => ({ label, value })), ...personRows(role, person)]);
  signatures(document, [`申请人签字：${person.name}`]);
  return document.finish();
}
