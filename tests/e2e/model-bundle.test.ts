// SPDX-License-Identifier: Apache-2.0
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';

/** A page's script as its bundler builds it, in a realm without any Node globals. */
async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: __dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'page',
  });
  return outputFiles[0]?.text ?? '';
}

function run(script: string): unknown {
  return runInNewContext(`${script}; page.answer`, { TextDecoder, TextEncoder });
}

describe('the model in a page', () => {
  it('costs a few KiB for what reads identifiers', async () => {
    const script = await bundle(`
      import { parseLicenceIdentifier } from '@guidang/chaincode/model';
      export const answer = parseLicenceIdentifier(
        '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
      ).serial;
    `);
    expect(run(script)).toBe('20260001');
    expect(Buffer.byteLength(script)).toBeLessThan(8 * 1024);
  });

  it('is whole without anything of Node: schemas, canonical JSON, conditions', async () => {
    const script = await bundle(`
      import * as model from '@guidang/chaincode/model';
      export const answer = [
        model.canonicalJson({ b: 1, a: '闻' }),
        model.digestSchema.safeParse({ algorithm: 'md5', value: '' }).success,
        Object.keys(model).length > 50,
      ].join();
    `);
    expect(run(script)).toBe('{"a":"闻","b":1},false,true');
  });
});
