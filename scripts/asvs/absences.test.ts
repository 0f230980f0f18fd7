// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../..');

/** What runs in an organisation: contracts, gateway, and the tools of the network. */
const product = ['chaincode', 'gateway', 'gateway/pages', 'network'];

function sourcesOf(packages: readonly string[]): readonly (readonly [file: string, text: string])[] {
  return packages.flatMap((name) =>
    readdirSync(join(root, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|(^|\/)testing\//.test(file))
      .map((file) => [join(name, 'src', file), readFileSync(join(root, name, 'src', file), 'utf8')] as const),
  );
}

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/**
 * Where it is sound: an expression of the widths of a governed scheme, and those of a table of sentences; and ways to pages of the same host, from `/` to
 * `/docs`, from an identifier that is typed, from signing in and out, and from the address that was printed before there
 * were pages. Cookies are set in one place, each with all that protects it.
 */
const exceptions: ReadonlySet<string> = new Set([
  'expressions built while it runs: chaincode/src/identifier/archival-code.ts',
  'expressions built while it runs: gateway/src/words/refusal-words.ts',
  'answers that lead elsewhere: gateway/src/http/dispatcher.ts',
  'answers that lead elsewhere: gateway/src/http/routes/docs-page.ts',
  'answers that lead elsewhere: gateway/src/http/answer/html-reply.ts',
  'cookies set by hand: gateway/src/http/session/cookies.ts',
]);

describe('what the code does without', () => {
  it.each<[string, RegExp, string[]]>([
    ['code made from text', /\beval\(|new Function\b|node:vm['"]/, product],
    ['commands given to a shell', /\bshell: *true|\bexec(?:Sync)?\(['"`]/, product],
    ['programs started by contracts or gateway', /child_process/, ['chaincode', 'gateway']],
    ['expressions built while it runs', /^[ \t]+.*new RegExp\(/m, ['chaincode', 'gateway']],
    [
      'hash functions but SHA-2 and SM3',
      /createH(?:ash|mac)\(['"](?!sha(?:256|384|512)['"]|sm3['"])/,
      product,
    ],
    [
      'ciphers but AES-256-GCM',
      /['"](?:aes|des3?|rc4|camellia|aria)(?:-[^'"]*)?(?<!aes-256-gcm)['"]/i,
      product,
    ],
    ['answers that lead elsewhere', /\.redirect\(|status(?:Code)?(?:: | = )30[12378]\b/, ['gateway']],
    ['cookies set by hand', /set-cookie|\.cookie\(/i, ['gateway']],
    ['TLS that trusts anybody', /NODE_TLS_REJECT_UNAUTHORIZED/, product],
  ])('no source has %s', (name, pattern, packages) => {
    const found = sourcesOf(packages).filter(
      ([file, text]) => pattern.test(text) && !exceptions.has(`${name}: ${file}`),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('no package brings a template engine, an XML parser, a directory, a database of queries, or web sockets', () => {
    const names = product.flatMap((name) => {
      const text = readFileSync(join(root, name, 'package.json'), 'utf8');
      return Object.keys(packageSchema.parse(JSON.parse(text)).dependencies);
    });
    expect(names.length).toBeGreaterThan(20);
    expect(
      names.filter((name) =>
        /ejs|pug|handlebars|mustache|xml|soap|ldap|sql|mongo|couch|redis|memcache|mailer|smtp|graphql|socket|^ws$|latex/.test(
          name,
        ),
      ),
    ).toEqual([]);
  });

  it('chance without cryptography only spreads waiting and order', () => {
    const found = sourcesOf(product).filter(([, text]) => /Math\.random\(/.test(text));
    expect(found.map(([file]) => file).sort()).toEqual([
      'gateway/src/common/back-off.ts',
      'gateway/src/common/shuffled.ts',
      'gateway/src/identity/access-token.ts',
    ]);
  });
});
