// SPDX-License-Identifier: Apache-2.0
import { deflateSync } from 'node:zlib';
import {
  parseKeys,
  parseNote,
  parsePdf,
  parseReceiptJson,
  parseReceiptText,
  parseReport,
  parseTile,
  VerificationError,
  verifyExport,
  verifyPdf,
  verifyReceipt,
  verifyReport,
} from '@guidang/verifier';
import { canonicalJson, parseCanonicalJson, parseJson } from '../../../scripts/verifier/src/json';
import { platform as browser } from '../../../scripts/verifier/src/platform/browser';
import { platform as node } from '../../../scripts/verifier/src/platform/node';
import { exportParts, sealedLines } from '../../../scripts/verifier/src/testing/export';
import { saltedEntryOf, TestLog } from '../../../scripts/verifier/src/testing/log';
import { pdfOf, sealedPdf } from '../../../scripts/verifier/src/testing/pdf';
import type { Input } from '../input';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';
import { fixture } from './log';

const leaves = 5;

function openKeys(): OpenTarget {
  return {
    samples: [fixture('keys.txt'), Buffer.from(new TestLog(1).keys)],
    run: ({ bytes }) => parseKeys(bytes),
  };
}

function openReceipts(): OpenTarget {
  const policy = { keys: parseKeys(fixture('keys.txt')) };
  return {
    samples: [fixture('receipt.tlog-proof'), fixture('receipt.json')],
    run: ({ bytes }) => {
      const parse = bytes.subarray(0, 1).toString() === '{' ? parseReceiptJson : parseReceiptText;
      verifyReceipt(parse(bytes), policy);
    },
  };
}

function openReports(): OpenTarget {
  const policy = { keys: parseKeys(fixture('keys.txt')) };
  return { samples: [fixture('report.json')], run: ({ bytes }) => verifyReport(parseReport(bytes), policy) };
}

function* linesOf({ chunks }: Input): Generator<Buffer> {
  let rest = Buffer.alloc(0);
  for (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
  }
}

function openExports(): OpenTarget {
  const log = new TestLog(leaves, (index) => saltedEntryOf(index, index === 3));
  const older = new TestLog(leaves);
  const [salted, proofs, subject] = [
    sealedLines(log, exportParts(log, { selection: { kind: 'all' }, opened: [0, 1, 3] })),
    sealedLines(older, exportParts(older, { selection: { kind: 'record', id: 'R0' }, chosen: [0, 2] })),
    sealedLines(older, exportParts(older, { selection: { kind: 'subject', person: 'P1' } })),
  ].map((lines) => Buffer.from(`${lines.join('\n')}\n`));
  const policies = [log.keys, older.keys, fixture('keys.txt')].map((keys) => ({
    keys: parseKeys(Buffer.from(keys)),
  }));
  return {
    samples: [salted, proofs, subject, fixture('export-record.ndjson')].filter(
      (sample) => sample !== undefined,
    ),
    run: (input) => {
      const refusals = policies.map((policy) => {
        try {
          verifyExport(linesOf(input), policy);
          return undefined;
        } catch (error) {
          if (error instanceof VerificationError) return error;
          throw error;
        }
      });
      // One of the keys is the sample's own.
      if (!refusals.includes(undefined)) throw refusals[0] ?? new Error('no policy');
    },
  };
}

function openPdfs(): OpenTarget {
  const log = new TestLog(leaves);
  const policy = { keys: parseKeys(Buffer.from(log.keys)) };
  const report = Buffer.from(JSON.stringify(log.report()));
  const bodies = [
    pdfOf([report]),
    pdfOf([deflateSync(report)], '/Filter /FlateDecode '),
    pdfOf([report, report]),
  ];
  return {
    samples: bodies.map((body) => sealedPdf(log, body)),
    run: ({ bytes }) => verifyPdf(parsePdf(bytes), policy),
  };
}

