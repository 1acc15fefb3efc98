// What docs/playground.md says can be tried, done through the page: a board, the floor of a lecture, a crowd, an admin.
import { equal, is, match, ok } from 'uvu/assert';
import { type Dev, startDev } from '../adapters/dev/started.ts';
import type { TestClient } from '../client.ts';
import { type OpenPage, phone } from './browser.ts';
import { until } from './until.ts';
import { whenBrowser } from './when-browser.ts';

const card = (page: OpenPage, name: string) => page.getByRole('article', { name, exact: true });

const stands = (page: OpenPage, name: string, standing: string) =>
  page.waitForSelector(`article[data-person="${name}"][data-standing="${standing}"]`, { state: 'attached' });

/** Adds somebody who logs in by that name, and lets them enter. */
async function enters(page: OpenPage, name: string, room: string): Promise<void> {
  const start = page.getByText('Or add one yourself');
  const add = page.getByRole('button', { name: 'Add a person' });
  await start.or(add).click();
  const form = page.locator('form.play-form');
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel(/With a name at/).check();
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const door = card(page, name);
  await door.getByLabel('Room', { exact: true }).selectOption(room);
  await door.getByRole('button', { name: 'Enter' }).click();
}

whenBrowser('rooms to try', (test, open) => {
  let dev: Dev;
  test.before(async () => {
    dev = await startDev();
  });
  test.after(async () => void (await dev.stop()));

  test('two people draw on one board', async () => {
    const page = await open(`${dev.url}#/play`, { viewport: { width: 1400, height: 820 } });
    await enters(page, 'Andy', 'whiteboard');
    await stands(page, 'Andy', 'inside');
    await enters(page, 'Bonnie', 'whiteboard');
    await stands(page, 'Bonnie', 'inside');
    const strokes = (count: number) =>
      until(
        page,
        `['Andy', 'Bonnie'].every(name => document.querySelectorAll('[data-person="' + name + '"] [data-stroke]').length === ${count})`,
      );
    for (const [i, name] of ['Andy', 'Bonnie'].entries()) {
      const board = card(page, name).getByRole('img', { name: /^Board/ });
      const { x, y, width, height } = (await board.boundingBox())!;
      await page.mouse.move(x + width * 0.2, y + height * (0.3 + i / 4));
      await page.mouse.down();
      await page.mouse.move(x + width * 0.8, y + height * 0.6, { steps: 4 });
      await page.mouse.up();
      await strokes(i + 1);
    }
    const colours = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-person="Andy"] [data-stroke]')].map(one => one.getAttribute('stroke'))`,
    );
    is(new Set(colours).size, 2, 'each has a colour');
    await card(page, 'Bonnie').getByText('By keyboard').click();
    await card(page, 'Bonnie').getByLabel('Path data of SVG').fill('M100 100 L300 200');
    await card(page, 'Bonnie').getByRole('button', { name: 'Draw' }).click();
    await strokes(3);
    await card(page, 'Bonnie').getByRole('button', { name: 'Undo' }).click();
    await strokes(2);
    // Andy is a moderator
    await card(page, 'Andy').getByRole('button', { name: 'Clear', exact: true }).click();
    await strokes(0);
  });

  test('somebody waits in the lobby, is let in, raises a hand and is given the floor', async () => {
    const page = await open(`${dev.url}#/play`, { viewport: { width: 1400, height: 820 } });
    // a moderator, who was here with three before: no password is as good as none then
    await page.getByRole('button', { name: 'Start with three people' }).click();
    await stands(page, 'Woody', 'inside');
    await card(page, 'Woody').getByRole('button', { name: 'Remove Woody' }).click();
    await enters(page, 'Woody', 'lecture');
    await stands(page, 'Woody', 'inside');
    await enters(page, 'Jessie', 'lecture');
    await stands(page, 'Jessie', 'entering');
    await card(page, 'Jessie').getByText('waits to come in').waitFor();
    const woody = card(page, 'Woody');
    await woody.getByRole('button', { name: 'Let in …' }).click();
    const field = woody.getByLabel('Say something as Woody');
    is(await field.inputValue(), '!approve ');
    await field.pressSequentially('Jessie');
    await field.press('Enter');
    await stands(page, 'Jessie', 'inside');
    await card(page, 'Jessie').getByRole('button', { name: 'Raise hand' }).click();
    await woody
      .getByRole('log')
      .getByText(/Jessie/)
      .last()
      .waitFor();
    await until(page, `document.querySelector('.play-chart [data-state="lecture.voice-queue.silent"].live') !== null`);
    await woody.getByRole('button', { name: 'Give floor', exact: true }).click();
    await until(page, `document.querySelector('.play-chart [data-state="lecture.voice-queue.given"].live') !== null`);
  });

  test('an admin removes a person and closes the room, with the word that was printed', async () => {
    const lotso = await dev.person('lotso');
    await lotso.send('<presence to="attic@rooms.localhost/Lotso"/>');
    await lotso.next(one => one.is('presence') && one.attrs.from === 'attic@rooms.localhost/Lotso');
    const sarge = await dev.person('sarge');
    await sarge.send('<presence to="attic@rooms.localhost/Sarge"/>');
    await sarge.next(one => one.is('presence') && one.attrs.from === 'attic@rooms.localhost/Sarge');
    const page = await open(`${dev.url}#/room/attic`);
    await page.getByRole('button', { name: 'Manage …' }).click();
    const dialog = page.getByRole('dialog');
    match((await dialog.textContent()) ?? '', /the word that confab dev printed/);
    await dialog.getByLabel('Token').fill(dev.admin);
    await dialog.getByRole('button', { name: 'Go on' }).click();

    await dialog.getByText('Remove a person').click();
    await dialog.getByLabel('Nick or address').fill('Lotso');
    await dialog.getByLabel('What they are told').first().fill('Come back when you are calm.');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByText('The person is removed.').waitFor();
    await lotso.next(one => one.attrs.type === 'unavailable' && one.attrs.from === 'attic@rooms.localhost/Lotso');
    await page.locator('.room-title').getByText('1 person', { exact: true }).waitFor();

    await dialog.getByText('Close the room', { exact: true }).first().click();
    await dialog.getByLabel(/name, to be sure/).fill('attic');
    await dialog.getByRole('button', { name: 'Close the room' }).click();
    await sarge.next(one => one.attrs.type === 'unavailable' && one.attrs.from === 'attic@rooms.localhost/Sarge');
    // the room was nobody's but theirs, and is gone; what was done is told
    await page.getByText(/There is no room “attic”/).waitFor();
    is((await fetch(`${dev.url}api/rooms/attic`)).status, 404);
    page.complaints.splice(0, page.complaints.length, ...page.complaints.filter(one => !/\b404\b/.test(one)));
    for (const one of [lotso, sarge]) await one.stop();
  });

  test('a crowd of two hundred fits a telephone', async () => {
    const crowd: TestClient[] = [];
    for (let at = 0; at < 200; at++) {
      const one = await dev.person(`toy${at}`);
      crowd.push(one);
      await one.send(`<presence to="playground@rooms.localhost/Toy ${at} of the two hundred"/>`);
    }
    const page = await open(`${dev.url}#/play`, phone);
    await page.getByRole('button', { name: 'Start with three people' }).click();
    for (const name of ['Woody', 'Buzz', 'Rex']) await stands(page, name, 'inside');
    await card(page, 'Woody').getByText('203 people:').waitFor();
    await card(page, 'Woody').getByText('and 143 more').waitFor();
    await card(page, 'Woody').getByRole('button', { name: 'Woody', exact: true }).waitFor();
    await crowd[0]!.send('<message to="playground@rooms.localhost" type="groupchat"><body>Attention!</body></message>');
    await card(page, 'Woody').getByRole('log').getByText('Attention!').waitFor();
    const fits = async () => {
      const [inner, wide] = await page.evaluate<[number, number]>('[innerWidth, document.documentElement.scrollWidth]');
      ok(wide <= inner, `it is ${wide} wide, and the window ${inner}`);
    };
    // what is said and what one may say stay in sight
    const { y, height } = (await card(page, 'Woody').getByLabel('Say something as Woody').boundingBox())!;
    ok(y + height <= 844, `the field ends at ${y + height}`);
    await fits();
    await page.goto(`${dev.url}#/room/playground`);
    await page.getByRole('tab', { name: 'People' }).click();
    equal(
      await page
        .locator('.room-title')
        .getByText(/20\d people/)
        .count(),
      1,
    );
    await fits();
    await Promise.all(crowd.map(one => one.stop()));
  });
});
