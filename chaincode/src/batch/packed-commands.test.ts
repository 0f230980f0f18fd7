// SPDX-License-Identifier: Apache-2.0
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readCommand } from '../command/execute';
import { canonicalJson } from '../ledger/canonical';
import { limits } from '../ledger/limits';
import { Refusal } from '../ledger/refusal';
import { declareSearch } from '../record/search';
import { allCommands } from './all-commands';
import { packCommands, unpackCommands } from './packed-commands';

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
function jws(payload: unknown): string {
  return `${encode({ alg: 'ES256' })}.${encode(payload)}.c2lnbmF0dXJl`;
}
function deflated(text: string): string {
  return deflateRawSync(text).toString('base64');
}

describe('packed commands', () => {
  it('unpack to what was packed, for any text', async () => {
    const command = fc.oneof(
      fc.jsonValue().map((payload) => jws({ payload })),
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n')),
      fc.constantFrom('a.b.c', '!', '..', `${encode({})}.${encode({})}.`, `${encode({})}=.${encode({})}.s`),
      fc.uint8Array().map((bytes) => `${encode({})}.${Buffer.from(bytes).toString('base64url')}.s`),
      fc.constant(`${encode({})}.${Buffer.from('{\n}').toString('base64url')}.s`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), async (commands) => {
        expect(unpackCommands(await packCommands(commands))).toEqual(commands);
      }),
    );
  });

  it('compress well when they are alike', async () => {
    const commands = Array.from({ length: 100 }, (_, index) => jws({ type: 'record.create', number: index }));
    expect((await packCommands(commands)).length).toBeLessThan(commands.join('').length / 10);
  });

  it('reject a line break', async () => {
    await expect(packCommands(['a\nb'])).rejects.toThrow(RangeError);
  });

  it.each([
    ['no text', ''],
    ['nothing deflated', 'QUJD'],
    ['a command cut short', deflated('{}\n{}')],
    ['more than the limit', deflated(' '.repeat(limits.batchBytesMax + 1))],
  ])('are not %s', (_, packed) => {
    expect(codeOf(packed)).toBe('command-malformed');
  });

  it('are refused before millions of empty lines become texts', () => {
    const packed = deflated('\n'.repeat(limits.batchBytesMax - 1));
    const before = process.memoryUsage().heapUsed;
    expect(codeOf(packed)).toBe('limit-exceeded');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(2 * limits.batchBytesMax);
  });

  it('cost no endorser more than what a command may hold, however small they are packed', () => {
    const header = canonicalJson({ alg: 'ES256', typ: 'guidang-command', 'x5t#S256': 'A'.repeat(43) });
    const filters = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`name${index}`, 0]));
    const common = {
      network: 'guidang',
      channel: 'guidang',
      role: 'governor',
      issuedAt: '2026-11-28T00:00:00Z',
    };
    const payload = canonicalJson({ ...common, id: 'a-command', type: 'record.search', body: { filters } });
    const lines = [header, payload, 'A'.repeat(86)].join('\n');
    const all = Array.from({ length: Math.floor(limits.batchBytesMax / (lines.length + 1)) }, () => lines);
    const opened = jest.spyOn(declareSearch, 'open');
    const codes = unpackCommands(deflated(all.join('\n'))).map((command) => readingOf(command));
    expect(new Set(codes)).toEqual(new Set(['limit-exceeded']));
    // Before its schema has looked at a single member.
    expect(opened).not.toHaveBeenCalled();
  });

  it('are refused above the size limit of a transaction', async () => {
    const commands = Array.from({ length: limits.commandsPerTransactionMax + 1 }, () => 'x');
    const packed = await packCommands(commands);
    expect(codeOf(packed)).toBe('limit-exceeded');
  });
});

function codeOf(packed: string): string | undefined {
  return refusalOf(() => unpackCommands(packed));
}
function readingOf(command: string): string | undefined {
  return refusalOf(() => readCommand(command, allCommands));
}

/** The code of the refusal; rethrows anything else. */
function refusalOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.document.code;
    throw error;
  }
}
