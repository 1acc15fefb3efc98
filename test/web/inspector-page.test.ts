// The inspector's page in a real browser, with a stand-in for the server: what is shown is what the server told, it comes
// back by itself, and nothing that people wrote is ever more than text.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { equal, is, match, ok } from 'uvu/assert';
import type { Moment } from '../../adapters/inspect/protocol.ts';
import { type OpenPage, phone } from '../browser/browser.ts';
import { whenBrowser } from '../browser/when-browser.ts';
import { calm, crowd, evening, hostile, line, moment, view } from './made-up.ts';
import { chartOfKind, StandIn } from './stand-in.ts';

whenBrowser('the inspector page', (test, open) => {
  const server = new StandIn(calm);
  const occupied = chartOfKind(server.charts, 'public', ['base.occupied']);
  const empty = chartOfKind(server.charts, 'public', ['base.empty']);
  let entering = '';

  const at = (hash: string, options = {}) => open(server.url + hash, options);
  const lit = (page: Page) =>
    page.locator('.chart-frame g.live:has(rect)').evaluateAll(all => all.map(one => one.getAttribute('data-state')));
  const litWhen = (page: Page, state: string) => page.locator(`.chart-frame g.live[data-state="${state}"]`).first().waitFor();
  const fits = async (page: Page) => is(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  const enter = (step: number, more: Partial<Moment> = {}) =>
    moment(step, { request: 'enter', before: empty.live, after: occupied.live, transitions: [entering], ...more });

  test.before(async () => {
    await server.start();
    const chart = await server.charts.get(occupied.chart)!.view();
    entering = chart.transitions.find(({ from, event }) => from === empty.live[0] && event === 'enter')!.id;
  });
  test.before.each(() => {
    server.service = calm;
    server.rooms = [line('hall', { topic: 'Toys' }), line('attic', { kind: 'lecture' })];
    server.views.clear();
    server.views.set('hall', view('hall', occupied));
    server.pasts.set('hall', { room: 'hall@rooms.localhost', chart: occupied.chart, moments: [enter(1), moment(2), moment(3)] });
    server.why = [];
    server.orders.length = 0;
    server.lists.length = 0;
  });
  test.after(() => server.stop());

  test('is small: under 60 KB in all when it is compressed', () => {
    const files = readdirSync(server.folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.\w+$/.test(file));
    const sizes = files.map(file => [file, gzipSync(server.file(file)).length] as const);
    const all = sizes.reduce((sum, [, size]) => sum + size, 0);
    ok(all < 60 * 1024, `${all} bytes: ${join(...sizes.map(([file, size]) => `${file} ${size}`))}`);
  });

  test('lists rooms, and leads to one', async () => {
    const page = await at('');
    await page.getByRole('link', { name: /hall/ }).click();
    await page.getByRole('heading', { level: 1, name: 'hall' }).waitFor();
  });

  test('says so where there is no room yet', async () => {
    server.rooms = [];
    const page = await at('');
    await page.getByText('No rooms yet').waitFor();
  });

  test('asks for those of a thousand rooms that are seen, and for no others', async () => {
    server.rooms = crowd(1000);
    const page = await at('');
    await page.getByText('1\u202f000 rooms').waitFor();
    await page.getByText('room-0', { exact: true }).waitFor();
    ok((await page.locator('.rooms-row').count()) < 60);
    equal([...new Set(server.lists.map(query => query.get('from')))], ['0']);
    await page.locator('[data-place="0"] a').focus();
    await page.keyboard.press('End');
    await page.locator('[data-place="999"] a:focus').waitFor();
    ok(server.lists.length < 12 && !server.lists.some(query => query.get('from') === '500'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/room-998$/);
    // that room is not there: what is complained of may still be on its way
    await page.close();
    page.complaints.length = 0;
  });

  test('searches, and filters by kind', async () => {
    const page = await at('');
    await page.getByLabel('Search rooms').fill('att');
    await page.getByText('1 of 2 rooms').waitFor();
    await page.getByLabel('Search rooms').fill('');
    await page.getByLabel('Kind of room').selectOption('public');
    await page.getByText('1 of 2 rooms').waitFor();
    await page.getByRole('link', { name: /hall/ }).waitFor();
    await page.getByLabel('Search rooms').fill('nothing');
    await page.getByText('No room matches').waitFor();
  });

  test('lights the states that the server says, and shows what is taken as it happens', async () => {
    server.views.set('hall', view('hall', empty));
    const page = await at('#/room/hall');
    await litWhen(page, empty.live[0]!);
    equal(await lit(page), empty.live);
    server.happen('hall', enter(4));
    await page.locator(`.chart-frame .taken[data-transition="${entering}"]`).first().waitFor();
    await litWhen(page, occupied.live[0]!);
    equal(await lit(page), occupied.live);
    await page.locator('.chart-frame .taken').first().waitFor({ state: 'detached' });
    await page.getByText('enter by Woody: done. Active: occupied.').waitFor({ state: 'attached' });
    server.tell('hall', 'skipped', { count: 135 });
    server.happen('hall', moment(140));
    await page.getByText('… 135 more').waitFor();
  });

  test('shows all that came of a request, with its stanzas', async () => {
    const page = await at('#/room/hall');
    await page.locator('.moment-line').last().click();
    await page.getByText('empty → occupied').waitFor();
    match((await page.locator('.xml').first().textContent())!, /<message from="woody@localhost\/page"/);
    await page.getByText('to Woody, Buzz, Rex, 3 copies').waitFor();
  });

  test('steps back through what was, and returns to what is', async () => {
    const page = await at('#/room/hall');
    await litWhen(page, occupied.live[0]!);
    await page.locator('.moment-line').first().waitFor();
    for (const _ of [1, 2, 3]) await page.getByLabel('One step back').click();
    await page.getByText('Before the first step that is known, 3 steps back.').waitFor();
    equal(await lit(page), empty.live);
    await page.getByLabel('One step on').click();
    await page.getByText(/As of \d\d:\d\d:\d\d, after “enter”, 2 steps back/).waitFor();
    equal(await lit(page), occupied.live);
    is(await page.locator(`.chart-frame .taken[data-transition="${entering}"]`).count(), 2);
    server.happen('hall', moment(4));
    await page.getByText('1 request since.').waitFor();
    is(await page.locator('.moment-line').count(), 3);
    await page.getByLabel('Step', { exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/after “say”, 1 step back/).waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('live: the chart as it is now').waitFor();
    is(await page.locator('.moment-line').count(), 4);
  });

  test('tells what a state is for by keyboard, and moves the chart by keys', async () => {
    const page = await at('#/room/hall');
    await page.getByRole('tab', { name: 'Time line' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'States', selected: true }).waitFor();
    await page
      .locator('.state-tree')
      .getByRole('button', { name: /^.*occupied.*active/ })
      .focus();
    await page.locator('.state-note').getByText('Somebody is inside.').waitFor();
    const frame = page.getByRole('img', { name: /Statechart of hall. Active: occupied/ });
    const box = () => frame.locator('svg').getAttribute('viewBox');
    const before = await box();
    await frame.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    const after = await box();
    ok(before !== after);
    await page.keyboard.press('0');
    ok((await box()) !== after);
    await frame.hover({ position: { x: 200, y: 200 } });
    await page.mouse.wheel(0, -400);
    await page.mouse.down();
    await page.mouse.move(300, 400, { steps: 3 });
    await page.mouse.up();
  });

  test('shows people with their charts, held requests, and behaviours with their settings', async () => {
    const held = [{ id: 'h', phase: 'enter', behaviour: 'lobby', who: 'Slinky', since: evening, text: 'May I come in?' }];
    server.views.set('hall', view('hall', occupied, { held }));
    const page = await at('#/room/hall');
    await page.getByRole('tab', { name: /People/ }).click();
    await page.getByText('Slinky waits to enter').waitFor();
    await page.getByRole('button', { name: /Rex/ }).click();
    await page.locator('.people g.live[data-state="participant.presence-pending"]').first().waitFor();
    await page.getByRole('tab', { name: /Behaviours/ }).click();
    await page.getByText('Its rulings failed too often').waitFor({ state: 'attached' });
    await page.locator('summary', { hasText: 'slow mode' }).click();
    await page.getByText('seconds = 5').waitFor();
  });

  test('answers why somebody was refused, also from an address', async () => {
    server.why = [
      { at: evening, who: 'Rex', request: 'enter', outcome: 'refused', said: ['refused by secret: “A word is needed.”'] },
      { at: evening, who: 'Rex', request: 'say', outcome: 'allowed', said: [] },
    ];
    const page = await at('#/room/hall?why=Rex');
    await page.getByText('refused by secret').waitFor();
    is(await page.getByLabel('Nick or address of a person').inputValue(), 'Rex');
    is(await page.locator('.why ol > li').count(), 1);
    await page.getByLabel('only what was refused or held').uncheck();
    await page.getByText('No behaviour said anything against it.').waitFor();
  });

  test('says that a room is not there, and finds it when it comes', async () => {
    const page = await at('#/room/later');
    await page.getByText('There is no room later.').waitFor();
    server.views.set('later', view('later', empty));
    await litWhen(page, empty.live[0]!);
    page.complaints.length = 0;
  });

  test('says that the service is away, and comes back over a restart', async () => {
    const page = await at('#/room/hall');
    await litWhen(page, occupied.live[0]!);
    await server.close();
    await page.getByText('The service is away; trying again.').waitFor();
    server.views.set('hall', view('hall', empty));
    server.pasts.set('hall', { room: 'hall@rooms.localhost', chart: empty.chart, moments: [moment(1, { request: 'inquire' })] });
    await server.open();
    await litWhen(page, empty.live[0]!);
    await page.getByText('inquire').first().waitFor();
    await page.getByText('The service is away').waitFor({ state: 'detached' });
    is(await page.locator('.moment-line').count(), 1);
    page.complaints.length = 0;
  });

  test('takes all that people wrote as text', async () => {
    server.rooms = [line('hall', { title: hostile, topic: hostile, kind: hostile, state: hostile })];
    const behaviours = [{ name: hostile, about: hostile, state: hostile, settings: { a: hostile }, trust: 'well' as const }];
    const participants = [{ id: 'a', nick: hostile, dialect: hostile, state: hostile, jid: hostile }];
    const held = [{ id: 'h', phase: hostile, behaviour: hostile, who: hostile, since: 0, text: hostile }];
    server.views.set('hall', view('hall', occupied, { title: hostile, topic: hostile, behaviours, participants, held }));
    const bad = moment(1, {
      request: hostile,
      who: hostile,
      rulings: [hostile],
      facts: [hostile],
      outcome: 'refused',
      heard: hostile,
    });
    server.pasts.set('hall', { room: hostile, chart: occupied.chart, moments: [bad], note: hostile });
    server.why = [{ at: 0, who: hostile, request: hostile, outcome: 'refused', said: [hostile] }];
    const page = await at('');
    await page.getByText(hostile).first().waitFor();
    await page.goto(`${server.url}#/room/hall`);
    for (const tab of [/Time line/, /People/, /Behaviours/, /Why/, /States/]) await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tab', { name: /Time line/ }).click();
    await page.locator('.moment-line').click();
    match((await page.locator('.xml').first().textContent())!, /<script>window\.pwned=1<\/script>/);
    is(await page.evaluate('window.pwned'), undefined);
    is(await page.locator('img, main script').count(), 0);
    await fits(page);
  });

  test('changes a room only with a token, and says what stands against it', async () => {
    const page = await at('#/room/hall');
    await page.getByRole('button', { name: 'Manage' }).click();
    await page.getByLabel('Token').fill('bad');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('This token is nobody’s.').waitFor();
    await page.getByLabel('Token').fill('good');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Change the settings of a behaviour').click();
    await page.getByLabel('Behaviour').selectOption('slow mode');
    const settings = page.getByLabel('Settings, as JSON');
    const shown = await settings.inputValue();
    match(shown, /"seconds": 5/);
    await settings.fill('[5]');
    await page.getByRole('button', { name: 'Change the settings' }).click();
    await page.getByText('The settings have to be an object').waitFor();
    // what nobody changes is not sent: it may be hidden, or shortened
    await settings.fill(shown.replace('"seconds": 5', '"seconds": 9'));
    await page.getByRole('button', { name: 'Change the settings' }).click();
    await page.getByText('The settings are changed.').waitFor();
    await page.getByText('Remove a person').click();
    await page.getByLabel('Nick or address').fill('Buzz');
    await page.getByLabel('What they are told').first().fill('Enough.');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('The person is removed.').waitFor();
    equal(
      server.orders.map(({ request }) => request),
      [
        { do: 'set', room: 'hall', behaviour: 'slow mode', settings: { seconds: 9 } },
        { do: 'remove', room: 'hall', person: 'b2', text: 'Enough.' },
      ],
    );
    await page.getByText('What was done lately').click();
    await page.getByText('removed b2 from hall').waitFor();
    is(await page.evaluate('sessionStorage.length + localStorage.length'), 0);
    page.complaints.length = 0;
  });

  test('offers no change where nobody may change anything', async () => {
    server.service = { ...calm, admin: false };
    const page = await at('#/room/hall');
    await litWhen(page, occupied.live[0]!);
    is(await page.getByRole('button', { name: 'Manage' }).count(), 0);
  });

  test('plays a recording step by step, and says what is wrong with one', async () => {
    const page = await at('#/replay');
    const give = (text: string) =>
      page.locator('input[type=file]').setInputFiles({ name: 'hall.jsonl', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await give('rubbish');
    await page.getByText('Line 1 is not of a recording.').waitFor();
    page.complaints.length = 0;
    await give('hall');
    await litWhen(page, empty.live[0]!);
    await page.getByLabel('One step on').click();
    await litWhen(page, occupied.live[0]!);
    for (const _ of [1, 2]) await page.getByLabel('One step on').click();
    is(await page.getByLabel('One step on').isDisabled(), true);
    await page.getByText(/after “say”\./).waitFor();
  });

  test('shows the service, live', async () => {
    const page = await at('#/service');
    await litWhen(page, 'overload.normal');
    server.service = { ...calm, overload: { ...calm.overload, live: ['overload.refusing'] }, rooms: 1234 };
    server.tell('', 'service', server.service);
    await litWhen(page, 'overload.refusing');
    await page.getByText('1\u202f234').waitFor();
  });

  test('tells which file could not be read', async () => {
    const page = await at('');
    await page.locator('.bar-domain', { hasText: calm.domain }).waitFor();
    const file = { file: 'poll.ts', at: evening, problems: ['Unknown action “tell”.'], notes: [] };
    server.tell('', 'dev', file);
    await page.getByText('Unknown action “tell”.').waitFor();
    server.tell('', 'dev', { ...file, problems: [] });
    await page.getByText('Unknown action “tell”.').waitFor({ state: 'detached' });
  });

  test('keeps the choice of colours', async () => {
    const page = await at('', { colorScheme: 'dark' });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: /Colours/ }).click();
    ok((await ground()) !== dark);
    await page.reload();
    await page.getByRole('button', { name: /Colours: light/ }).waitFor();
    ok((await ground()) !== dark);
  });

  test('has place for everything on a phone', async () => {
    server.rooms = crowd(60);
    const long = 'a-name-without-an-end-'.repeat(9);
    const participants = Array.from({ length: 200 }, (_, i) => ({
      id: `p${i}`,
      nick: `${i}${long}`,
      dialect: 'conference',
      state: 'joined',
    }));
    server.views.set('hall', view('hall', occupied, { title: long, topic: long, participants, people: 4200, unlisted: 4000 }));
    for (const hash of ['', '#/room/hall', '#/service', '#/replay']) {
      const page: OpenPage = await at(hash, { ...phone, viewport: { width: 360, height: 740 } });
      await page.locator('.rooms, .chart-frame svg, .replay-about').first().waitFor();
      await fits(page);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await fits(page);
      }
      await page.context().close();
    }
  });
});
