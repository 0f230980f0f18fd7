// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { decodeDecimal } from '../bytes';
import { demand, VerificationError } from '../errors';

export const help = `guidang-verify FILE --keys KEYS [--file DOCUMENT] [option ...]

Checks a receipt (text or JSON), a verification report (JSON or PDF) or an audit export, offline. What FILE is, its
content says. All that is trusted is KEYS: the text that GET /api/v1/log/keys answers, compared between several
organisations' gateways or taken from the ledger.

  --keys KEYS       the organisations' public keys, one verifier key a line
  --file DOCUMENT   check that this document (a licence file, a content) is the one that the receipt's event names
  --against FILE    with a report: a receipt, or another organisation's report, about the same licence or record; the
                    report is wrong if its head covers a later change of it than it rests on
  --quorum N        organisations that must have cosigned: more than KEYS say, or any number where they say none
  --ed25519-only    take Ed25519 cosignatures without ML-DSA-44 ones, for KEYS that have none of these
  --json            print one JSON report instead of lines
  --progress        say on stderr how far an export has been read (on a terminal it always does)
  --timing          measure the check: CPU time of the first one, and the mean of many
  --help, --version

Exit code:
  0  everything was checked and holds
  1  something is wrong
  2  it could not be checked: a file that cannot be read or is not of its format, too large, or wrong options
  3  everything that is there holds, but an export is not proven to be complete
`;

/** The parsed command line. */
export interface Options {
  readonly file: string;
  readonly keys: string;
  readonly document?: string;
  readonly against?: string;
  readonly quorum?: number;
  readonly ed25519Only: boolean;
  readonly json: boolean;
  readonly progress: boolean;
  readonly timing: boolean;
}

const flag = { type: 'boolean', default: false } as const;
const known = {
  keys: { type: 'string' },
  file: { type: 'string' },
  against: { type: 'string' },
  quorum: { type: 'string' },
  'ed25519-only': flag,
  json: flag,
  progress: flag,
  timing: flag,
  help: flag,
  version: flag,
} as const;

/**
 * Parses the command line.
 * @throws {VerificationError} `usage`.
 */
export function parseOptions(args: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [file, ...others] = positionals;
  demand(file !== undefined && others.length === 0, 'usage', 'one FILE is checked at a time');
  demand(values.keys !== undefined, 'usage', '--keys is missing: nothing is proven without public keys');
  const quorum = values.quorum === undefined ? undefined : parseQuorum(values.quorum);
  return {
    file,
    keys: values.keys,
    ...(values.file === undefined ? {} : { document: values.file }),
    ...(values.against === undefined ? {} : { against: values.against }),
    ...(quorum === undefined ? {} : { quorum }),
    ed25519Only: values['ed25519-only'],
    json: values.json,
    progress: values.progress,
    timing: values.timing,
  };
}

function parse(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof known; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch (cause) {
    // parseArgs throws nothing else.
    throw new VerificationError('usage', (cause as Error).message, { cause });
  }
}

function parseQuorum(text: string): number {
  const problem = '--quorum takes a number from 1 on';
  try {
    const quorum = decodeDecimal(text);
    demand(quorum > 0, 'usage', problem);
    return quorum;
  } catch (cause) {
    throw new VerificationError('usage', problem, { cause });
  }
}
