import { equal, is, match, not, throws } from 'uvu/assert';
import { type AdminEngine, adminDesk, readAdminRequest } from '../../../adapters/inspect/admin.ts';
import type { AdminEntry } from '../../../adapters/inspect/protocol.ts';
import { suite } from '../../suite.ts';
import { realContext } from '../real-service.ts';

const woody = 'woody-woody-woody';
const admins = new Map([
  [woody, 'woody'],
  ['buzz-buzz-buzz-buzz', 'buzz'],
]);

function rig({ admins: known = admins, isStarting = false } = {}) {
  const deeds: unknown[] = [];
  const log: AdminEntry[] = [];
  const wrong: string[] = [];
  let at = 1_000_000;
  const { engine: real } = realContext();
  const engine: AdminEngine = {
    closeRoom: (...all) => deeds.push(['close', ...all]),
    removePerson() {
      throw new Error('Nobody is called that there.');
    },
    configure: real.configure,
    room: real.room,
  };
  const desk = adminDesk({
    admins: known,
    engine: () => (isStarting ? undefined : engine),
    log: entry => log.push(entry),
    now: () => at,
    onWrongToken: () => wrong.push('wrong'),
  });
  return { desk, deeds, log, wrong, real, pass: (milliseconds: number) => (at += milliseconds) };
}

suite('inspect admin', test => {
  test('knows people by their tokens', () => {
    const { desk, wrong } = rig();
    equal(desk.who(`Bearer ${woody}`), { name: 'woody' });
    equal(desk.who('bearer buzz-buzz-buzz-buzz'), { name: 'buzz' });
    for (const none of [undefined, '', woody, `Basic ${woody}`, `Bearer ${woody} x`]) {
      const answer = desk.who(none) as { status: number; problem: string };
      is(answer.status, 403);
      match(answer.problem, /token of your own/);
    }
    equal(wrong, []);
    match((desk.who('Bearer x') as { problem: string }).problem, /nobody’s token/);
    equal(wrong, ['wrong']);
  });

  test('lets nobody do anything where nobody is named', () => {
    const { desk } = rig({ admins: new Map() });
    for (const given of [undefined, 'Bearer ', `Bearer ${woody}`, 'Bearer undefined']) {
      match((desk.who(given) as { problem: string }).problem, /inspector\.admins/);
    }
  });

  test('looks at five wrong tokens a second, and then at none', () => {
    const { desk, wrong, pass } = rig();
    const status = (token: string) => (desk.who(`Bearer ${token}`) as { status?: number }).status;
    for (let i = 0; i < 5; i++) is(status(`wrong${i}`), 403);
    is(status('wrong'), 429);
    is(status(woody), 429);
    is(wrong.length, 5);
    pass(1_000);
    is(status(woody), undefined);
    is(status('wrong'), 403);
  });

  test('does what is asked in the name of who asks, and keeps it', () => {
    const { desk, deeds, log } = rig();
    const request = { do: 'close', room: 'hall', text: 'Enough.' } as const;
    equal(desk.act('woody', request), { at: 1_000_000, by: 'woody', request });
    equal(deeds, [['close', 'hall', 'Enough.', 'woody']]);
    equal(log, desk.entries());
    desk.act('woody', { do: 'close', room: 'hall' });
    equal(deeds[1], ['close', 'hall', '', 'woody']);
  });

  test('keeps also what could not be done, with why', () => {
    const { desk, log } = rig();
    const entry = desk.act('buzz', { do: 'remove', room: 'hall', person: 'Rex' });
    is(entry.problem, 'Nobody is called that there.');
    equal(log, [entry]);
    match(rig({ isStarting: true }).desk.act('buzz', { do: 'close', room: 'hall' }).problem!, /only just starting/);
  });

  test('sets behaviours, and keeps no word that only some may know', () => {
    const { desk, real } = rig();
    const set = (behaviour: string, settings: Record<string, unknown>) =>
      desk.act('woody', { do: 'set', room: 'hall', behaviour, settings });
    const entry = set('guard', { seconds: 5, word: 'hunter2' });
    is(entry.problem, undefined);
    equal((entry.request as { settings: unknown }).settings, { seconds: 5, word: '(hidden)' });
    const guard = real.room('hall')!.behaviours.find(({ name }) => name === 'guard');
    is((guard!.settings as { seconds: number }).seconds, 5);
    equal((set('nothing', { word: 'hunter2' }).request as { settings: unknown }).settings, { word: '(hidden)' });
    equal((set('guard', { wort: 'hunter2' }).request as { settings: unknown }).settings, { wort: '(hidden)' });
    not.match(JSON.stringify(desk.entries()), /hunter2/);
    real.stop();
  });

  test('keeps no such word that is deeper in what was set, done or not', () => {
    const behaviours = [{ name: 'vault', settings: { door: { pin: '(hidden)', open: true }, steps: 2 } }];
    const engine = (isGood: boolean) =>
      ({
        configure() {
          if (!isGood) throw new Error('no');
        },
        room: () => ({ behaviours }),
      }) as unknown as AdminEngine;
    const request = { do: 'set', room: 'hall', behaviour: 'vault', settings: { door: { pin: 'hunter2' }, steps: 3 } } as const;
    const kept = (isGood: boolean) => {
      const desk = adminDesk({ admins, engine: () => engine(isGood), log: () => {}, now: () => 0 });
      return (desk.act('woody', request).request as { settings: unknown }).settings;
    };
    equal(kept(true), { door: { pin: '(hidden)', open: true }, steps: 2 });
    equal(kept(false), { door: '(hidden)', steps: 3 });
  });

  test('remembers the latest two hundred', () => {
    const { desk } = rig();
    for (let i = 0; i < 205; i++) desk.act('woody', { do: 'close', room: `room${i}` });
    is(desk.entries().length, 200);
    is(desk.entries()[0]!.request.room, 'room5');
  });

  test('reads requests, and says how they are written', () => {
    equal(readAdminRequest('{"do":"close","room":"hall"}'), { do: 'close', room: 'hall' });
    equal(readAdminRequest('{"do":"set","room":"hall","behaviour":"lobby","settings":{"seconds":1}}'), {
      ...{ do: 'set', room: 'hall', behaviour: 'lobby' },
      settings: { seconds: 1 },
    });
    const bad = ['', '{', 'null', '[]', '{}', '{"do":"close"}', '{"do":"close","room":1}', '{"do":"close","room":"a","more":1}'];
    const odd = ['{"do":"set","room":"a","behaviour":"b","settings":[]}', '{"do":"burn","room":"a"}'];
    for (const text of [...bad, ...odd]) throws(() => readAdminRequest(text), /send \{"do":"close"/, text);
    throws(() => readAdminRequest(JSON.stringify({ do: 'close', room: 'a', text: 'x'.repeat(1_001) })));
  });
});
