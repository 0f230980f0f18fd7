// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '../matter/model';
import type { PartDefinition } from '../matter/part-definition';
import type { Case, CasePart, Material } from './model';
import { beginningOf } from './parts';

const department = '11999999000000035B';
const content = {
  digest: { algorithm: 'sha256', value: 'ab'.repeat(32) },
  bytes: 1,
  mediaType: 'text/plain',
  role: 'scan',
} as const;
const record = `${'0'.repeat(29)}X`;
const licence = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
const otherType = '11999999000000019M002';

function asked(code: string, licenceType?: string): Matter['materials'][number] {
  const accepts: Matter['materials'][number]['accepts'] = ['content', 'record', 'licence'];
  return {
    code,
    name: code,
    required: false,
    accepts,
    ...(licenceType === undefined ? {} : { licenceType }),
  };
}

const single: Matter = {
  schema: 1,
  version: 3,
  id: '99071590000107',
  name: '核验',
  materials: [asked('own'), asked('paper'), asked('file'), asked('any'), asked('this', otherType)],
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};

const part: PartDefinition = {
  code: 'check',
  name: '核验',
  matter: single.id,
  departments: [department],
  materials: {
    paper: { material: 'paper' },
    file: { recordOf: 'survey' },
    any: { licenceOf: 'survey' },
    this: { licenceOf: 'survey' },
  },
};

const joint: Case = {
  schema: 2,
  id: `${department}.J-1`,
  version: 1,
  matter: '99010000100103',
  matterVersion: 1,
  organisation: 'east',
  department,
  region: '999999',
  applicant: { organisation: '91999999000000086B' },
  state: 'accepted',
  materials: [{ code: 'paper', source: { content } }],
  decisions: [],
  openedAt: '2026-11-23T08:00:00.000Z',
  parts: [
    { code: 'survey', department, matterVersion: 1 },
    { code: 'check', department, matterVersion: 3 },
  ],
};

const ended: CasePart = { schema: 1, of: joint.id, code: 'survey', status: 'closed' };

function given(row: CasePart | undefined, of: Case = joint): Material[] {
  const rows = new Map(row === undefined ? [] : [['survey', row]]);
  const place = { owner: { organisation: 'west', department }, single, at: joint.openedAt };
  return beginningOf(part, of, rows, place).materials;
}

describe('the case of a part', () => {
  it('is numbered by its place, and is given what the others have made, in the order of its matter', () => {
    const opened = beginningOf(part, joint, new Map(), {
      owner: { organisation: 'west', department },
      single,
      at: joint.openedAt,
    });
    expect(opened).toMatchObject({
      id: `${department}.${joint.id}-02`,
      organisation: 'west',
      partOf: { case: joint.id, part: 'check' },
    });
    expect(given({ ...ended, record, issued: [licence] })).toEqual([
      { code: 'paper', source: { content } },
      { code: 'file', source: { record } },
      { code: 'any', source: { licence } },
    ]);
  });

  it.each([
    ['nothing of the other part is there', undefined],
    ['it has filed and issued nothing', ended],
    ['it has issued nothing of the kind', { ...ended, issued: [] }],
  ])('is given no more than there is: %s', (_, row) => {
    expect(given(row)).toEqual([{ code: 'paper', source: { content } }]);
    expect(given(row, { ...joint, materials: [] })).toEqual([]);
  });
});
