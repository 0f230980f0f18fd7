// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

jest.setTimeout(120_000);

const hook = join(__dirname, '..', '..', '..', '.config', 'typescript-hook.cjs');
/** Fabric's older client, which is deprecated, and the cryptography that comes with it. */
const older = ['fabric-network', 'fabric-common', 'fabric-ca-client', 'elliptic', 'jsrsasign'];
/** What lays out documents, in threads of its own: a fifth of a second of each start. */
const printing = ['pdfkit', 'fontkit'];
const apart = [...older, ...printing];

/** Which of these packages a process has loaded after it has run this code; `gateway` is the package. */
function loadedBy(code: string): string[] {
  const program = `
    const gateway = require(${JSON.stringify(join(__dirname, '..', 'index.ts'))});
    (async () => {
      ${code}
      const files = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
      const apart = ${JSON.stringify(apart)};
      console.log(JSON.stringify(apart.filter((name) => files.some((file) => file.includes('/node_modules/' + name + '/')))));
      process.exit(0);
    })();`;
  const output = execFileSync(process.execPath, ['-r', hook, '-e', program], { encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as string[];
}

describe("Fabric's older client, and what lays out documents,", () => {
  it('would be seen', () => {
    expect(loadedBy("require('fabric-network'); require('pdfkit');")).toEqual(
      expect.arrayContaining(['fabric-network', ...printing]),
    );
  });

  it('is not loaded by the embedded default', () => {
    const open = `
      const { mkdtempSync } = require('node:fs');
      const { join } = require('node:path');
      const dataFolder = mkdtempSync(join(require('node:os').tmpdir(), 'guidang-loaded-'));
      const embedded = { organisations: [{ id: 'east', name: 'East' }] };
      const config = gateway.readConfig({}, { port: 0, dataFolder, logLevel: 'silent', embedded });
      const running = await gateway.Gateway.start(config, gateway.createLogger('silent'));
      await running.close();
      require('node:fs').rmSync(dataFolder, { recursive: true });`;
    expect(loadedBy(open)).toEqual([]);
  });

  it("is not loaded by the adapter of the peer's Gateway service", () => {
    const connect = `
      const { generateKeyPairSync } = require('node:crypto');
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
      const ledger = new gateway.FabricGatewayLedger({
        organisation: 'east', mspId: 'eastMSP', channel: 'records', chaincode: 'guidang', mspIdOf: String,
        peer: { address: 'localhost:1', tlsRoots: '' }, identity: { certificate: '', privateKey: pem },
      });
      await ledger.close();`;
    expect(loadedBy(connect)).toEqual([]);
  });
});
