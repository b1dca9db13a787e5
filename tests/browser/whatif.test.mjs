// The page of a sweep: the answer is seen without scrolling, on a wide and on a narrow screen; it is silent, asks for nothing,
// runs no script, and axe-core finds no violation.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, close, launch, opened, pages } from './browser.mjs';

before(launch);
after(close);

const page = join(pages, 'whatif', 'whatif.html');

/** The lower end of an element on the screen as it opens, in pixels. */
async function lowerEnd(opened, selector) {
  const box = await opened.locator(selector).first().boundingBox();
  assert.ok(box, selector);
  return box.y + box.height;
}

for (const [width, height] of [[1400, 900], [390, 844]]) {
  test(`what to buy is seen without scrolling at ${width} px`, () => opened(page, { width }, async (shown) => {
    await shown.setViewportSize({ width, height });
    assert.match(await shown.locator('.answer .headline').innerText(), /£[\d,]+ a year$/);
    assert.ok(await lowerEnd(shown, '.answer') <= height, 'the answer');
    if (width > 1000) assert.ok(await lowerEnd(shown, 'figure svg rect.good') <= height, 'the first of the ranking');
    const wide = await shown.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `the page is ${wide} px wide`);
  }));
}

for (const scheme of ['light', 'dark']) {
  for (const width of [1400, 390]) {
    test(`it is for everybody, ${scheme}, ${width} px`, () =>
      opened(page, { scheme, width }, (shown) => accessible(shown, `${scheme}, ${width} px`)));
  }
}

test('it needs no script', () => opened(page, { script: false }, async (shown) => {
  assert.match(await shown.locator('.answer').innerText(), /What should we buy\?/i);
  assert.equal(await shown.locator('script').count(), 0);
}));
