// SPDX-License-Identifier: Apache-2.0
import { isAuthorised, misfitOf, misfitsOfAttributes } from '@guidang/chaincode/model';
import type {
  Authority,
  CodeBook,
  CodeEntry,
  Department,
  LicenceTypeEntry,
  Matter,
  MatterDefinition,
} from '@guidang/chaincode/model';
import { chineseOf } from '../../errors/schema-faults';
import { refusalInChinese } from '../../words/refusal-words';
import type { Finding, Path } from './finding';

/** What of the registry a matter rests on. */
export interface Registry {
  readonly licenceTypes: readonly Pick<LicenceTypeEntry, 'code' | 'attributes'>[];
  readonly authorities: readonly Authority[];
  readonly departments: readonly Pick<Department, 'code' | 'organisation' | 'region' | 'successor'>[];
  readonly codes: readonly Pick<CodeEntry, 'book' | 'code' | 'from' | 'until'>[];
  /** Those in force: parts are handled under them. */
  readonly matters: readonly Matter[];
}

/**
 * What a matter asks of a registry that is not in it. A province has thousands of departments, and more authorities: each
 * is looked at once, since nothing else is answered meanwhile.
 * @param today YYYY-MM-DD, in China: authority is granted for a time.
 */
export function registryFindings(matter: MatterDefinition, registry: Registry, today: string): Finding[] {
  return [
    ...licenceFindings(matter, registry, today),
    ...attributeFindings(matter, registry),
    ...departmentFindings(matter, registry),
    ...singleFindings(matter, registry),
    ...codeFindings(matter, registry, today),
  ];
}

/** Attributes that are asked for, or given, otherwise than their licence type defines them. */
function attributeFindings(matter: MatterDefinition, { licenceTypes }: Registry): Finding[] {
  const types = new Map(licenceTypes.map((type) => [type.code, type]));
  return misfitsOfAttributes(matter, types).map(({ path, message }) => ({
    path,
    en: message,
    zh: chineseOf({ kind: 'command-malformed', message }),
  }));
}

/** Departments of parts that there are not, and parts that leave no region with a department for each. */
function departmentFindings({ parts = [] }: MatterDefinition, { departments }: Registry): Finding[] {
  const regions = new Map(departments.map(({ code, region }) => [code, region]));
  const unknown = parts.flatMap((part, at) =>
    part.departments.flatMap((code, index): Finding[] =>
      regions.has(code)
        ? []
        : [
            {
              path: ['parts', at, 'departments', index],
              en: `the registry has no department ${code}`,
              zh: `登记簿中没有部门 ${code}`,
            },
          ],
    ),
  );
  const [first = [], ...others] = parts.map((part) => part.departments.map((code) => regions.get(code)));
  const isShared = first.some((region) => others.every((other) => other.includes(region)));
  if (parts.length === 0 || unknown.length > 0 || isShared) return unknown;
  return [
    {
      path: ['parts'],
      en: 'no region has a department for each part: such a case cannot be opened',
      zh: '没有一个地区的各子事项都有主管部门：这样的办件无法收件',
    },
  ];
}

/**
 * Parts that cannot be handled under their matters in force. One that is not published yet may come before this is: that
 * keeps nothing from being written.
 */
function singleFindings(matter: MatterDefinition, { matters }: Registry): Finding[] {
  const { parts = [] } = matter;
  const inForce = new Map(matters.map((each) => [each.id, each]));
  const singles = new Map(
    parts.flatMap(({ code, matter: id }) => {
      const single = inForce.get(id);
      return single === undefined ? [] : [[code, single] as const];
    }),
  );
  return parts.flatMap((part, at): Finding[] => {
    const { code, matter: id } = part;
    // That it is its own part is said without any registry.
    if (id === matter.id) return [];
    const path = ['parts', at, 'matter'];
    if (!singles.has(code)) {
      const en = `no matter ${id} is in force: it is published before this one`;
      return [{ path, en, zh: `事项 ${id} 尚未生效：须先于本事项发布`, isOpen: true }];
    }
    const misfit = misfitOf(part, matter, singles);
    if (misfit === undefined) return [];
    const en = `the part ${code} does not fit its matter ${id}: ${misfit}`;
    const why = refusalInChinese(misfit) ?? misfit;
    return [{ path, en, zh: `子事项 ${code} 与其事项 ${id} 不相符：${why}` }];
  });
}

