// What axe-core says of every page: no violation, light and dark, on wide and narrow screens. A county's page, which takes
// longer, is looked at in two of these four ways: light and wide, dark and narrow.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, close, launch, opened, pages } from './browser.mjs';

const views = ['venues', 'workers', 'families', 'days', 'use', 'unplaced'];
const looks = ['light', 'dark'].flatMap((colorScheme) => [1400, 390].map((width) => ({ colorScheme, width })));
const first = (folder) => join(folder, readdirSync(join(pages, 'small', folder)).find((name) => name.endsWith('.html')));

before(launch);
after(close);

async function inEveryLook(page, what, wanted = looks) {
  for (const { colorScheme, width } of wanted) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await accessible(page, `${what}, ${colorScheme}, ${width} px`);
  }
}

async function everyView(page, wanted) {
  for (const view of views) {
    await page.click(`nav a[data-view=${view}]`);
    await inEveryLook(page, view, wanted);
  }
  await page.click('nav a[data-view=venues]');
  await page.locator('.view.shown .s').first().click();
  await inEveryLook(page, 'a session', wanted);
}

test('the page of a small week', () => opened(join(pages, 'small', 'rota.html'), {}, (page) => everyView(page, looks)));

test('the page of a county', () =>
  opened(join(pages, 'county', 'rota.html'), {}, (page) => everyView(page, [looks[0], looks[3]])));

test('a draft with changes', () => opened(join(pages, 'draft', 'rota.html'), { hash: '#view=changes' }, async (page) => {
  await page.locator('.warning summary').click();
  await inEveryLook(page, 'changes');
}));

for (const paper of [...['parents', 'carers', 'referrers', 'venues', 'workers'].map(first), 'registers.html']) {
  test(paper, () => opened(join(pages, 'small', paper), {}, (page) => inEveryLook(page, paper)));
}
