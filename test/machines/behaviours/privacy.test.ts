// Hiding one's real address: when it is allowed, what is taken out, and what reaches the protected.
import { equal, is } from 'uvu/assert';
import { privacy } from '../../../machines/behaviours/privacy.ts';
import type { Person } from '../../../machines/person.ts';
import type { Refusal } from '../../../machines/refusal.ts';
import type { Answer, Bounce, Browse, Enter, Leave, Present, Relay, Say } from '../../../machines/request.ts';
import type { Ruling } from '../../../machines/ruling.ts';
import type { Content } from '../../../machines/stanza.ts';
import { suite } from '../../suite.ts';
import { asked, makeFloor, stays } from '../made-floor.ts';
import { iqOf, messageOf, presenceOf, tree } from '../visitor.ts';
import { scopeOf } from './scope.ts';

const room = makeFloor();
/** Protected; hidden by the room; and neither. */
const buzz = stays(room, 'buzz', { privacy: true });
const hamm = stays(room, 'hamm', { hidden: true });
const rex = stays(room, 'rex');

const harmless = tree('x', { xmlns: 'some:thing' });
const proof = tree('x', { xmlns: 'jabber:x:signed' }, 'iQA');
const telling = (name: string) => tree('x', { jid: `${name}@disney/home` });
const { enter, create, rename, appear, speak, topic, whisper, browse } = privacy.rules!;

const by = (person?: Person, { allowed = true, hides = true } = {}) => scopeOf({ allowed, hides }, { allowed }, { room, person });
const condition = (ruling: Ruling) => (ruling as Refusal | undefined)?.condition;
const payload = (ruling: Ruling) => {
  const { content, presence } = (ruling as { rewrite: { content?: Content; presence?: Content } }).rewrite;
  return (content ?? presence)!.payload;
};

