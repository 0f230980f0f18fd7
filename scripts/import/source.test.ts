// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { csvRows, ndjsonRows, rowsOf } from './source';
import type { Header, SourceRow } from './source';

const header =
  'category,retention,year,date,person,organisation,object,sha256,bytes,mediaType,role,description,references';
const line = `WS,Y,2026,2026-11-23${','.repeat(9)}`;
const options = { form: { encoding: 'utf-8', hasMark: false }, given: {}, leftOut: [] } as const;

async function all(rows: AsyncGenerator<SourceRow>): Promise<SourceRow[]> {
  const read: SourceRow[] = [];
  for await (const row of rows) read.push(row);
  return read;
}

/** A file whose disk fails after these bytes. */
function failing(text: string): Readable {
  const source = new Readable({ read: () => undefined });
  source.push(text);
  setImmediate(() => source.destroy(new Error('EIO')));
  return source;
}

describe('the rows of a file', () => {
  it.each([1, 3, 1_000])('are read in chunks of %i', async (size) => {
    const chunks = (text: string): Readable =>
      Readable.from(
        Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
          Buffer.from(text.slice(index * size, (index + 1) * size)),
        ),
      );
    expect(await all(ndjsonRows(chunks('{"a":1}\r\n\n{"b":2}\n')))).toMatchObject([
      { row: 1, text: '{"a":1}' },
      { row: 3, text: '{"b":2}' },
    ]);
    expect(await all(csvRows(chunks(`${header}\n${line}\n`)))).toMatchObject([{ row: 1 }]);
  });

  it.each([
    ['NDJSON', () => ndjsonRows(failing('{"a":1}\n'))],
    ['CSV', () => csvRows(failing(`${header}\n${line}\n`))],
  ])('of %s on a disk that fails are an error, and not the end of the process', async (_kind, rows) => {
    await expect(all(rows())).rejects.toThrow('EIO');
  });

  it('of a file that is not there are an error too', async () => {
    await expect(all(rowsOf('/nowhere/records.csv', options))).rejects.toThrow('ENOENT');
    await expect(all(rowsOf('/nowhere/records.ndjson', options))).rejects.toThrow('ENOENT');
    await expect(all(rowsOf('records.doc', options))).rejects.toThrow('neither');
  });

  it.each([
    ['NDJSON', () => ndjsonRows(Readable.from([Buffer.alloc(2 * 1024 * 1024, 'x')]))],
    ['CSV', () => csvRows(Readable.from([Buffer.from(`${header}\n"`), Buffer.alloc(2 * 1024 * 1024, 'x')]))],
  ])('of %s are bounded', async (_kind, rows) => {
    await expect(all(rows())).rejects.toThrow(/max|is longer than 1048576 bytes/i);
  });

  it('whose first line does not end are refused, in a time that grows with its length only', async () => {
    const endless = Buffer.alloc(1024 * 1024 - 1, '52');
    await expect(all(csvRows(Readable.from([endless])))).rejects.toThrow(/which no record has/);
  });

  it('are counted with the blank lines of NDJSON, and without those of a table', async () => {
    const blank = '\n'.repeat(100_000);
    expect(await all(ndjsonRows(Readable.from([`${blank}{"a":1}\n`])))).toMatchObject([{ row: 100_001 }]);
    const table = csvRows(Readable.from([`${blank}${header}\n${blank}${line}\n`]));
    expect(await all(table)).toMatchObject([{ row: 1 }]);
  });

  it.each([
    ['a column too many', 'WS,Y,2026,2026-11-23,x', /has 5 columns, and the header 4/],
    ['a column too few', 'WS,Y,2026', /ends after 3 columns, without date: .*xlsx/],
    ['the header again', 'category,retention,year,date', /is the header again/],
  ])('with %s are refused each by itself, and the others are read', async (_, wrong, message) => {
    const rows = await all(csv('category,retention,year,date', wrong, 'WS,Y,2026,2026-11-24'));
    expect(rows[0]).toMatchObject({ row: 1, faults: [{ field: 'row' }] });
    expect(rows[0]?.faults?.[0]?.message).toMatch(message);
    expect(rows[1]?.faults).toBeUndefined();
    expect(rows).toHaveLength(2);
  });

  it('keep a quote that stands in a value', async () => {
    const rows = await all(
      csv(
        'category,retention,year,date,题名',
        'WS,Y,2026,2026-11-23,"示范"规划',
        'WS,Y,2026,2026-11-24, "丙"',
      ),
    );
    expect(rows.map(({ description }) => description)).toEqual([
      JSON.stringify({ 题名: '"示范"规划' }),
      JSON.stringify({ 题名: '丙' }),
    ]);
  });

  it('before a quote that is never closed are read', async () => {
    const rows = await all(
      csv('category,retention,year,date', 'WS,Y,2026,2026-11-23', '"WS,Y,2026,2026-11-24'),
    );
    expect(rows.map(({ faults }) => faults?.[0]?.message)).toEqual([
      undefined,
      expect.stringMatching(/quote/) as string,
    ]);
  });

  it('keep commas, quotes and line breaks of quoted values, with any line end', async () => {
    const rows = await all(
      csvRows(
        Readable.from(['category,retention,year,date,题名\r', 'WS,Y,2026,2026-11-23,"甲, ""乙""\r\n丙"\r']),
      ),
    );
    expect(rows[0]?.description).toBe(JSON.stringify({ 题名: '甲, "乙"\n丙' }));
  });

  it.each([
    ['twice', 'category,retention,year,date,sha256,文件摘要', /stand twice: sha256 \(sha256, 文件摘要\)/],
    ['unknown', 'category,retention,year,date,colour,shape', /colour, shape, which no record has/],
    ['missing', 'category,year', /no column retention \(保管期限\), date/],
    ['apart by commas of another width', 'category，retention，year，date', /separate columns with commas/],
  ])('are not read under columns that are %s', async (_, head, message) => {
    await expect(all(csv(head, line))).rejects.toThrow(message);
  });

  it('of a catalogue are read by its own headings, in several spellings, apart by tabs too', async () => {
    const columns = '序号 档案门类 保管期限（必填） 归档年度 成文日期 题　名 责任者 文　号 页数 备注'.split(
      ' ',
    );
    const cells = [
      '1',
      'WS',
      '定期30年',
      '2013',
      '2013/5/7',
      '关于甲的通知',
      '示范市局',
      '示发〔2013〕1号',
      '3',
      '',
    ];
    for (const delimiter of [',', '\t', ';']) {
      const text = [columns, cells].map((row) => row.join(delimiter));
      expect(await all(csv(...text))).toMatchObject([
        {
          text: expect.stringContaining('"retention":"D30","year":"2013","date":"2013-05-07"') as string,
          description: expect.stringContaining('"文号":"示发〔2013〕1号"') as string,
        },
      ]);
    }
  });

  it.each([
    ['a rounded number', 'WS,Y,2026,2026-11-23,2.15E+09', '文号'],
    ['a number without its last digits', 'WS,Y,2026,2026-11-23,123456789012345000', '文号'],
    ['a code made a day', 'WS,Y,2026,2026-11-23,1月2日', '文号'],
    ['an error', 'WS,Y,2026,2026-11-23,#REF!', '文号'],
    ['a replaced character', 'WS,Y,2026,2026-11-23,示\ufffd', '文号'],
    ['characters that became question marks', 'WS,Y,2026,2026-11-23,示??字', '文号'],
    ['a character of a private area', 'WS,Y,2026,2026-11-23,\ue863字', '文号'],
    ['the number of a day', 'WS,Y,2026,45432,1', 'date'],
    ['a day and month that change places', 'WS,Y,2026,5/7/2013,1', 'date'],
  ])('that a spreadsheet has damaged are refused by row and column: %s', async (_, wrong, field) => {
    const [row] = await all(csv('category,retention,year,date,文号', wrong));
    expect(row?.faults).toMatchObject([{ field }]);
  });

  it('apart by tabs or semicolons may hold commas', async () => {
    for (const delimiter of ['\t', ';']) {
      const head = ['category', 'retention', 'year', 'date', '题名'].join(delimiter);
      const cells = ['WS', 'Y', '2026', '2026-11-23', '关于甲,乙的通知'].join(delimiter);
      // The header of a file may come after blank lines, and whatever follows it says nothing of its columns.
      const rows = await all(csv('', head, cells));
      expect(rows).toMatchObject([{ row: 1, description: JSON.stringify({ 题名: '关于甲,乙的通知' }) }]);
    }
  });

  it.each([
    ['="0001"', '0001'],
    ["'0001", '0001'],
    ["'十四五'规划", "'十四五'规划"],
    ["'", "'"],
    ['=A1', '=A1'],
  ])('hold %s, as lists write what is text, as %s', async (typed, kept) => {
    const [row] = await all(csv('category,retention,year,date,文号', `WS,Y,2026,2026-11-23,${typed}`));
    expect(row?.description).toBe(JSON.stringify({ 文号: kept }));
  });

  it.each([
    ['sep=;\r\n', ';'],
    ['"sep=,"\n', ','],
    ['SEP=\t\n', '\t'],
  ])('may be told apart by what Excel says in a line of its own: %j', async (said, by) => {
    const text = said + [header, line].map((each) => each.replaceAll(',', by)).join('\n');
    expect(await all(csvRows(Readable.from([text])))).toMatchObject([{ row: 1 }]);
  });

  it('are read in full-width figures, and with 年度 behind the year', async () => {
    const digest = 'ab'.repeat(32);
    const columns = 'category,retention,year,date,sha256,bytes,mediaType,role';
    const [row] = await all(
      csv(columns, `WS,Y,２０１３年度,２０１３-０５-０７,${digest},１０２４,text/plain,scan`),
    );
    expect(row?.text).toContain('"year":"2013"');
    expect(row?.text).toContain('"bytes":1024');
  });

  it('may have blank cells behind the last column, and fewer than all columns never', async () => {
    const rows = await all(
      csv(
        'category,retention,year,date',
        'WS,Y,2026,2026-11-23, ,,',
        'WS,Y,2026,2026-11-24,,x,',
        'WS,Y,2026',
      ),
    );
    expect(rows.map(({ faults }) => faults?.[0]?.field)).toEqual([undefined, 'row', 'row']);
  });

  it('may have columns without a heading, as long as nothing stands there', async () => {
    const rows = await all(
      csv('category,retention,year,date,,', 'WS,Y,2026,2026-11-23,,', 'WS,Y,2026,2026-11-24,,x'),
    );
    expect(rows.map(({ faults }) => faults?.[0]?.field)).toEqual([undefined, 'column 6']);
  });

  it('say everything that is wrong with them at once', async () => {
    const [row] = await all(
      csv(
        'category,retention,year,date,文号,sha256,bytes,mediaType,role',
        'WS,Y,2026,45432,1E+20,,6,text/plain,scan',
      ),
    );
    expect(row?.faults?.map(({ field }) => field)).toEqual(['文号', 'date', 'sha256']);
  });

  it.each([
    ['a length without a digest', ',6,text/plain,scan'],
    ['two lengths for one digest', `${'ab'.repeat(32)},6 7,text/plain,scan`],
    ['a digest without a role', `${'ab'.repeat(32)},6,text/plain,`],
  ])('with lists of unequal length are refused: %s', async (_, cells) => {
    const [row] = await all(
      csv('category,retention,year,date,sha256,bytes,mediaType,role', `WS,Y,2026,2026-11-23,${cells}`),
    );
    expect(row?.faults).toMatchObject([{ field: 'sha256' }]);
  });

  it('begin below the title of the catalogue, which is said', async () => {
    const titles: (readonly string[])[] = [];
    const lines = [
      '样例县档案馆2013年归档文件目录,,,,',
      '编制单位：样例县档案馆,,,2014年1月,',
      '类别,保管期限,年度,日期,题名',
      'WS,永久,2013,2013-05-07,通知',
    ];
    const options = { given: {}, leftOut: [], onHeader: (header: Header) => titles.push(header.titles) };
    const rows = await all(csvRows(Readable.from([lines.join('\r\n')]), options));
    expect(rows).toMatchObject([{ row: 1, text: expect.stringContaining('"date":"2013-05-07"') as string }]);
    expect(titles).toEqual([['样例县档案馆2013年归档文件目录', '编制单位：样例县档案馆 2014年1月']]);
  });

  it('that only add up those above are refused as such', async () => {
    const [row, last] = await all(
      csv('题名,类别,保管期限,年度,日期', '合计申报表,WS,Y,2013,2013-05-07', '合 计：2件,,,,'),
    );
    expect(row).not.toHaveProperty('faults');
    expect(last?.faults).toEqual([{ field: 'row', message: 'a line of totals is no record: remove it' }]);
  });

  it('with a single value, such as a remark below the list, are refused as such', async () => {
    const columns = '题名,类别,保管期限,年度,日期';
    const [row, last] = await all(csv(columns, '甲,WS,Y,2013,2013-05-07', '制表人：样例甲,,,,'));
    expect(row).not.toHaveProperty('faults');
    expect(last?.faults).toEqual([
      { field: 'row', message: expect.stringContaining('a remark below the list') as string },
    ]);
  });

  it('have headings in which stands what nobody sees', async () => {
    const [row] = await all(
      csv('\u200b题名,\u00ad类别,保\u2060管期限,年度\ufe0f,日期\u061c', '甲,WS,Y,2013,2013-05-07'),
    );
    expect(row?.text).toContain('"date":"2013-05-07"');
  });

  it.each([
    ['文书', 'WS'],
    ['文书档案', 'WS'],
    ['会 计', 'KU'],
    ['ZY·BDC', 'ZY·BDC'],
    ['婚姻', '婚姻'],
  ])('name their category: %s is %s', async (written, category) => {
    const [row] = await all(csv('门类,保管期限,年度,日期', `${written},Y,2013,2013-05-07`));
    expect(row?.text).toContain(`"category":"${category}"`);
  });

  it('apart by full-width commas are refused with what is to be changed', async () => {
    await expect(all(csv('类别，保管期限，年度，日期', 'WS，Y，2013，2013'))).rejects.toThrow(
      'with ， in it: separate columns with commas',
    );
  });

  it('in traditional characters are read by the same headings and words', async () => {
    const rows = await all(
      csv('題名,檔案門類,保管期限,年度,日期,檔號,備註', '會計報表,會計,長期,2001,2001-05-07,A1,x'),
    );
    expect(JSON.parse(rows[0]?.text ?? '')).toMatchObject({
      category: 'KU',
      retention: 'C',
      archivalCode: 'A1',
    });
    // Titles are no words of a catalogue: they stay as they are written.
    expect(rows[0]?.description).toBe(JSON.stringify({ 备注: 'x', 题名: '會計報表' }));
  });

  it('are read by the English headings of other systems', async () => {
    const rows = await all(
      csv(
        'Title,Creator,Category,Retention period,Year,Date of creation,Reference code,Notes',
        'a,b,WS,Y,2001,2001-05-07,A1,x',
      ),
    );
    expect(rows[0]?.text).toContain('"archivalCode":"A1"');
    expect(rows[0]?.description).toBe(JSON.stringify({ 备注: 'x', 责任者: 'b', 题名: 'a' }));
  });

  it.each([
    ['category', '文书(WS)', 'WS'],
    ['category', 'WS-文书', 'WS'],
    ['category', '会计类', 'KU'],
    ['category', '文书(KU)', '文书(KU)'],
    ['category', 'ZY·BDC', 'ZY·BDC'],
    ['retention', '30年（D30）', 'D30'],
    ['retention', 'Y（永久）', 'Y'],
    ['retention', '定期（30年）', 'D30'],
    ['retention', '长期保存', 'C'],
    ['retention', '30年（D10）', '30年（D10）'],
    ['retention', 'D-30', 'D-30'],
    ['year', '2001.0', '2001'],
    ['year', '二〇〇一', '2001'],
    ['year', '2001年度', '2001'],
    ['year', '2001-2002', '2001-2002'],
    ['year', '约2001', '约2001'],
  ])('say their %s in code and words: %s', async (field, value, read) => {
    const cells: Record<string, string> = {
      category: 'WS',
      retention: 'Y',
      year: '2001',
      date: '2001-05-07',
    };
    const [row] = await all(
      csv('category,retention,year,date', Object.values({ ...cells, [field]: value }).join()),
    );
    expect(JSON.parse(row?.text ?? '')).toMatchObject({ [field]: read });
  });

  it('name formats as catalogues do, and digests of SM3', async () => {
    const [row] = await all(
      csv(
        'category,retention,year,date,文件摘要,字节数,文件格式,文件用途',
        `WS,Y,2001,2001-05-07,sm3:${'ab'.repeat(32)} ${'cd'.repeat(32)} ${'ef'.repeat(32)},1 2 3,OFD .tif text/csv,a b c`,
      ),
    );
    expect(JSON.parse(row?.text ?? '')).toMatchObject({
      contents: [
        { digest: { algorithm: 'sm3', value: 'ab'.repeat(32) }, mediaType: 'application/ofd' },
        { digest: { algorithm: 'sha256', value: 'cd'.repeat(32) }, mediaType: 'image/tiff' },
        { digest: { algorithm: 'sha256' }, mediaType: 'text/csv' },
      ],
    });
  });

  it('end where a program of MS-DOS has marked the end', async () => {
    expect(await all(csv('category,retention,year,date', 'WS,Y,2001,2001-05-07', '\u001a'))).toMatchObject([
      { row: 1 },
    ]);
  });

  it('may be shorter by columns that have no heading', async () => {
    const [row] = await all(csv('category,retention,year,date,,', 'WS,Y,2001,2001-05-07'));
    expect(row?.faults).toBeUndefined();
  });

  it('begin below a title that stands alone in its line', async () => {
    const titles: (readonly string[])[] = [];
    const rows = csvRows(
      Readable.from(['某某局2001、2002年目录\ncategory,retention,year,date\nWS,Y,2001,2001-05-07']),
      {
        given: {},
        leftOut: [],
        onHeader: (read) => titles.push(read.titles),
      },
    );
    expect(await all(rows)).toMatchObject([{ row: 1 }]);
    expect(titles).toEqual([['某某局2001、2002年目录']]);
    await expect(all(csv('colour'))).rejects.toThrow(/colour, which no record has/);
  });

  it.each(['[{"category":"WS"}]', '[\n{}\n]', '\ufeff{\n "category": "WS"\n}'])(
    'are none in one JSON document: %j',
    async (text) => {
      await expect(all(ndjsonRows(Readable.from([text])))).rejects.toThrow(/one JSON document/);
    },
  );

  it('that came back corrected from a file of refused rows bring no reason along', async () => {
    expect(
      await all(ndjsonRows(Readable.from(['{"reason":"row/year: wrong","year":"2026"}\n']))),
    ).toMatchObject([{ text: '{"year":"2026"}' }]);
  });
});

function csv(...lines: readonly string[]): AsyncGenerator<SourceRow> {
  return csvRows(Readable.from([`${lines.join('\n')}\n`]));
}
