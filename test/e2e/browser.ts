import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, type Page, type Request } from 'playwright-core';
import type { Served } from './served.js';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Longer than anything takes on a busy machine; met only by a test that fails. */
const WAIT_MS = 45_000;

/** A page of a browser, and everything on it that should not have happened. */
export interface Visit {
  page: Page;
  /** Every request the page made, in order. */
  requests: Request[];
  /** Dialogs, complaints of the console, broken scripts, what the safety policy held back, requests to other hosts. */
  troubles: string[];
}

/** The Chromium of this run; closed after the test. */
export async function openBrowser(t: TestContext): Promise<Browser> {
  const executablePath = process.env.BROADSHEET_TEST_BROWSER;
  assert.ok(executablePath, 'This test needs a browser, and BROADSHEET_TEST_BROWSER names none: run it by `npm test -- e2e`.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  t.after(() => browser.close());
  return browser;
}

/** A reader's browser with an empty page, watched for everything that should not happen. */
export async function visit(browser: Browser, { url }: Pick<Served, 'url'>, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: DESKTOP, ...options });
  context.setDefaultTimeout(WAIT_MS);
  return watch(await reportRefusals(context), url);
}

/** As `visit`, in a browser that has opened the owner's one-time address. */
export async function visitAsOwner(browser: Browser, served: Served, options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await visit(browser, served, options);
  await visited.page.goto(served.ownerUrl);
  return visited;
}

/** Nothing that should not have happened has happened so far. */
export function assertNoTrouble({ troubles }: Visit): void {
  assert.deepEqual(troubles, []);
}

async function reportRefusals(context: BrowserContext): Promise<Page> {
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) => console.error('refused by the safety policy:', event.violatedDirective, event.blockedURI));`);
  return await context.newPage();
}

function watch(page: Page, url: string): Visit {
  const visited: Visit = { page, requests: [], troubles: [] };
  const trouble = (words: string) => void visited.troubles.push(`${words} (at ${page.url()})`);
  page.on('dialog', (dialog) => {
    trouble(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble(`a script failed: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isNotFoundPage(message, visited.requests)) trouble(`the console: ${message.text()}`);
  });
  page.on('request', (request) => {
    visited.requests.push(request);
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) trouble(`a request to ${request.url()}`);
  });
  return visited;
}

/** Chromium's console repeats that a page itself was answered with 404, which a test may have asked for. */
function isNotFoundPage(message: ConsoleMessage, requests: readonly Request[]): boolean {
  const isAnswer = message.text().includes('the server responded with a status of 404');
  return isAnswer && requests.some((request) => request.isNavigationRequest() && request.url() === message.location().url);
}
