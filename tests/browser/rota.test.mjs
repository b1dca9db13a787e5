// rota.html in use: views, filter, details, keyboard, paper, without script, and with names that try to be markup.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { close, launch, opened, pages } from './browser.mjs';

const rota = join(pages, 'county', 'rota.html');
const shown = '.view.shown';
const cards = `${shown} .s`;

before(launch);
after(close);

const visible = (page) =>
  page.locator(`${cards}:visible`).evaluateAll((all) => new Set(all.map((card) => card.dataset.s)).size);
const title = (page) => page.locator('#details-title').textContent();

test('each view opens by its link and by its address', () => opened(rota, {}, async (page) => {
  const links = page.locator('nav a');
  for (const link of await links.all()) {
    await link.click();
    const id = await link.getAttribute('data-view');
    assert.deepEqual(await page.locator('.view:visible').evaluateAll((views) => views.map((view) => view.id)), [id]);
    assert.equal(await link.getAttribute('aria-current'), 'page');
    assert.equal(await page.evaluate(() => location.hash), `#view=${id}`);
  }
  await page.goBack();
  assert.equal(await page.locator('.view:visible').getAttribute('id'), 'use');
}));

test('every timetable has every session, but the workers one without a worker', () => opened(rota, {}, async (page) => {
  const of = (view) => page.locator(`#${view} .s`).evaluateAll((all) => new Set(all.map((card) => card.dataset.s)).size);
  const all = await of('venues');
  assert.ok(all > 100);
  assert.deepEqual([await of('families'), await of('days')], [all, all]);
  const unsupervised = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent).sessions.filter((one) => !one.f[6]).length);
  assert.equal(await of('workers'), all - unsupervised);
}));

test('the filter leaves what matches and says how much', () => opened(rota, {}, async (page) => {
  const all = await visible(page);
  await page.fill('#words', 'treecreeper');
  const found = await visible(page);
  assert.ok(found > 0 && found < all);
  assert.equal(await page.locator('#count').textContent(), `${found} of ${all} sessions match`);
  await page.selectOption('#class', '0');
  await page.selectOption('#day', '1');
  const fewer = await visible(page);
  assert.ok(fewer > 0 && fewer < found);
  assert.equal(await page.evaluate(() => location.hash), '#view=venues&words=treecreeper&class=0&day=1');
  await page.click('nav a[data-view=workers]');
  assert.equal(await visible(page), fewer, 'the filter stays from view to view');
  await page.click('#clear');
  await page.click('nav a[data-view=venues]');
  assert.equal(await visible(page), all);
}));

test('an address opens a view with its filter', () => opened(rota, { hash: '#view=days&words=r0&place=0' }, async (page) => {
  assert.equal(await page.inputValue('#words'), 'r0');
  assert.equal(await page.locator('.view:visible').getAttribute('id'), 'days');
  const match = await page.locator('#count').textContent();
  assert.equal(await visible(page), Number.parseInt(match, 10));
}));

test('a filter that nothing matches leaves nothing', () => opened(rota, { hash: '#view=families&words=no%20such%20word' }, async (page) => {
  assert.equal(await visible(page), 0);
  assert.equal(await page.locator(`${shown} .group:visible`).count(), 0);
}));

test('a session opens by click and closes by its button', () => opened(rota, {}, async (page) => {
  const card = page.locator(cards).first();
  await card.click();
  const request = await card.locator('b').textContent();
  assert.ok((await title(page)).startsWith(`${request}, session `));
  const labels = await page.locator('#details dt').allTextContents();
  for (const label of ['When', 'Where', 'Children', 'Adults', 'Why this worker', 'Cost by term']) assert.ok(labels.includes(label), label);
  await page.click('#close');
  assert.equal(await page.locator('#details').isVisible(), false);
}));

test('a session opens by keyboard, closes with Escape and has the focus again', () => opened(rota, { hash: '#view=workers' }, async (page) => {
  const first = page.locator(cards).first();
  await first.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#details').isVisible(), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#details').isVisible(), false);
  assert.ok(await first.evaluate((card) => card === document.activeElement));
  await page.keyboard.press('ArrowRight');
  assert.ok(await page.locator(cards).nth(1).evaluate((card) => card === document.activeElement));
}));

test('keys alone reach every view and every session', () => opened(rota, {}, async (page) => {
  const stops = [];
  for (let press = 0; press < 25; press++) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement.dataset.view ?? (document.activeElement.id || document.activeElement.className)));
  }
  for (const stop of ['skip', 'venues', 'workers', 'families', 'days', 'use', 'unplaced', 'words', 'class', 'day', 'place']) {
    assert.ok(stops.includes(stop), `${stop} is not among ${stops}`);
  }
  assert.ok(stops.some((stop) => stop.startsWith('s c')), 'a session');
}));

test('times are drawn to scale', () => opened(rota, {}, async (page) => {
  const error = await page.locator(cards).evaluateAll((all) => {
    const minutes = (clock) => clock.split(':').reduce((hours, rest) => 60 * hours + Number(rest));
    const spans = all.map((card) => {
      const box = card.getBoundingClientRect();
      const [from, to] = card.textContent.match(/\d\d:\d\d–\d\d:\d\d/)[0].split('–').map(minutes);
      return { left: box.left, width: box.width, from, length: to - from };
    }).slice(0, 20);
    const scale = spans[0].width / spans[0].length;
    const off = ({ left, width, from, length }) =>
      Math.max(Math.abs(width - length * scale), Math.abs(left - spans[0].left - (from - spans[0].from) * scale));
    return Math.max(...spans.map(off));
  });
  assert.ok(error < 2, `${error} pixels off`);
}));

for (const view of ['venues', 'workers', 'families', 'days', 'use', 'unplaced']) {
  test(`${view} prints on A4`, () => opened(rota, { hash: `#view=${view}`, scheme: 'dark' }, async (page) => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 84[12]\.?\d* 59[45]\.?\d*\]/);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.bar').isVisible(), false);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
  }));
}

test('a narrow screen scrolls timetables, never the page', async () => {
  for (const view of ['venues', 'workers', 'families', 'days', 'use', 'unplaced']) {
    await opened(rota, { hash: `#view=${view}`, width: 390 }, async (page) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${view}: ${wide} pixels too wide`);
    });
  }
});

test('without script all is there and nothing that needs it', () => opened(rota, { script: false }, async (page) => {
  assert.equal(await page.locator('.view:visible').count(), await page.locator('.view').count());
  assert.equal(await page.locator('.filter').isVisible(), false);
}));

test('names that try to be markup are texts', () => opened(join(pages, 'hostile', 'rota.html'), {}, async (page) => {
  for (const link of await page.locator('nav a').all()) await link.click();
  await page.locator('nav a').first().click();
  await page.locator(cards).first().click();
  assert.match(await page.locator('#details dl').textContent(), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator('img, #details script').count(), 0);
}));
