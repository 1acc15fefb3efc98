// Who may come in while the service is overloaded: in order, one by one, with all that they send behind them.
import { equal, is, ok } from 'uvu/assert';
import type { RealJid, RoomJid } from '../../machines/address.ts';
import type { OverloadState } from '../../machines/overload.ts';
import { refuse } from '../../machines/refusal.ts';
import type { ServiceRequest } from '../../machines/request.ts';
import { Admission, type Asked } from '../../streams/admission.ts';
import { suite } from '../suite.ts';

const grp = 'grp@rooms.disney' as RoomJid;
const den = 'den@rooms.disney' as RoomJid;

/** What somebody sends; its number tells it from others. */
function asked(type: Asked['type'], who: string, more: object = {}): Asked {
  const kind = type === 'say' ? 'message' : type === 'leave' || type === 'present' ? 'presence' : 'iq';
  return {
    type,
    room: grp,
    from: `${who}@disney/home` as RealJid,
    bare: `${who}@disney`,
    host: 'disney',
    dialect: 'conference',
    receipt: { kind, sentTo: grp },
    at: 1,
    fresh: 'feed',
    ...more,
  } as unknown as Asked;
}

/** An admission that lets in as many as there is space for; who is inside is known. */
function gate({ heldJoins = 3, inside = [] as readonly string[] } = {}) {
  const sent: string[] = [];
  const texts: string[] = [];
  const times: number[] = [];
  const admits = { space: 0 };
  const admission: Admission = new Admission({
    heldJoins,
    stayOf: (_, real) => (inside.includes(real.split('@')[0]!) ? { dialect: 'groupchat', inside: true } : undefined),
    mayEnter: () => admits.space > 0,
    send(request: ServiceRequest) {
      const { from, type, at } = request as Asked;
      times.push(at);
      if (type === 'enter') admits.space--;
      if (request.type === 'refused') texts.push(request.refusal.text);
      sent.push(
        `${from.split('@')[0]} ${type === 'refused' ? `${(request as { refusal: { condition: string } }).refusal.condition}` : type}`,
      );
    },
  });
  const take = (...requests: Parameters<typeof asked>) => admission.take(asked(...requests));
  const become = (state: OverloadState, at = 2) => admission.follow(state, at);
  /** What was sent since. */
  const news = () => sent.splice(0);
  return { admission, admits, take, become, news, texts, times };
}

