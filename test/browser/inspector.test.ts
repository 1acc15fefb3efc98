// The inspector over a real engine, in a real browser: what is lit, stepping back, redaction, names with script in them,
// many rooms, a telephone. That no page asks elsewhere or breaks its policy, the harness sees to in every test.
import { equal, is, match, ok } from 'uvu/assert';
import { type OpenPage, phone } from './browser.ts';
import { type InspectedEngine, inspectedEngine } from './inspected-engine.ts';
import { picture } from './picture.ts';
import { until } from './until.ts';
import { whenBrowser } from './when-browser.ts';

const lecture = {
  rooms: [{ name: 'hall', kind: 'lecture', title: 'The hall', topic: 'Toys' }],
  moderators: ['rex@disney'],
};

// a state has a shape and a text
const litStates = `[...new Set([...document.querySelectorAll('svg .live[data-state]')].map(one => one.dataset.state))].sort()`;

/** The ids of the states that are lit in the chart. */
const lit = (page: OpenPage) => page.evaluate<string[]>(litStates);

/** Waits until exactly those are lit. */
const litIs = (page: OpenPage, states: readonly string[]) =>
  until(page, `JSON.stringify(${litStates}) === '${JSON.stringify([...states].sort())}'`);

whenBrowser('the inspector in a browser', (test, open) => {
  const services: InspectedEngine[] = [];
  const inspect: typeof inspectedEngine = async (...given) => {
    const service = await inspectedEngine(...given);
    services.push(service);
    return service;
  };
  // after the page, which would complain
  test.after.each(async () => {
    for (const service of services.splice(0)) await service.close();
  });

  test('lights the states in which the engine is, as they change, and steps back', async () => {
    const { engine, url, enters, says } = await inspect(lecture);
    const states = () => {
      const { state, behaviours } = engine.room('hall')!;
      const stands = behaviours.flatMap(({ name, state }) => (state === undefined ? [] : [`lecture.${name}.${state}`]));
      return [`lecture.base.${state}`, ...stands];
    };
    const page = await open(`${url}#/room/hall`);
    await litIs(page, states());
    const empty = await lit(page);
    ok(empty.includes('lecture.base.empty'));

    enters('rex', 'Rex', 'hall');
    await litIs(page, states());
    ok((await lit(page)).includes('lecture.base.occupied'));
    says('rex', 'hall', '!open');
    await litIs(page, states());
    const opened = await lit(page);
    ok(opened.includes('lecture.lobby.open'), opened.join());

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'One step back' }).click();
    await until(page, `document.querySelector('[data-state="lecture.lobby.closed"]').classList.contains('live')`);
    const back = page.getByRole('button', { name: 'One step back' });
    while (await back.isEnabled()) await back.click();
    await litIs(page, empty);
    await page.getByRole('button', { name: 'Resume' }).click();
    await litIs(page, opened);
  });

  test('plays a recording of a room, which can be stepped through', async () => {
    const { engine, url, enters, says } = await inspect(lecture);
    enters('rex', 'Rex', 'hall');
    says('rex', 'hall', '!open');
    const recording = engine.recording('hall', { texts: true, names: true });
    const page = await open(`${url}#/replay`);
    await page.locator('input[type=file]').setInputFiles({
      name: 'hall.jsonl',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(recording),
    });
    await page.getByText('2 steps of hall.jsonl').waitFor();
    // it begins where the room did
    await litIs(page, ['lecture.base.empty', 'lecture.lobby.preset', 'lecture.voice-queue.silent']);
    const on = page.getByRole('button', { name: 'One step on' });
    while (await on.isEnabled()) await on.click();
    await litIs(page, ['lecture.base.occupied', 'lecture.lobby.open', 'lecture.voice-queue.silent']);
  });

  test('says why somebody was refused', async () => {
    const { url, enters, says } = await inspect(lecture);
    enters('rex', 'Rex', 'hall');
    enters('woody', 'Rex', 'hall');
    enters('buzz', 'Buzz', 'hall');
    says('rex', 'hall', '!open');
    enters('buzz', 'Buzz', 'hall');
    says('buzz', 'hall', 'Psst');
    const page = await open(`${url}#/room/hall?why=Buzz`);
    await page
      .getByText(/refused by voice-queue/i)
      .first()
      .waitFor();
    await page.setViewportSize({ width: 1280, height: 720 });
    await picture(page, 'inspector-room');
  });

  test('shows neither what is said nor real addresses, unless the deployer lets it', async () => {
    for (const isShown of [false, true]) {
      const shows = { texts: isShown, addresses: isShown };
      const { url, enters, says, titles } = await inspect({ rooms: [{ name: 'den' }] }, { shows });
      enters('woody', 'Woody', 'den');
      says('woody', 'den', 'There is a snake in my boot');
      titles('woody', 'den', 'Cowboys');
      const page = await open(`${url}#/room/den`);
      await page.getByRole('button', { name: /say/ }).first().click();
      await page.getByRole('tab', { name: /People/ }).click();
      await page.getByText('Woody').first().waitFor();
      const all: string[] = [await page.evaluate<string>('document.documentElement.outerHTML')];
      for (const path of ['', '/past', '/why', '/chart.json']) {
        all.push(await page.evaluate<string>(`fetch('api/rooms/den${path}').then(answer => answer.text())`));
      }
      const found = ['woody@disney', 'Cowboys'].map(word => all.some(text => text.includes(word)));
      equal(found, [isShown, isShown]);
      if (!isShown) ok(!all.join().includes('snake'));
    }
  });

  test('shows names and texts with script in them as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const shows = { texts: true, addresses: true };
    const rooms = [{ name: 'den', title: `${evil} title`, topic: `${evil} topic` }];
    const { url, enters, says } = await inspect({ rooms }, { shows });
    const page = await open(`${url}#/`);
    page.on('dialog', dialog => void page.complaints.push(`a dialog: ${dialog.message()}`));
    await page.getByText(`${evil} title`).first().waitFor();
    await page.goto(`${url}#/room/den`);
    enters('woody', `${evil} nick`, 'den');
    says('woody', 'den', `${evil} body</script><script>alert(2)</script>`);
    for (const tab of ['Time line', 'People', 'Behaviours', 'Why', 'States']) {
      await page.getByRole('tab', { name: tab }).click();
      is(await page.locator('img, main script').count(), 0, tab);
    }
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByText(`${evil} nick`).first().waitFor();
  });

  test('lists a thousand rooms, of which only those are drawn that are seen', async () => {
    const names = Array.from({ length: 1_000 }, (_, at) => `room-${String(at).padStart(3, '0')}`);
    const { url, enters } = await inspect({ rooms: names.map(name => ({ name })) });
    for (let at = 0; at < 40; at++) enters(`toy${at}`, `Toy ${at}`, names[(at * at) % 997]!);
    const page = await open(`${url}#/`);
    await page.getByText('room-001').waitFor();
    ok((await page.locator('a[href^="#/room/"]').count()) < 120);
    await page.setViewportSize({ width: 1280, height: 720 });
    await picture(page, 'inspector-rooms');
    await page.getByRole('searchbox').fill('room-777');
    await page.getByText('room-777').click();
    await page.waitForSelector('svg .live');
    match(page.url(), /#\/room\/room-777$/);
  });

  test('fits a telephone, in the dark as well', async () => {
    const { url, enters } = await inspect(lecture);
    enters('rex', 'Rex with a name that is long enough to be in the way', 'hall');
    const page = await open(`${url}#/`, { ...phone, colorScheme: 'dark' });
    for (const view of ['#/', '#/room/hall', '#/service', '#/replay']) {
      await page.goto(`${url}${view}`);
      await page.locator('main :visible').first().waitFor();
      const [inner, wide] = await page.evaluate<[number, number]>('[innerWidth, document.documentElement.scrollWidth]');
      ok(wide <= inner, `${view} is ${wide} wide, and the window ${inner}`);
    }
    await page.goto(`${url}#/room/hall`);
    await page.waitForSelector('svg .live');
    await picture(page, 'inspector-phone');
  });
});
