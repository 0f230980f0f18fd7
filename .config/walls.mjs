// SPDX-License-Identifier: Apache-2.0
/*
 * Who may import whom: a row a room, from the ground up, with what it may know and why no more. ESLint holds it
 * (`npm run lint`); `npm run graph` shows what is. Unit tests and `testing/` may import whatever they test.
 */

/** @type {readonly { floor: string, rooms: Readonly<Record<string, { knows: readonly string[], because: string }>> }[]} */
export const walls = [
  {
    floor: 'chaincode/src',
    rooms: {
      identifier: { knows: [], because: 'the check characters of the standards are pure' },
      ledger: { knows: ['identifier'], because: 'values, state and pages know no concept' },
      membership: { knows: ['ledger'], because: 'who belongs to the network comes before what they may do' },
      authority: {
        knows: ['ledger', 'membership'],
        because: 'who may give which command is one table, which every command is checked against',
      },
      simulator: {
        knows: ['ledger'],
        because: "the peer's side of a transaction runs contracts, and knows none",
      },
      command: {
        knows: ['authority', 'identifier', 'ledger', 'membership', 'peer-state.ts'],
        because: 'runs commands of every concept, and knows none',
      },
      log: { knows: ['command', 'ledger', 'membership'], because: 'heads and keys know nothing of records' },
      release: { knows: ['ledger'], because: 'names are claimed by every concept, and taken back by one' },
      matter: {
        knows: ['authority', 'command', 'ledger', 'membership', 'release'],
        because: 'definitions are read by cases, not the other way',
      },
      registry: {
        knows: ['authority', 'command', 'identifier', 'ledger', 'log', 'matter', 'membership', 'release'],
        because: 'proposals change matters and log keys too',
      },
      person: {
        knows: ['authority', 'command', 'ledger', 'log', 'membership'],
        because: 'personal data stand apart from all else; a transaction on them ends with the newest head',
      },
      record: {
        knows: ['authority', 'command', 'identifier', 'ledger', 'membership', 'registry'],
        because: 'numbered in a fonds of the registry; a record knows no case and no licence',
      },
      licence: {
        knows: [
          'authority',
          'command',
          'identifier',
          'ledger',
          'membership',
          'record',
          'registry',
          'release',
        ],
        because: 'issued by authority of the registry, and resting on a record',
      },
      case: {
        knows: ['authority', 'command', 'ledger', 'licence', 'matter', 'membership', 'record', 'registry'],
        because: 'a case does what its matter says with records and licences',
      },
      sample: { knows: ['model.ts'], because: 'a made-up cast is data' },
    },
  },
  {
    floor: 'gateway/src',
    rooms: {
      common: { knows: [], because: 'helpers that know nothing of the gateway' },
      words: { knows: [], because: 'texts in Chinese and English, by code' },
      findings: { knows: [], because: 'what checks report; stores are checked by those who know their form' },
      storage: { knows: ['common', 'findings'], because: 'files of LevelDB and folders, whatever they hold' },
      config: { knows: ['common'], because: 'settings are read before anything is opened' },
      errors: {
        knows: ['common', 'content', 'identity', 'ledger', 'log', 'outbox', 'storage', 'words'],
        because: "one catalogue of the rooms' codes",
      },
      merkle: { knows: ['common'], because: "the tree and the log's formats are pure" },
      identity: { knows: ['common'], because: 'keys, wallet and sign-in serve whoever signs' },
      ledger: {
        knows: ['common', 'errors', 'findings', 'storage'],
        because: 'an adapter knows its ledger, and no checker',
      },
      content: { knows: ['common', 'storage'], because: 'files by digest, whoever asks' },
      outbox: { knows: ['common', 'ledger'], because: 'carries submissions, whatever they say' },
      projection: { knows: ['common', 'ledger', 'merkle', 'storage'], because: 'fed by blocks alone' },
      rendition: { knows: ['common', 'words'], because: 'prints what it is given' },
      log: {
        knows: ['common', 'identity', 'merkle', 'projection'],
        because: 'keeps the log over the projection; knows no HTTP layer',
      },
      application: {
        knows: [
          'common',
          'config',
          'content',
          'errors',
          'identity',
          'ledger',
          'log',
          'merkle',
          'outbox',
          'projection',
          'rendition',
          'storage',
          'words',
        ],
        because: 'the contract that HTTP, pages, reactions and the command line share: it knows none of them',
      },
      reaction: {
        knows: ['application', 'common', 'content', 'errors', 'identity', 'projection', 'rendition'],
        because: 'acts through the application, like any caller',
      },
      http: {
        knows: [
          'application',
          'common',
          'content',
          'errors',
          'identity',
          'log',
          'merkle',
          'projection',
          'words',
        ],
        because: 'one way into the application; nothing but start knows it',
      },
      fsck: {
        knows: [
          'common',
          'content',
          'findings',
          'identity',
          'ledger',
          'log',
          'merkle',
          'outbox',
          'projection',
          'start',
          'storage',
        ],
        because: 'checks stores of a stopped gateway, opened as the gateway opens them',
      },
      start: {
        knows: [
          'application',
          'common',
          'config',
          'content',
          'errors',
          'http',
          'identity',
          'ledger',
          'log',
          'merkle',
          'outbox',
          'projection',
          'reaction',
          'rendition',
          'storage',
          'words',
        ],
        because: 'the composition root puts the parts together',
      },
    },
  },
];

/** The rows as zones of import-x/no-restricted-paths. */
export function zones() {
  return walls.flatMap(({ floor, rooms }) =>
    Object.entries(rooms).map(([room, { knows, because }]) => ({
      target: `./${floor}/${room}/**/!(*.test).ts`,
      from: `./${floor}`,
      except: [room, ...knows].map((name) => `./${name}`),
      message: `${floor}/${room} may import ${knows.join(', ') || 'no other room'}: ${because}.`,
    })),
  );
}
