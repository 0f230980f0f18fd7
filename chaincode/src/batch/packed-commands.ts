// SPDX-License-Identifier: Apache-2.0
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';

const deflate = promisify(deflateRaw);
/** Marks a command that is not in the usual encoding and is carried verbatim. */
const asItIs = '!';
const linesMax = 3 * limits.commandsPerTransactionMax;

/**
 * Packs signed commands for one transaction. Their bytes go through three endorsements, four orderers and four blocks,
 * and base64url hides the similarity of commands from the compressor. So each command is written as one line with its
 * decoded header, payload and signature, and all lines are deflated together (RFC 1951) and base64-encoded. Unpacking
 * restores exactly the same compact JWSs.
 * @throws {RangeError} when a command contains a line break, which no JWS does.
 */
export async function packCommands(commands: readonly string[]): Promise<string> {
  const packed = await deflate(Buffer.from(commands.map(toLines).join('\n'), 'utf8'));
  return packed.toString('base64');
}

/**
 * Unpacks the output of {@link packCommands}.
 * @throws {Refusal} `command-malformed` for any other input, `limit-exceeded` when the unpacked text is too large.
 */
export function unpackCommands(packed: string): string[] {
  // Counted before it is split: a small text inflates to millions of empty lines.
  const lines = inflate(packed).split('\n', linesMax + 1);
  demand(lines.length <= linesMax, 'limit-exceeded', 'a transaction takes fewer commands');
  const commands: string[] = [];
  for (let at = 0; at < lines.length;) {
    const [first = '', payload, signature] = lines.slice(at, at + 3);
    if (first.startsWith(asItIs)) {
      commands.push(first.slice(asItIs.length));
      at += 1;
    } else {
      demand(payload !== undefined && signature !== undefined, 'command-malformed', 'a command is cut short');
      commands.push(`${toBase64url(first)}.${toBase64url(payload)}.${signature}`);
      at += 3;
    }
    demand(
      commands.length <= limits.commandsPerTransactionMax,
      'limit-exceeded',
      'a transaction takes fewer commands',
    );
  }
  return commands;
}

function inflate(packed: string): string {
  try {
    // The limit applies while inflating, against decompression bombs.
    const options = { maxOutputLength: limits.batchBytesMax };
    return inflateRawSync(Buffer.from(packed, 'base64'), options).toString('utf8');
  } catch {
    throw new Refusal('command-malformed', 'the commands cannot be unpacked, or are too many');
  }
}

function toLines(command: string): string {
  const [header = '', payload = '', signature = '', ...rest] = command.split('.');
  const texts = [header, payload].map((part) => Buffer.from(part, 'base64url').toString('utf8'));
  const isUsual =
    rest.length === 0 &&
    texts.every((text, index) => text.startsWith('{') && toBase64url(text) === [header, payload][index]) &&
    !texts.join('').includes('\n');
  const lines = isUsual ? [...texts, signature] : [asItIs + command];
  if (lines.some((line) => line.includes('\n'))) throw new RangeError('a command contains a line break');
  return lines.join('\n');
}

function toBase64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
