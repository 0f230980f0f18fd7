// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { diagramOf } from './diagram';
import { shipped } from './shipped';

describe('a matter as a diagram', () => {
  const lines = diagramOf(realEstateTransfer).split('\n');

  it('leads from the application through each step to the file', () => {
    expect(lines[0]).toBe('stateDiagram-v2');
    for (const line of [
      '  [*] --> submitted : 不动产转移登记（买卖）',
      '  submitted --> supplement : ask-supplement',
      '  submitted --> accepted : accept',
      '  accepted --> step_initial_review : 初审（reviewer）',
      '  step_decide --> step_register : 登簿（registrar） [条件]',
      '  step_register --> closed : 办结条件成立：归档',
    ]) {
      expect(lines).toContainEqual(expect.stringContaining(line));
    }
  });

  it('names each state that it leads to', () => {
    const named = lines.flatMap((line) => /^ {2}(\w+) : /.exec(line)?.[1] ?? []);
    const used = lines.flatMap((line) => /^ {2}(\S+) --> (\S+)/.exec(line)?.slice(1) ?? []);
    expect([...new Set(used)].filter((node) => node !== '[*]' && !named.includes(node))).toEqual([]);
  });

  it('says what is asked, beside who answers it', () => {
    const food = diagramOf(shipped('food-business-licence')).split('\n');
    expect(food).toContain('  note right of step_inspect : 现场核查结论（符合／不符合）');
    const child = diagramOf(shipped('newborn')).split('\n');
    expect(child).toContain('  note right of accepted : 新生儿是否未满一周岁？（是／否）');
  });

  it.each(['accepted', 'closed', 'refused', 'end', 'note', 'state'])(
    'keeps a step that is called %s apart from states, and from words of Mermaid',
    (code) => {
      const [step, ...others] = realEstateTransfer.steps;
      if (step === undefined) throw new Error('the matter has steps');
      const drawn = diagramOf({ ...realEstateTransfer, steps: [{ ...step, code }, ...others] }).split('\n');
      expect(drawn).toContain(`  step_${code} : 初审`);
      expect(drawn).toContainEqual(expect.stringContaining(`  accepted --> step_${code} : 初审（reviewer）`));
      const nodes = drawn.flatMap((line) => /^ {2}(\w+) : /.exec(line)?.[1] ?? []);
      expect(new Set(nodes).size).toBe(nodes.length);
    },
  );

  it.each(['\r', '\u0085', '\u2028', '\u2029'])(
    'stays on its line whatever breaks lines in a name: %j',
    (mark) => {
      const drawn = diagramOf({ ...realEstateTransfer, name: `甲${mark}note` });
      expect(drawn).toContain(`甲#${mark.charCodeAt(0)};note`);
      expect(drawn).not.toContain(mark);
    },
  );

  it('holds no syntax that a name brings', () => {
    const name = '甲; [*] --> closed : "x"\nnote';
    expect(diagramOf({ ...realEstateTransfer, name }).split('\n')).toHaveLength(lines.length);
    expect(diagramOf({ ...realEstateTransfer, name })).toContain(
      '甲#59; [*] --#62; closed #58; #34;x#34;#10;note',
    );
  });
});

describe('a joint matter as a diagram', () => {
  const lines = diagramOf(shipped('company-setup')).split('\n');

  it('leads to each part from those that it waits for, and to the end', () => {
    for (const line of [
      '  part_registration : 设立登记（00013112700401）',
      '  [*] --> accepted : 企业开办一件事',
      '  accepted --> part_registration',
      '  part_registration --> part_tax : [closed]',
      '  part_tax --> part_seals : [closed / late]',
      '  accepted --> part_seals : [seal-application]',
      '  part_seals --> closed : 办结条件成立：归档案卷',
      '  part_registration --> terminated',
    ]) {
      expect(lines).toContainEqual(expect.stringContaining(line));
    }
  });

  it('names each state that it leads to', () => {
    const named = lines.flatMap((line) => /^ {2}(\w+) : /.exec(line)?.[1] ?? []);
    const used = lines.flatMap((line) => /^ {2}(\S+) --> (\S+)/.exec(line)?.slice(1) ?? []);
    expect([...new Set(used)].filter((node) => node !== '[*]' && !named.includes(node))).toEqual([]);
  });
});
