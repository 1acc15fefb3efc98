// The first minute of a newcomer, as docs/playground.md tells it: `confab dev` as a user starts it, and a real browser.
import { equal, is, match, ok } from 'uvu/assert';
import { type Dev, startDev } from '../adapters/dev/started.ts';
import { type OpenPage, phone } from './browser.ts';
import { picture } from './picture.ts';
import { until } from './until.ts';
import { whenBrowser } from './when-browser.ts';

const card = (page: OpenPage, name: string) => page.getByRole('article', { name, exact: true });

/** Waits until somebody stands somewhere, as their own client sees it. */
const stands = (page: OpenPage, name: string, standing: string) =>
  page.waitForSelector(`article[data-person="${name}"][data-standing="${standing}"]`, { state: 'attached' });

async function say(page: OpenPage, name: string, text: string): Promise<void> {
  await card(page, name).getByLabel(`Say something as ${name}`).fill(text);
  await card(page, name).getByRole('button', { name: 'Say', exact: true }).click();
}

whenBrowser('the first minute', (test, open) => {
  let dev: Dev;
  test.before(async () => {
    dev = await startDev();
  });
  test.after(async () => void (await dev.stop()));

  test('three people in two dialects sit in a room, talk, and see its chart move', async () => {
    const page = await open(`${dev.url}#/`, { viewport: { width: 1400, height: 820 } });
    await page.getByRole('link', { name: 'Playground', exact: true }).click();
    await page.getByRole('button', { name: 'Start with three people' }).click();
    const names = ['Woody', 'Buzz', 'Rex'];
    for (const name of names) await stands(page, name, 'inside');
    const dialects = await Promise.all(
      names.map(async name => (await card(page, name).textContent())?.match(/conference|groupchat/)?.[0]),
    );
    equal(dialects, ['conference', 'groupchat', 'conference']);
    await until(page, `document.querySelector('svg [data-state="public.base.occupied"].live') !== null`);

    await say(page, 'Woody', 'Howdy, partners!');
    for (const name of names) await card(page, name).getByRole('log').getByText('Howdy, partners!').waitFor();
    await say(page, 'Buzz', 'To infinity, and beyond!');
    for (const name of names) await card(page, name).getByRole('log').getByText('To infinity, and beyond!').waitFor();
    const { live } = (await dev.ask('api/rooms/playground')) as { live: string[] };
    equal(
      await page.evaluate(
        `[...new Set([...document.querySelectorAll('svg .live[data-state]')].map(one => one.dataset.state))].sort()`,
      ),
      [...live].sort(),
    );
    ok((await page.locator('.wire li').count()) > 10);
    await picture(page, 'playground');

    // a connection that drops without a goodbye is a stay that ends
    await card(page, 'Rex').getByRole('button', { name: 'Cut' }).click();
    await card(page, 'Woody')
      .getByRole('log')
      .getByText(/Rex .*(left|gone|went)/i)
      .waitFor();
    const { people } = (await dev.ask('api/rooms/playground')) as { people: number };
    is(people, 2);
    await card(page, 'Rex').getByRole('button', { name: 'Reconnect' }).click();
    await until(page, `document.querySelector('[data-person="Rex"]').dataset.link === 'online'`);
  });

  test('somebody is refused, sees why, and comes in with the word', async () => {
    const page = await open(`${dev.url}#/play`);
    await page.getByRole('button', { name: 'Start with three people' }).click();
    await stands(page, 'Woody', 'inside');
    const woody = card(page, 'Woody');
    await woody.getByRole('button', { name: 'Leave' }).click();
    await woody.getByLabel('Room', { exact: true }).selectOption('backstage');
    await woody.getByRole('button', { name: 'Enter' }).click();
    await stands(page, 'Woody', 'refused');
    match((await woody.getByRole('alert').textContent()) ?? '', /not-authorized/);
    await woody.getByLabel('Secret').first().fill('swordfish');
    await woody.getByRole('button', { name: 'Enter' }).click();
    await stands(page, 'Woody', 'inside');
  });

  test('it fits a telephone, one person at a time', async () => {
    const page = await open(`${dev.url}#/play`, phone);
    await page.getByRole('button', { name: 'Start with three people' }).click();
    for (const name of ['Woody', 'Buzz', 'Rex']) await stands(page, name, 'inside');
    const [inner, wide] = await page.evaluate<[number, number]>('[innerWidth, document.documentElement.scrollWidth]');
    ok(wide <= inner, `it is ${wide} wide, and the window ${inner}`);
    await page.getByRole('tab', { name: 'Buzz' }).click();
    await card(page, 'Buzz').waitFor();
  });
});
