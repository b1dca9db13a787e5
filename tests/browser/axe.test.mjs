// What axe-core says of every page: no violation, light and dark, on wide and narrow screens.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, close, launch, opened, pages } from './browser.mjs';

const views = ['venues', 'workers', 'families', 'days', 'use', 'unplaced'];
const looks = ['light', 'dark'].flatMap((scheme) => [1400, 390].map((width) => ({ scheme, width })));
const first = (folder) => join(folder, readdirSync(join(pages, 'report', folder)).find((name) => name.endsWith('.html')));

before(launch);
after(close);

for (const look of looks) {
  const as = `${look.scheme}, ${look.width} px`;
  test(`rota.html: ${as}`, () => opened(join(pages, 'report', 'rota.html'), look, async (page) => {
    for (const view of views) {
      await page.click(`nav a[data-view=${view}]`);
      await accessible(page, view);
    }
    await page.click('nav a[data-view=venues]');
    await page.locator('.view.shown .s').first().click();
    await accessible(page, 'a session');
  }));
  test(`a draft with changes: ${as}`, () => opened(join(pages, 'draft', 'rota.html'), { ...look, hash: '#view=changes' }, async (page) => {
    await page.locator('.warning summary').click();
    await accessible(page, 'changes');
  }));
  test(`the pages of the others: ${as}`, async () => {
    const papers = ['parents', 'carers', 'referrers', 'venues', 'workers'].map(first);
    for (const paper of [...papers, 'registers.html']) {
      await opened(join(pages, 'report', paper), look, (page) => accessible(page, paper));
    }
  });
}
