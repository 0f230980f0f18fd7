// SPDX-License-Identifier: Apache-2.0
import { chineseDate } from '@guidang/gateway/rendition';
import { startPaper } from './paper';
import type { SamplePerson } from '@guidang/chaincode/sample';
import { offices, sale } from './property';
import { scan } from './scan';

/** A copy of a person's identity paper (身份证明) as scanned at the service window. */
export async function identityScan(person: SamplePerson, seed: number): Promise<Buffer> {
  const document = startPaper({
    title: '居民身份证（样张）',
    author: offices.registry,
    createdAt: sale.appliedAt,
  });
  document.gap(30);
  document.table([
    { label: '姓名', value: person.name },
    { label: '性别', value: person.sex },
    { label: '出生', value: chineseDate(person.birthDate) },
    { label: '住址', value: person.address },
    { label: '公民身份号码', value: person.citizenNumber },
  ]);
  document.gap(40);
  document.paragraph('与原件核对一致，仅用于办理不动产转移登记。', { size: 12 });
  document.paragraph(`${offices.registry}　${chineseDate(sale.appliedAt)}`, { size: 12 });
  return scan(await document.finish(), seed);
}
