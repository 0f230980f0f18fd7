// SPDX-License-Identifier: Apache-2.0
import { jointMatter } from '../../../src/testing/joint-matter';
import { matterAddress, versionIn } from '../shell/address';
import type { Matter } from '../shell/api';
import { transfer } from '../testing/sample-case';
import { layersOf, placeIn, stagesOf } from './matter-view';

const joint = { ...jointMatter, schema: 2, version: 1 } as Matter;

function part(code: string, ...after: readonly string[]): Parameters<typeof layersOf>[0][number] {
  const begins = { all: after.map((other) => ({ part: other, is: ['closed' as const] })) };
  const shape = { code, name: code, matter: '99010000100103', departments: [], materials: {} };
  return after.length === 0 ? shape : { ...shape, begins };
}

describe('how a case of a matter goes', () => {
  it('leads through its steps, each with its role, to what follows by itself', () => {
    const names = stagesOf(transfer).map((stage) => stage.map(({ name }) => name.zh));
    expect(names).toEqual([['受理'], ...transfer.steps.map(({ name }) => [name]), ['自动办结']]);
    expect(stagesOf(transfer)[1]?.[0]?.lines[0]).toEqual({ en: 'reviewer', zh: '审查' });
    const end =
      stagesOf(transfer)
        .at(-1)?.[0]
        ?.lines.map(({ zh }) => zh) ?? [];
    expect(end.join('\n')).toMatch(/^条件：.*缴费收据/);
    expect(end.join('\n')).toMatch(/颁发证照/);
    expect(end.at(-1)).toMatch(/^归档：/);
  });

  it('calls what licences say by the names of their types', () => {
    const title = 'title-certificate';
    const acceptance = {
      attribute: { licence: title, name: 'land-right' },
      is: ['allotted'],
    };
    const type = transfer.materials.find(({ code }) => code === title)?.licenceType ?? '';
    const choices = [{ code: 'allotted', name: '划拨' }];
    const attributes = [{ code: 'land-right', name: '权利性质', kind: 'choice' as const, choices }];
    const licenceTypes = [
      {
        schema: 1 as const,
        version: 1,
        code: type,
        name: '证书',
        statuses: ['in-force' as const],
        attributes,
      },
    ];
    const [first] = stagesOf({ ...transfer, acceptance, licenceTypes });
    expect(first?.[0]?.lines[0]?.zh).toBe('条件：“不动产权证书”的权利性质为划拨');
  });

  it('says what is asked at the application and of each role once, with the answers', () => {
    const here = { code: 'here', text: { zh: '在本地？', en: 'Here?' }, by: 'applicant' as const };
    const fit = { code: 'fit', text: { zh: '符合', en: 'fit' } };
    const unfit = { code: 'unfit', text: { zh: '不符合', en: 'unfit' } };
    const site = {
      code: 'site',
      text: { zh: '现场', en: 'The site' },
      by: 'reviewer' as const,
      choices: [fit, unfit],
    };
    const stages = stagesOf({ ...transfer, questions: [here, site] });
    const asked = stages.map(([node]) =>
      node?.lines.filter(({ zh }) => zh.startsWith('询问')).map(({ en, zh }) => [en, zh]),
    );
    expect(asked).toEqual([
      [['asks: Here? (yes / no)', '询问：在本地？（是 / 否）']],
      [['asks: The site (fit / unfit)', '询问：现场（符合 / 不符合）']],
      ...stages.slice(2).map(() => []),
    ]);
    expect(placeIn(['questions', 1], { ...transfer, questions: [here, site] })).toBe('现场');
    expect(placeIn(['questions', 1], transfer)).toBe('');
  });

  it('leads through the parts of a joint matter, each behind what it waits for', () => {
    const names = stagesOf(joint).map((stage) => stage.map(({ name }) => name.zh));
    expect(names).toEqual([['申请'], ['测绘'], ['核验'], ['自动办结']]);
    expect(stagesOf(joint)[1]?.[0]?.lines.at(-1)?.zh).toBe('申请时即开始');
    expect(stagesOf(joint)[2]?.[0]?.lines.at(-1)?.zh).toBe('条件：事项“测绘”已办结');
  });
});

it.each([
  [[part('a'), part('b', 'a'), part('c', 'a'), part('d', 'b', 'c')], 'a|b c|d'],
  [[part('b', 'a'), part('a')], 'a|b'],
  // Nothing is lost of what can never begin.
  [[part('a'), part('b', 'c'), part('c', 'b')], 'a|b c'],
])('parts stand in layers: %#', (parts, layers) => {
  const found = layersOf(parts).map((layer) => layer.map(({ code }) => code).join(' '));
  expect(found.join('|')).toBe(layers);
});

it('an address names a version, or the one in force', () => {
  const search = (address: string): string => new URL(address, 'http://localhost').search;
  expect(versionIn(search(matterAddress('99010000100103', 2)))).toBe(2);
  expect(matterAddress('a/b')).toBe('/app/matters/a%2Fb');
  expect(['', '?version=', '?version=0', '?version=x', '?version=1.5'].map(versionIn)).toEqual(
    Array(5).fill(undefined),
  );
});

it.each([
  [['materials', 0], transfer.materials[0]?.name],
  [['steps', 1, 'role'], transfer.steps[1]?.name],
  [['steps', 99], ''],
  [['parts', 0], ''],
  [['constructor', 0], ''],
  [[], ''],
])('a finding stands at what it is about: %j', (path, name) => {
  expect(placeIn(path, transfer)).toBe(name);
});
