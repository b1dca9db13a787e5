// Opens pages in Chromium as people do, from the disk. Whatever a page complains of or asks the network for fails the test
// that opened it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];

/** The folder that scripts/browser had the program write. */
export const pages = process.env.KINTIME_PAGES;
assert.ok(pages, 'run scripts/browser, which sets KINTIME_PAGES');

let browser;

export async function launch() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', ...quiet],
  });
}

export function close() {
  return browser.close();
}

/** Opens a file at an address within it, hands it to `look` and asserts that it was silent and asked for nothing. */
export async function opened(file, { hash = '', scheme = 'light', width = 1400, script = true }, look) {
  const context = await browser.newContext({
    colorScheme: scheme, viewport: { width, height: 900 }, javaScriptEnabled: script, reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') || request.resourceType() !== 'document') complaints.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(file).href + hash);
    await look(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Asserts that axe-core finds no violation in what the page shows now. */
export async function accessible(page, what) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const found = violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.slice(0, 3).map((node) => `    ${node.html.slice(0, 200)}\n    ${node.failureSummary}`).join('\n')}`);
  assert.equal(found.length, 0, `${what}: ${found.join('\n')}`);
}
