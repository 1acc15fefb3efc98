// May this be? The base's own rules; those of behaviours are behaviour.test.ts's.
import { equal, is } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import type { Enter, RoomRequest } from '../../machines/request.ts';
import { judge } from '../../machines/rulings.ts';
import type { Verdict } from '../../machines/verdict.ts';
import { suite } from '../suite.ts';
import { makeFloor, roomSettings, stays, waits } from './made-floor.ts';
import { iqOf, messageOf, presenceOf, type Unsent, Visitor } from './visitor.ts';

const { limits } = roomSettings();

interface Scene {
  /** Settings of the room. */
  readonly own?: Parameters<typeof makeFloor>[0];
  /** Where nobody has made the room: whether it may be made. */
  readonly vacant?: Enter['founding'] | 'unknown';
  readonly dialect?: string;
}

/** A room where woody is inside, rex waits and buzz is nowhere; what they ask is only ruled on. */
function around({ own, vacant, dialect = 'conference' }: Scene = {}) {
  const floor = makeFloor(own);
  stays(floor, 'woody');
  waits(floor, 'rex');
  const verdicts: Verdict[] = [];
  const rule = (request: Unsent): string[] => {
    const founding = vacant === undefined || vacant === 'unknown' ? {} : { founding: vacant };
    const verdict = judge(floor, { ...request, ...founding, at: 0, fresh: '' } as RoomRequest, vacant !== undefined);
    verdicts.push(verdict);
    if ('refusal' in verdict) return [verdict.refusal.condition];
    if ('hold' in verdict) return ['held'];
    return [verdict.nick ? `allowed as ${verdict.nick.text}` : 'allowed'];
  };
  const [woody, rex, buzz] = ['woody', 'rex', 'buzz'].map(name => new Visitor(rule, name, { dialect }));
  return { floor, rule, verdicts, woody: woody!, rex: rex!, buzz: buzz! };
}

const no = refuse('not-allowed', 'No.');

suite('a ruling on an entry', test => {
  test('gives the first free nick', () => {
    const { rex } = around();
    equal(rex.enter('den'), ['allowed as rex']);
    equal(rex.enter('den', { nicks: ['Woody', 'WOODY', 'Rex', 'other'] }), ['allowed as Rex']);
    equal(rex.enter('den', { nicks: ['woody'] }), ['conflict']);
  });

  test('asks for a nick only where one must be chosen', () => {
    equal(around().rex.enter('den', { nicks: [] }), ['not-acceptable']);
    const { rex } = around({ own: { nicks: 'assigned' } });
    equal(rex.enter('den', { nicks: [] }), ['allowed as guest-1']);
    equal(rex.enter('den', { nicks: ['rex'] }), ['allowed as rex']);
    equal(rex.enter('den', { nicks: ['woody'] }), ['conflict']);
  });

  test('gives by itself a nick that nobody has, and none twice', () => {
    const { floor, rex } = around({ own: { nicks: 'assigned' } });
    stays(floor, 'guest-1');
    equal(rex.enter('den', { nicks: [] }), ['allowed as guest-2']);
    floor.guests = 4;
    equal(rex.enter('den', { nicks: [] }), ['allowed as guest-5']);
  });

  test('wants presence first, or with the entry', () => {
    const { buzz } = around();
    equal(buzz.enter('den'), ['unexpected-request']);
    equal(buzz.enter('den', { presence: presenceOf() }), ['allowed as buzz']);
    equal(around({ vacant: 'allowed' }).buzz.enter('den'), ['unexpected-request']);
  });

  test('takes the presence that waited, unless a newer one comes with the entry', () => {
    const { floor, rex, verdicts } = around();
    floor.roster.amend(floor.roster.waitingFor(rex.real)!, { presence: presenceOf('waiting') });
    rex.enter('den');
    rex.enter('den', { presence: presenceOf('newer') });
    const presences = verdicts.map(verdict => 'request' in verdict && (verdict.request as Enter).presence);
    equal(presences, [presenceOf('waiting'), presenceOf('newer')]);
  });

  test('makes no second room where one is asked for', () => {
    const { rex, woody } = around();
    equal(rex.enter('den', { mustCreate: true }), ['conflict']);
    equal(woody.enter('den', { mustCreate: true }), ['conflict']);
    equal(around({ vacant: 'allowed' }).rex.enter('den', { mustCreate: true }), ['allowed as rex']);
  });

  test('lets a room be made by those who may', () => {
    equal(around({ vacant: 'allowed' }).rex.enter('den', { secret: 'andy', privacy: true }), ['allowed as rex']);
    equal(around({ vacant: no }).rex.enter('den'), ['not-allowed']);
    equal(around({ vacant: 'unknown' }).rex.enter('den'), ['item-not-found']);
  });

  test('fills a room only so far', () => {
    const { rex, woody } = around({ own: { limits: { ...limits, people: 1 } } });
    equal(rex.enter('den'), ['service-unavailable']);
    equal(woody.enter('den', { nicks: ['Sheriff'] }), ['allowed as Sheriff']);
    equal(around({ own: { limits: { ...limits, people: 2 } } }).rex.enter('den'), ['allowed as rex']);
  });

  test('tells whoever does not know the secret only that, also in a full room', () => {
    const { rex } = around({ own: { secret: 'andy', limits: { ...limits, people: 1 } } });
    equal(rex.enter('den', { nicks: ['woody'] }), ['not-authorized']);
  });

  test('lets one who is inside take another nick, without the secret', () => {
    const { floor, woody } = around({ own: { secret: 'andy' } });
    equal(woody.enter('den', { nicks: ['rex'] }), ['allowed as rex']);
    equal(woody.enter('den', { nicks: ['WOODY'] }), ['allowed as WOODY']);
    equal(woody.enter('den', { nicks: [] }), ['allowed as woody']);
    stays(floor, 'jessie');
    equal(woody.enter('den', { nicks: ['jessie'] }), ['conflict']);
    equal(woody.enter('den', { nicks: ['jessie', 'andy'] }), ['allowed as andy']);
  });

  test('lets nobody go over to another protocol who is inside by one', () => {
    equal(around({ dialect: 'groupchat' }).woody.enter('den', { presence: presenceOf() }), ['unexpected-request']);
  });
});

