// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { until } from '@guidang/gateway/common/until';
import type { Browser, Page } from 'playwright-core';
import { fontFiles } from '../../gateway/src/rendition/fonts';
import { firstLook } from '../../scripts/demo/first-look';
import { startBrowser } from '../support/chromium';
import { button, fillIntake, press, take } from '../support/counter';
import { DemoGateway } from '../support/demo-gateway';

const help = `npm run screenshots -- [FOLDER]

Writes pictures of the pages to FOLDER (docs/pictures), of an embedded default of its own after the first minute.
It needs Chromium on PATH. Chinese characters are in the font that printed licences have, whatever fonts this machine has.
`;

const viewport = { width: 1200, height: 750 };
const sale = { ...firstLook.applicant, parcel: firstLook.object, certificate: firstLook.licence };
const [clerk = '', reviewer = ''] = firstLook.officers;

/** A configuration of fontconfig, which adds the font of printed licences to those of this machine. */
async function fontsIn(folder: string): Promise<string> {
  const file = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${dirname(fontFiles.regular)}</dir><cachedir>${join(folder, 'fonts')}</cachedir></fontconfig>`,
  ];
  await writeFile(file, lines.join('\n'));
  return file;
}

/** A tab in a language, and where its pictures go. */
class Camera {
  readonly page: Page;
  readonly #folder: string;
  readonly #url: string;

  private constructor(page: Page, folder: string, url: string) {
    this.page = page;
    this.#folder = folder;
    this.#url = url;
  }

  static async open(browser: Browser, locale: string, folder: string, url: string): Promise<Camera> {
    const context = await browser.newContext({ locale, viewport });
    return new Camera(await context.newPage(), folder, url);
  }

  async at(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  async signIn(officer: string, path: string): Promise<void> {
    await this.at(`/auth/sign-in?return=${path}`);
    await press(button(this.page, officer).and(this.page.locator(`[value$="/${officer}"]`)));
    await this.page.waitForURL(this.#url + path);
  }

  async take(name: string): Promise<void> {
    const path = join(this.#folder, `${name}.png`);
    await this.page.getByText('正在读取').first().waitFor({ state: 'hidden' });
    await this.page.screenshot({ path });
    console.log(path);
  }
}

async function publicPages(camera: Camera, language: string): Promise<void> {
  await camera.at(`/?lang=${language}`);
  await camera.take(`welcome-${language}`);
  // What was registered a moment ago is proven as soon as the organisations have cosigned it.
  await until('the licence is proven', async () => {
    await camera.at(`/v/${firstLook.licence}?lang=${language}`);
    return (await camera.page.locator('.part.good').count()) === 3 || undefined;
  });
  await camera.take(`verdict-${language}`);
}

async function workplace(camera: Camera): Promise<void> {
  const { page } = camera;
  await camera.signIn(clerk, '/app/intake');
  await fillIntake(page, sale, true);
  await camera.take('intake-zh');
  await press(button(page, '签署并收件'));
  await page.getByRole('heading', { name: '办理环节' }).waitFor();
  const { pathname } = new URL(page.url());
  await take(page, { name: '受理' });
  await camera.signIn(reviewer, '/app');
  await page.getByRole('link', { name: pathname.split('.').at(-1) ?? '' }).waitFor();
  await camera.take('queue-zh');
  await camera.at(pathname);
  await press(button(page, /^初审$/));
  await camera.take('case-zh');
}

async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
  if (given === '--help') {
    process.stdout.write(help);
    return;
  }
  const folder = resolve(given ?? join(__dirname, '..', '..', 'docs', 'pictures'));
  const data = await mkdtemp(join(tmpdir(), 'guidang-screenshots-'));
  await mkdir(folder, { recursive: true });
  const environment = { FONTCONFIG_FILE: await fontsIn(data) };
  const [browser, gateway] = await Promise.all([
    startBrowser(environment),
    DemoGateway.start(join(data, 'gateway'), []),
  ]);
  try {
    await publicPages(await Camera.open(browser, 'en', folder, gateway.url), 'en');
    const chinese = await Camera.open(browser, 'zh-CN', folder, gateway.url);
    await publicPages(chinese, 'zh');
    await workplace(chinese);
  } finally {
    await browser.close();
    await gateway.stop();
    await rm(data, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