/**
 * Codes that the code book does not name on the day. The ledger takes any, of a matter as of a command, since a book is
 * always behind; but histories and printed papers show such a one without words, and `archives-law-28` beside
 * `archives-law:28` are two bases: so it is said here, and keeps nothing from being published.
 */
function codeFindings(matter: MatterDefinition, { codes }: Registry, today: string): Finding[] {
  return codesOf(matter)
    .filter(
      ({ book, code }) =>
        !codes.some((entry) => entry.book === book && entry.code === code && isIn(entry, today)),
    )
    .map(({ path, book, code }) => ({
      path,
      en: `the code book has no ${book} ${code} today: histories show it without words`,
      zh: `代码表中今日没有${bookWords[book]} ${code}：办理记录中只能显示代码`,
      isOpen: true,
    }));
}

const bookWords = { reason: '事由', basis: '依据' } as const;

interface NamedCode {
  readonly path: Path;
  readonly book: Extract<CodeBook, 'reason' | 'basis'>;
  readonly code: string;
}

function codesOf({ basis, questions = [], outcomes }: MatterDefinition): NamedCode[] {
  const own: NamedCode[] = basis === undefined ? [] : [{ path: ['basis'], book: 'basis', code: basis }];
  const asked = questions.flatMap(({ basis: code }, index): NamedCode[] =>
    code === undefined ? [] : [{ path: ['questions', index, 'basis'], book: 'basis', code }],
  );
  const changes = outcomes.flatMap((outcome, index): NamedCode[] => {
    if (outcome.kind !== 'change-licence') return [];
    const { reason, basis: because } = outcome;
    return [
      { path: ['outcomes', index, 'reason'], book: 'reason', code: reason },
      { path: ['outcomes', index, 'basis'], book: 'basis', code: because },
    ];
  });
  return [...own, ...asked, ...changes];
}

function isIn(
  { from = '', until = '9999-12-31' }: Pick<CodeEntry, 'from' | 'until'>,
  today: string,
): boolean {
  return from <= today && today <= until;
}

function licenceFindings(matter: MatterDefinition, registry: Registry, today: string): Finding[] {
  return licencesOf(matter).flatMap(({ path, type, isIssued }) => {
    if (!registry.licenceTypes.some(({ code }) => code === type)) {
      return {
        path,
        en: `the registry has no licence type ${type}`,
        zh: `登记簿中没有证照类型 ${type}`,
      };
    }
    if (!isIssued || mayIssue(matter, registry, type, today)) return [];
    const by = matter.owner === undefined ? '' : ` of the organisation ${matter.owner}`;
    return {
      path,
      en: `no department${by} has the authority to issue licences of type ${type} today: such a case cannot complete`,
      zh: `今日没有部门${matter.owner === undefined ? '' : `（组织 ${matter.owner}）`}有权颁发类型 ${type} 的证照：这样的办件无法办结`,
    };
  });
}

interface Licence {
  readonly path: Path;
  readonly type: string;
  readonly isIssued: boolean;
}

function licencesOf({ materials, outcomes }: MatterDefinition): Licence[] {
  return [
    ...materials.flatMap(({ licenceType: type }, index) =>
      type === undefined ? [] : { path: ['materials', index, 'licenceType'], type, isIssued: false },
    ),
    ...outcomes.flatMap((outcome, index) =>
      outcome.kind === 'issue-licence'
        ? { path: ['outcomes', index, 'licenceType'], type: outcome.licenceType, isIssued: true }
        : [],
    ),
  ];
}

/** A case is decided by its own department, in that one's region; only an owner's departments open cases of its matter. */
function mayIssue(
  { owner }: MatterDefinition,
  { authorities, departments }: Registry,
  type: string,
  today: string,
): boolean {
  const ofType = authorities.filter(({ licenceType }) => licenceType === type);
  const byIssuer = new Map(ofType.map((authority) => [authority.issuer, authority]));
  return departments
    .filter(
      ({ organisation, successor }) => successor === undefined && organisation === (owner ?? organisation),
    )
    .some(({ code, region }) => isAuthorised(byIssuer.get(code), region, today));
}