suite('admission', test => {
  test('lets everything pass while it is not too much', () => {
    const { take, become, news, admission } = gate();
    for (const state of ['normal', 'coalescing'] as const) {
      become(state);
      take('enter', 'woody');
      take('browse', 'woody');
    }
    equal(news(), ['woody enter', 'woody browse', 'woody enter', 'woody browse']);
    is(admission.heldJoins, 0);
  });

  test('has those who want to enter wait, and lets them in one by one, in order, while there is space', () => {
    const { take, become, news, admission, admits, times } = gate();
    become('holding');
    for (const who of ['woody', 'buzz', 'rex']) take('enter', who);
    equal(news(), []);
    is(admission.heldJoins, 3);
    admits.space = 2;
    become('holding', 7);
    equal(news(), ['woody enter', 'buzz enter']);
    equal(times, [7, 7]);
    admits.space = 1;
    become('coalescing');
    equal(news(), ['rex enter']);
    is(admission.heldJoins, 0);
  });

  test('lets in at once whom there is space for, unless others wait', () => {
    const { take, become, news, admits } = gate();
    become('holding');
    admits.space = 1;
    take('enter', 'woody');
    equal(news(), ['woody enter']);
    take('enter', 'buzz');
    admits.space = 1;
    take('enter', 'rex');
    equal(news(), ['buzz enter']);
  });

  test('has nothing of the same person to the same room overtake', () => {
    const { take, become, news, admits, admission } = gate({ heldJoins: 4 });
    become('holding');
    take('present', 'woody');
    take('enter', 'woody');
    for (const type of ['present', 'say', 'browse', 'ask'] as const) take(type, 'woody');
    take('say', 'buzz');
    take('present', 'woody', { room: den });
    take('ask', 'woody', { room: undefined });
    equal(news(), ['woody present', 'buzz say', 'woody present', 'woody ask']);
    equal(admission.stayOf(grp, 'woody@disney/home' as RealJid), { dialect: 'conference', inside: false });
    is(admission.stayOf(den, 'woody@disney/home' as RealJid), undefined);
    admits.space = 1;
    become('holding');
    equal(news(), ['woody enter', 'woody present', 'woody say', 'woody browse', 'woody ask']);
    is(admission.stayOf(grp, 'woody@disney/home' as RealJid), undefined);
  });

  test('lets those inside do as they like', () => {
    const { take, become, news } = gate({ inside: ['woody'] });
    for (const state of ['holding', 'refusing'] as const) {
      become(state);
      for (const type of ['enter', 'say', 'relay', 'answer', 'bounce', 'leave', 'inquire'] as const) take(type, 'woody');
      take('refused', 'woody', { refusal: refuse('bad-request', 'No.') });
      take('browse', 'woody', { of: { text: 'buzz', key: 'buzz' } });
      take('discover', 'woody', { what: 'info' });
      const done = ['enter', 'say', 'relay', 'answer', 'bounce', 'leave', 'inquire', 'bad-request', 'browse', 'discover'];
      equal(
        news(),
        done.map(one => `woody ${one}`),
      );
    }
  });

  test('forgets who leaves, and answers what they asked', () => {
    const { take, become, news, admits, texts } = gate();
    become('holding');
    take('enter', 'woody', { receipt: { kind: 'presence', sentTo: grp } });
    take('enter', 'buzz');
    for (const type of ['present', 'say', 'browse', 'answer'] as const) take(type, 'buzz');
    take('leave', 'woody');
    take('leave', 'buzz');
    equal(news(), ['woody leave', 'buzz item-not-found', 'buzz item-not-found', 'buzz item-not-found', 'buzz leave']);
    ok(texts.every(text => text === 'You have left before you could be let in.'));
    admits.space = 9;
    become('normal');
    equal(news(), []);
  });

  test('refuses one more than may wait, and what is too much behind them, and makes space again', () => {
    const { take, become, news, admits, texts } = gate({ heldJoins: 2 });
    become('holding');
    for (const who of ['woody', 'buzz', 'rex']) take('enter', who);
    equal(news(), ['rex resource-constraint']);
    for (const type of ['say', 'browse', 'say', 'answer'] as const) take(type, 'woody');
    equal(news(), ['woody resource-constraint']);
    equal(texts, [
      'Too many wait to enter. There is too much to do here now. Try again in a minute.',
      'You wait to enter this room, and what you send waits with you. Send no more until you are inside.',
    ]);
    admits.space = 1;
    become('holding');
    equal(news(), ['woody enter', 'woody say', 'woody browse']);
    take('enter', 'rex');
    for (const type of ['say', 'browse', 'say'] as const) take(type, 'buzz');
    equal(news(), ['buzz resource-constraint']);
  });

  test('bounds what one person has wait', () => {
    const { take, become, news } = gate({ heldJoins: 100 });
    become('holding');
    for (let i = 0; i < 17; i++) take(i === 0 ? 'enter' : 'say', 'woody');
    equal(news(), ['woody resource-constraint']);
  });

  test('refuses those who want to enter, and long answers, when it is worse; who waits goes on waiting', () => {
    const { take, become, news, admission, admits } = gate();
    become('holding');
    take('enter', 'woody');
    become('refusing');
    admits.space = 5;
    become('refusing');
    take('enter', 'buzz');
    take('browse', 'buzz');
    take('browse service', 'buzz', { room: undefined });
    take('discover', 'buzz', { what: 'items' });
    take('discover', 'buzz', { what: 'items', room: undefined });
    take('find', 'buzz', { as: 'form', room: undefined });
    equal(
      news(),
      Array.from({ length: 6 }, () => 'buzz resource-constraint'),
    );
    is(admission.heldJoins, 1);
    take('find', 'buzz', { as: 'info', room: undefined });
    equal(news(), ['buzz find']);
    become('holding');
    equal(news(), ['woody enter']);
  });

  test('lets in all who wait when the rooms are kept, with all that waits behind them', () => {
    const { take, become, news, times, admission } = gate();
    become('refusing');
    become('holding');
    take('enter', 'woody');
    take('answer', 'woody');
    take('enter', 'buzz');
    become('refusing');
    admission.letIn(7);
    equal(
      [news(), times],
      [
        ['woody enter', 'woody answer', 'buzz enter'],
        [7, 7, 7],
      ],
    );
    is(admission.heldJoins, 0);
  });

  test('tells those who wait when the service stops', () => {
    const { take, become, news, admission } = gate();
    become('holding');
    take('enter', 'woody');
    take('answer', 'woody');
    take('enter', 'buzz', { receipt: { kind: 'presence', sentTo: grp } });
    admission.close();
    equal(news(), ['woody resource-constraint', 'buzz resource-constraint']);
    is(admission.heldJoins, 0);
  });

  test('goes on after a request that throws', () => {
    let isBroken = true;
    const admission = new Admission({
      heldJoins: 2,
      stayOf: () => undefined,
      mayEnter: () => !isBroken,
      send() {
        throw new Error('a step failed');
      },
    });
    admission.follow('holding', 1);
    admission.take(asked('enter', 'woody'));
    admission.take(asked('enter', 'buzz'));
    isBroken = false;
    for (const left of [1, 0]) {
      try {
        admission.follow('holding', 2);
      } catch (error) {
        is((error as Error).message, 'a step failed');
      }
      is(admission.heldJoins, left);
    }
  });
});
