// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { embeddedVenue } from '../../scripts/demo/venue';
import { governance } from '../../scripts/demo/steps/governance';
import { enterPeople } from '../../scripts/demo/steps/people';
import { registerSellerCertificate } from '../../scripts/demo/steps/seller-certificate';
import type { Estate } from '../../scripts/demo/steps/seller-certificate';
import { Printer } from '../../scripts/demo/printer';
import { Stage } from '../../scripts/demo/stage';
import { LedgerPosition } from '../../scripts/api-client';
import { DemoGateway } from './demo-gateway';
import { openPage } from './watched-page';
import type { WatchedPage } from './watched-page';

/** The embedded default with the demo's registry, and a certificate that can be transferred. */
export class Workplace {
  readonly gateway: DemoGateway;
  readonly stage: Stage;
  readonly estate: Estate;

  private constructor(gateway: DemoGateway, stage: Stage, estate: Estate) {
    this.gateway = gateway;
    this.stage = stage;
    this.estate = estate;
  }

  static async start(): Promise<Workplace> {
    const gateway = await DemoGateway.start(await mkdtemp(join(tmpdir(), 'guidang-workplace-')));
    const environment = { GUIDANG_DATA: gateway.data, GUIDANG_PORT: String(gateway.port) };
    const stage = new Stage(
      embeddedVenue(environment, new LedgerPosition()),
      'end',
      new Printer(console.error),
    );
    await governance(stage);
    const estate = await registerSellerCertificate(stage, await enterPeople(stage));
    return new Workplace(gateway, stage, estate);
  }

  /** Opens a page as an officer. */
  async openAs(
    browser: Browser,
    officer: DemoOfficer | undefined,
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<WatchedPage> {
    const extraHTTPHeaders = officer === undefined ? {} : await this.#signIn(officer);
    return openPage(browser, this.gateway.url + path, { ...options, extraHTTPHeaders });
  }

  /** In the same tab, after a session has ended. */
  async signInAgain(page: Page, officer: DemoOfficer): Promise<void> {
    await page.context().setExtraHTTPHeaders(await this.#signIn(officer));
  }

  async close(): Promise<void> {
    await this.gateway.stop();
    await rm(this.gateway.data, { recursive: true });
  }

  /** The one place that says how a browser signs in. */
  async #signIn({ id }: DemoOfficer): Promise<{ readonly [header in 'authorization']: string }> {
    const text = await readFile(join(this.gateway.data, 'demo-tokens.json'), 'utf8');
    return { authorization: `Bearer ${(JSON.parse(text) as Record<string, string>)[id] ?? ''}` };
  }
}