suite('privacy', test => {
  test('is allowed by the room, or by its creator who asked for it', () => {
    const hides = true;
    equal(privacy.data!({ allowed: false, hides }), { allowed: false });
    equal(privacy.data!({ allowed: true, hides }), { allowed: true });
    equal(privacy.data!({ allowed: false, hides }, { privacy: true }), { allowed: true });
    equal(privacy.data!({ allowed: true, hides }, { privacy: false }), { allowed: true });
    equal(privacy.requires!(by()), { privacy: true });
  });

  test('is refused where it is not allowed, never silently left out', () => {
    const request = asked<Enter>('buzz', one => one.enter('den', { privacy: true }));
    is(condition(enter!(by(undefined, { allowed: false }), request)), 'not-acceptable');
    is(enter!(by(undefined, { allowed: false }), { ...request, privacy: false }), undefined);
  });

  test('takes address and proofs out of the presence with which the protected come, also into a room of their own', () => {
    const presence = presenceOf('here', telling('buzz'), proof);
    const request = asked<Enter>('buzz', one => one.enter('den', { privacy: true, presence }));
    for (const phase of [enter!, create!, rename!]) equal(payload(phase(by(), request)), presenceOf('here').payload);
  });

  test('takes the address alone out of the presence of those whom the room hides', () => {
    const presence = presenceOf('here', telling('hamm'), proof);
    const request = asked<Enter>('hamm', one => one.enter('den', { hidden: true, presence }));
    for (const phase of [enter!, create!, rename!]) {
      equal(payload(phase(by(), request)), presenceOf('here', proof).payload);
      is(phase(by(undefined, { hides: false }), request), undefined);
    }
  });

  test('has nothing to take out where nothing is hidden, or no presence comes along', () => {
    const open = asked<Enter>('rex', one => one.enter('den', { presence: presenceOf('here', telling('rex')) }));
    const { presence: _, ...without } = { ...open, privacy: true };
    for (const phase of [enter!, create!, rename!]) {
      is(phase(by(), open), undefined);
      is(phase(by(), without), undefined);
    }
  });

  test('veils what the hidden send inside, and nothing of the others', () => {
    const sends = (person: Person | undefined, name: string) => {
      const trees = [telling(name), proof, harmless];
      const said = asked<Say>(name, one => one.say('den', 'hello', { payload: trees }));
      const appeared = asked<Present>(name, one => one.present('den', presenceOf(undefined, ...trees)));
      const left = asked<Leave>(name, one => one.leave('den', { kind: 'presence', type: 'unavailable', payload: trees }));
      return [speak!(by(person), said), topic!(by(person), said), appear!(by(person), appeared), appear!(by(person), left)];
    };
    for (const ruling of sends(buzz, 'buzz')) equal(payload(ruling as never), [harmless]);
    for (const ruling of sends(hamm, 'hamm')) equal(payload(ruling as never), [proof, harmless]);
    for (const ruling of [...sends(rex, 'rex'), ...sends(undefined, 'rex')]) is(ruling, undefined);
  });

  test('leaves what tells nothing as it is', () => {
    const said = asked<Say>('buzz', one => one.say('den', 'hello', { payload: [harmless] }));
    is(speak!(by(buzz), said), undefined);
  });

  test('lets only messages through to the protected', () => {
    const to = (content: Relay['content']) => asked<Relay>('rex', one => one.relay('den', 'buzz', content));
    is(whisper!(by(rex), to(messageOf('psst', { type: 'chat' }))), undefined);
    is(condition(whisper!(by(rex), to(iqOf('1')))), 'forbidden');
    is(condition(whisper!(by(rex), to(presenceOf()))), 'forbidden');
  });

  test('lets everything through to the others, hidden or not', () => {
    for (const name of ['rex', 'hamm', 'nobody']) {
      is(
        whisper!(
          by(rex),
          asked<Relay>('rex', one => one.relay('den', name, iqOf('1'))),
        ),
        undefined,
      );
    }
    is(
      whisper!(
        by(rex),
        asked<Bounce>('rex', one => one.bounce('den', 'gone')),
      ),
      undefined,
    );
    is(
      whisper!(
        by(rex),
        asked<Answer>('rex', one => one.answer('den', iqOf('1', 'result'))),
      ),
      undefined,
    );
  });

  test('veils what the hidden send to one, and does not ask a question of which nothing is left', () => {
    const asks = (type: 'get' | 'set', ...trees: (typeof harmless)[]) =>
      asked<Relay>('buzz', one => one.relay('den', 'rex', iqOf('1', type, ...trees)));
    const holding = tree('x', {}, telling('buzz'));
    equal(payload(whisper!(by(buzz), asks('get', holding))), [tree('x')]);
    is(whisper!(by(buzz), asks('get', harmless)), undefined);
    is(condition(whisper!(by(buzz), asks('get', telling('buzz')))), 'not-acceptable');
    is(condition(whisper!(by(buzz), asks('set', telling('buzz')))), 'not-acceptable');
    const empty = asked<Relay>('buzz', one => one.relay('den', 'rex', messageOf(undefined, { payload: [telling('buzz')] })));
    equal(payload(whisper!(by(buzz), empty)), []);
  });

  test('veils what the hidden answer, even where nothing is left of it', () => {
    const answers = asked<Answer>('hamm', one => one.answer('den', iqOf('1', 'result', telling('hamm'))));
    equal(payload(whisper!(by(hamm), answers)), []);
  });

  test('takes the sender out of what comes back from the hidden', () => {
    for (const person of [buzz, hamm]) {
      const bounced = asked<Bounce>(person.nick, one => one.bounce('den', 'service-unavailable', 'rex'));
      equal(payload(whisper!(by(person), bounced)), [tree('error')]);
    }
  });

  test('shows nobody the address of somebody hidden', () => {
    const of = (name?: string) => asked<Browse>('rex', one => one.browse('den', name));
    is(condition(browse!(by(rex), of('buzz'))), 'forbidden');
    is(condition(browse!(by(rex), of('hamm'))), 'forbidden');
    is(browse!(by(rex), of('rex')), undefined);
    is(browse!(by(rex), of()), undefined);
  });
});
