// SPDX-License-Identifier: Apache-2.0
/*
 * Who may import whom: a row a room, from the ground up, with what it may know and why no more. ESLint holds it
 * (`npm run lint`); `npm run graph` shows what is. Unit tests and `testing/` may import whatever they test.
 */

/** @type {readonly { floor: string, rooms: Readonly<Record<string, { knows: readonly string[], because: string }>> }[]} */
export const walls = [
  {
    floor: 'gateway/src',
    rooms: {
      common: { knows: [], because: 'helpers that know nothing of the gateway' },
      words: { knows: [], because: 'texts in Chinese and English, by code' },
      findings: { knows: [], because: 'what checks report; stores are checked by those who know their form' },
      config: { knows: ['common'], because: 'settings are read before anything is opened' },
      errors: {
        knows: ['common', 'content', 'identity', 'ledger', 'log', 'outbox'],
        because: "one catalogue of the rooms' codes",
      },
      merkle: { knows: ['common'], because: "the tree and the log's formats are pure" },
      identity: { knows: ['common'], because: 'keys, wallet and sign-in serve whoever signs' },
      ledger: {
        knows: ['common', 'errors', 'findings'],
        because: 'an adapter knows its ledger, and no checker',
      },
      content: { knows: ['common'], because: 'files by digest, whoever asks' },
      outbox: { knows: ['common', 'ledger'], because: 'carries submissions, whatever they say' },
      projection: { knows: ['common', 'ledger', 'merkle'], because: 'fed by blocks alone' },
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
          'words',
        ],
        because: 'the contract that HTTP, pages, reactions and the command line share: it knows none of them',
      },
      reaction: {
        knows: ['application', 'common', 'content', 'errors', 'identity', 'projection', 'rendition'],
        because: 'acts through the application, like any caller',
      },
      http: {
        knows: ['application', 'common', 'content', 'errors', 'identity', 'log', 'merkle', 'projection', 'words'],
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
          'projection',
          'start',
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
