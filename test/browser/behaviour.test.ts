// Somebody writes a behaviour and tries it, as docs/extending.md tells it: by keyboard alone, while the file is saved with a
// fault, mended, and saved with a chart in which not everything has a place.
import { is, match } from 'uvu/assert';
import { type Dev, startDev } from '../adapters/dev/started.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import type { OpenPage } from './browser.ts';
import { until } from './until.ts';
import { whenBrowser } from './when-browser.ts';

const quiet = (loud: string, silent: string) =>
  JSON.stringify({
    name: 'quiet-hour',
    about: 'A moderator may ask for silence.',
    requests: { start: { about: 'Asks for silence.', who: 'moderator', word: 'quiet' } },
    initial: loud,
    states: { [loud]: { on: { start: { to: silent } } }, silent: {} },
  });

/** Goes on with Tab until something has the focus. */
async function tabTo(page: OpenPage, expression: string): Promise<void> {
  for (let at = 0; at < 60; at++) {
    if (await page.evaluate<boolean>(`(one => ${expression})(document.activeElement)`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${expression}`);
}

whenBrowser('a behaviour that is being written', (test, open) => {
  let dev: Dev;
  // after the page, which would complain
  test.after.each(async () => void (await dev.stop()));
  test('is tried by keyboard in a room of its own, and the page says how each saving went', async () => {
    const folder = temporaryFolder();
    const file = folder.write('quiet.json', quiet('loud', 'silent'));
    dev = await startDev(['--behaviour', file], { folder });
    const page = await open(`${dev.url}#/`, { viewport: { width: 1400, height: 820 } });
    await page.getByRole('link', { name: 'Playground', exact: true }).waitFor();
    await tabTo(page, "one.textContent === 'Playground'");
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Start with three people' }).waitFor();
    await tabTo(page, "one.textContent === 'Start with three people'");
    await page.keyboard.press('Enter');
    await page.waitForSelector('article[data-person="Woody"][data-standing="inside"]');
    await until(page, `document.querySelector('.play-chart [data-state="with-quiet.quiet-hour.loud"].live') !== null`);
    await tabTo(page, "one.getAttribute('aria-label') === 'Say something as Woody'");
    await page.keyboard.type('!quiet');
    await page.keyboard.press('Enter');
    await until(page, `document.querySelector('.play-chart [data-state="with-quiet.quiet-hour.silent"].live') !== null`);

    const notices = page.locator('.notice');
    folder.write('quiet.json', quiet('loud', 'slient'));
    await notices.getByText(/did you mean silent\?/).waitFor();
    match((await notices.textContent()) ?? '', /its last good version goes on/);
    is(await page.locator('article[data-standing="inside"]').count(), 3);
    folder.write('quiet.json', quiet('loud', 'silent'));
    await until(page, `document.querySelector('.notice') === null`);
    const other = quiet('calm', 'hush').replace('"silent":', '"hush":');
    folder.write('quiet.json', other);
    await notices.getByText(/silent.* any more/).waitFor();
    await until(page, `document.querySelector('.play-chart [data-state="with-quiet.quiet-hour.calm"].live') !== null`);
  });
});