/** Own code, held against Node's: it takes and refuses the same streams, with the same content. */
function openStreams(): OpenTarget {
  const bytesMax = 64 * 1024;
  const content = Buffer.from('归档 '.repeat(40));
  return {
    samples: [deflateSync(content), deflateSync(content, { level: 0 }), deflateSync(Buffer.alloc(999))],
    run: ({ bytes }) => {
      const [own, expected] = [browser, node].map((platform) => platform.inflate(bytes, bytesMax));
      const isSame =
        own === undefined ? expected === undefined : expected && Buffer.compare(own, expected) === 0;
      if (isSame !== true) throw new Error('the stream has another content in Node');
      if (own === undefined) throw new VerificationError('malformed', 'no stream');
    },
  };
}

/** The independent verifier, which reads what anybody hands to anybody. */
export const verifierTargets: readonly Target[] = [
  {
    name: 'verifier-keys',
    reads: 'files of keys, in the verifier and the monitor',
    inputs: longRun.usual,
    refusals: [VerificationError],
    tokens: ['# quorum 3', '# origin x', ' from 0 until 9', 'cosigner', 'ml-dsa-44'],
    open: openKeys,
  },
  {
    name: 'verifier-note',
    reads: 'signed notes, in the verifier and the monitor',
    inputs: longRun.usual,
    refusals: [VerificationError],
    tokens: ['\u2014 ', '\n\n'],
    open: () => ({ samples: [fixture('checkpoint.txt')], run: ({ bytes }) => parseNote(bytes) }),
  },
  {
    name: 'verifier-json',
    reads: 'JSON of any kind, in the verifier',
    inputs: longRun.usual,
    refusals: [VerificationError],
    bytesMax: 8 * 1024 * 1024,
    tokens: ['\\ud800', '\\\\', '\\"', '"a":'],
    open: () => ({
      samples: [fixture('receipt.json'), Buffer.from('{"a":["\\n\\\\","x"],"b":{"c":1.5}}')],
      run: ({ bytes }) => [canonicalJson(parseJson(bytes)), parseCanonicalJson(bytes)],
    }),
  },
  {
    name: 'verifier-receipt',
    reads: 'receipts, as text and JSON, in the verifier',
    inputs: longRun.usual,
    refusals: [VerificationError],
    tokens: ['c2sp.org/tlog-proof@v1\n', 'extra ', 'index ', '"leaf":', '"proof":'],
    bytesMax: 600 * 1024,
    open: openReceipts,
  },
  {
    name: 'verifier-report',
    reads: 'sealed reports, in the verifier',
    inputs: longRun.usual,
    refusals: [VerificationError],
    tokens: ['"head":', '"receipt":', '"recorded":', '"at":', '"ending":{}'],
    bytesMax: 1100 * 1024,
    open: openReports,
  },
  {
    name: 'export',
    reads: 'exports, in the verifier, in chunks of every size',
    inputs: longRun.usual,
    refusals: [VerificationError],
    isStream: true,
    tokens: ['{"seal":"', '{"count":', '"opening":', '"state":', '"proof":[', '"frontier":['],
    bytesMax: 8 * 1024 * 1024,
    open: openExports,
  },
  {
    name: 'pdf',
    reads: 'sealed PDFs with a report in them, in the verifier',
    inputs: longRun.dear,
    refusals: [VerificationError],
    tokens: [
      '/Type /EmbeddedFile',
      'stream\n',
      'endstream',
      '/FlateDecode',
      '%guidang-seal ',
      '%%EOF\n',
      'obj',
    ],
    bytesMax: 4 * 1024 * 1024,
    open: openPdfs,
  },
  {
    name: 'inflate',
    reads: 'zlib streams in sealed PDFs, in the verifier in a browser',
    inputs: longRun.usual,
    refusals: [VerificationError],
    open: openStreams,
  },
  {
    name: 'tile',
    reads: 'tiles of hashes, in the monitor',
    inputs: longRun.usual,
    refusals: [VerificationError],
    bytesMax: 16 * 1024,
    open: () => ({ samples: [Buffer.alloc(32 * 3, 7)], run: ({ bytes }) => parseTile(bytes, 3) }),
  },
];