suite('a ruling', test => {
  test('lets only those inside speak', () => {
    const { woody, rex, buzz } = around();
    equal(woody.say('den', 'hello'), ['allowed']);
    equal(rex.say('den', 'hello'), ['not-allowed']);
    equal(buzz.say('den', 'hello'), ['not-allowed']);
    equal(around({ vacant: 'allowed' }).rex.say('den', 'hello'), ['item-not-found']);
  });

  test('relays only between two who are inside', () => {
    const { woody, rex } = around();
    equal(woody.relay('den', 'WOODY', messageOf('psst')), ['allowed']);
    equal(woody.relay('den', 'rex', messageOf('psst')), ['item-not-found']);
    equal(rex.relay('den', 'woody', messageOf('psst')), ['item-not-found']);
  });

  test('lets one person have only so many iqs open', () => {
    const { floor, woody, buzz } = around({ own: { limits: { ...limits, relays: 1 } } });
    const [asker, asked] = [floor.roster.byReal(woody.real)!, stays(floor, 'buzz')];
    const receipt = { kind: 'iq', sentTo: Visitor.seen('den', 'buzz'), id: 'mine' } as const;
    floor.relays.open({ id: '1', asker: asker.id, asked: asked.id, receipt, deadline: 0, order: 0 });
    equal(woody.relay('den', 'buzz', iqOf('2')), ['resource-constraint']);
    equal(woody.relay('den', 'buzz', messageOf('psst')), ['allowed']);
    equal(buzz.relay('den', 'woody', iqOf('2')), ['allowed']);
  });

  test('shows people only to those inside, and a room only when it was made', () => {
    const { woody, buzz } = around();
    equal(buzz.browse('den'), ['allowed']);
    equal(buzz.browse('den', 'woody'), ['item-not-found']);
    equal(woody.browse('den', 'woody'), ['allowed']);
    equal(woody.browse('den', 'rex'), ['item-not-found']);
    equal(buzz.discover('den'), ['allowed']);
    const vacant = around({ vacant: 'allowed' });
    equal(vacant.buzz.browse('den'), ['item-not-found']);
    equal(vacant.buzz.discover('den'), ['item-not-found']);
  });

  test('says of a room that nobody has made whether it could be made', () => {
    equal(around().buzz.inquire('den'), ['allowed']);
    equal(around({ vacant: 'allowed' }).buzz.inquire('den'), ['item-not-found']);
    equal(around({ vacant: no }).buzz.inquire('den'), ['not-allowed']);
    equal(around({ vacant: 'unknown' }).buzz.inquire('den'), ['item-not-found']);
  });

  test('lets through what nothing speaks against', () => {
    const { woody, buzz, rule } = around();
    equal(buzz.present('den'), ['allowed']);
    equal(buzz.leave('den'), ['allowed']);
    equal(buzz.bounce('den', 'gone', 'woody'), ['allowed']);
    equal(woody.bounce('den', 'gone', 'woody'), ['allowed']);
    equal(buzz.probe('den'), ['allowed']);
    equal(buzz.answer('den', iqOf('1', 'result')), ['allowed']);
    for (const type of ['tick', 'survey', 'close', 'invite']) is(rule({ type } as Unsent)[0], 'allowed');
  });
});
