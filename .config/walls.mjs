// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path';

/*
 * Who may import whom: a row a room, from the ground up, with what it may know and why no more. ESLint holds it
 * (`npm run lint`); `npm run graph` shows what is, and scripts/walls.test.ts compares CONTRIBUTING.md. Unit tests and
 * `testing/` may import whatever they test; so may a file that stands in no room, within its package.
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
      credit: {
        knows: ['ledger'],
        because: 'what stands against somebody is asked by conditions; the case of the promise writes it',
      },
      matter: {
        knows: ['authority', 'command', 'credit', 'identifier', 'ledger', 'membership', 'release'],
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
        knows: ['authority', 'command', 'identifier', 'ledger', 'membership', 'person', 'registry'],
        because:
          'numbered in a fonds of the registry, about people who are known; it knows no case and no licence',
      },
      licence: {
        knows: [
          'authority',
          'command',
          'identifier',
          'ledger',
          'membership',
          'person',
          'record',
          'registry',
          'release',
        ],
        because: 'issued by authority of the registry, and resting on a record',
      },
      case: {
        knows: [
          'authority',
          'command',
          'credit',
          'identifier',
          'ledger',
          'licence',
          'matter',
          'membership',
          'person',
          'record',
          'registry',
        ],
        because: 'a case does what its matter says with records and licences',
      },
      dossier: {
        knows: ['authority', 'case', 'command', 'ledger', 'licence', 'record'],
        because: 'who looks at what there is of somebody: it changes none of it',
      },
      batch: {
        knows: [
          'case',
          'command',
          'dossier',
          'ledger',
          'licence',
          'log',
          'matter',
          'person',
          'record',
          'registry',
        ],
        because: 'one list of the commands of every concept, and one contract that runs many',
      },
      query: {
        knows: ['case', 'command', 'ledger', 'licence', 'log', 'matter', 'membership', 'record', 'registry'],
        because: "reads the state of every concept, and nobody's private data",
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
        knows: ['common', 'findings', 'storage'],
        because: 'an adapter knows its ledger, and neither checker nor catalogue',
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
  {
    floor: 'gateway/pages/src',
    rooms: {
      words: { knows: [], because: 'one glossary, which gateway and pages share' },
      shell: { knows: ['words'], because: 'what all pages have, whatever they are for' },
      problem: { knows: ['shell', 'words'], because: 'any request may be refused' },
      log: { knows: ['shell', 'words'], because: 'shows what it is given' },
      verify: { knows: ['shell', 'words'], because: 'shows what it is given' },
      'sign-in': {
        knows: ['shell', 'words'],
        because: 'the door to the workplace, which may look otherwise',
      },
      welcome: { knows: ['shell', 'verify', 'words'], because: 'offers what anybody may do' },
      workplace: { knows: ['shell', 'words'], because: 'the frame in which a script draws the workplace' },
    },
  },
  {
    floor: 'gateway/pages/workplace',
    rooms: {
      words: { knows: [], because: 'what only officers read' },
      search: { knows: ['shell', 'words'], because: 'knows forms of identifiers, and no page about them' },
      material: {
        knows: ['search', 'shell', 'words'],
        because: 'a file or identifier, whatever it is given for',
      },
      shell: { knows: ['words'], because: 'what all pages of the workplace have' },
      queue: { knows: ['shell', 'words'], because: 'lists cases, and opens none' },
      use: { knows: ['shell', 'words'], because: 'asks why, and says what is recorded, whatever is used' },
      verification: { knows: ['shell', 'words'], because: 'asks about files, whatever they belong to' },
      licence: { knows: ['shell', 'use', 'words'], because: 'shows one licence, and knows no case' },
      history: { knows: ['shell', 'words'], because: 'lists what was used, and opens none of it' },
      matter: { knows: ['shell', 'words'], because: 'shows how cases go, and none of them' },
      signing: { knows: ['shell', 'words'], because: 'signs commands, whatever they are about' },
      officers: {
        knows: ['shell', 'signing', 'use', 'words'],
        because: "registers the certificates of officers' own keys, and revokes any",
      },
      credit: {
        knows: ['shell', 'use', 'words'],
        because: 'what came of promises: recorded from a case, lifted from a dossier',
      },
      dossier: {
        knows: ['credit', 'queue', 'shell', 'use', 'words'],
        because: 'shows what there is, with cases as the queue names them, whoever asks',
      },
      case: {
        knows: ['credit', 'dossier', 'material', 'queue', 'shell', 'signing', 'use', 'words'],
        because: 'shows one case as the queue names it',
      },
      intake: {
        knows: ['material', 'search', 'shell', 'use', 'words'],
        because: 'ends where the case begins',
      },
    },
  },
  {
    floor: 'network/src',
    rooms: {
      'identity-provider': { knows: ['files.ts'], because: 'a program of its own, as real ones are' },
      'peer-check': {
        knows: [
          'binaries.ts',
          'command.ts',
          'folders.ts',
          'membership.ts',
          'peer-command.ts',
          'topology.ts',
          'until.ts',
        ],
        because: "reads peers' ledgers, and neither starts nor stops a process",
      },
    },
  },
  {
    floor: 'scripts',
    rooms: {
      verifier: {
        knows: [],
        because: 'it shares nothing with what it checks: its independence is its point',
      },
      monitor: { knows: ['verifier'], because: 'watches from outside, with the code of the verifier' },
      export: { knows: ['api-client.ts', 'verifier'], because: 'a client of the API' },
      import: { knows: ['api-client.ts', 'terminal-words.ts'], because: 'a client of the API' },
      case: { knows: ['api-client.ts', 'terminal-words.ts', 'verifier'], because: 'a client of the API' },
      matter: {
        knows: ['api-client.ts'],
        because: 'reads files of departments, and the registry as a client of the API',
      },
      fsck: { knows: [], because: "checks with the gateway's and the network's own code" },
      contents: { knows: [], because: "keeps files with the gateway's own code" },
      demo: {
        knows: ['api-client.ts', 'data-folder.ts', 'gateway-process.ts', 'matter', 'verifier'],
        because:
          'tells stories as a client of the API, with matters from their files, and restarts the gateway',
      },
      bench: {
        knows: ['api-client.ts', 'demo', 'import', 'verifier'],
        because: 'measures what demo and import do, many times over',
      },
      asvs: { knows: [], because: 'writes a page of the documentation from its data' },
      faults: { knows: ['bench'], because: 'breaks disks under the load of the benchmark' },
    },
  },
  {
    floor: '.',
    rooms: {
      chaincode: { knows: [], because: 'what every peer runs alike depends on nothing of one organisation' },
      'gateway/client': { knows: [], because: 'speaks to any gateway, as anybody may' },
      'gateway/pages': {
        knows: ['chaincode', 'gateway/client'],
        because: 'runs in browsers too: it knows the model, and of a gateway the public API only',
      },
      gateway: { knows: ['chaincode'], because: 'speaks to the ledger in its words' },
      network: {
        knows: ['gateway/dist/common', 'gateway/dist/config', 'gateway/dist/identity'],
        because:
          'starts gateway and chaincode as processes: it writes their settings, requests certificates, and waits',
      },
      scripts: { knows: ['chaincode', 'gateway', 'network'], because: 'what people run' },
    },
  },
];

/** The files of a room; of a package without its tests' support and without the package inside it. */
function filesOf(floor, room) {
  if (floor !== '.') return [`./${floor}/${room}/**/!(*.test).{ts,tsx}`];
  return room === 'scripts'
    ? ['./scripts/!(*.test).ts', './scripts/!(verifier)/**/!(*.test).ts']
    : [`./${room}/src/!(*.test).ts`, `./${room}/src/!(testing)/**/!(*.test).{ts,tsx}`];
}

/** The rows of a floor as zones of import-x/no-restricted-paths. */
function zonesOf({ floor, rooms }) {
  return Object.entries(rooms).map(([room, { knows, because }]) => ({
    target: filesOf(floor, room),
    from: `./${floor}`,
    // What is installed is no room.
    except: [room, ...knows, ...(floor === '.' ? ['node_modules'] : [])].map((name) => `./${name}`),
    message: `${posix.join(floor, room)} may import ${knows.join(', ') || 'no other room'}: ${because}.`,
  }));
}

/**
 * For the files of each floor, the zones that may be theirs: its own, and those between packages. The rule tries every
 * zone that it is given on every file, which took longer than to read the imports.
 */
export function zonesByFloor() {
  const isGround = ({ floor }) => floor === '.';
  const between = walls.filter(isGround).flatMap(zonesOf);
  return [
    { files: ['**/*.{ts,tsx}'], zones: between },
    ...walls
      .filter((row) => !isGround(row))
      .map((row) => ({ files: [`${row.floor}/**/*.{ts,tsx}`], zones: [...zonesOf(row), ...between] })),
  ];
}
