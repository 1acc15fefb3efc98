// Iqs to one person, and how their answers find the way back: once, in time, under the old id.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, Conversation, type Settings } from './conversation.ts';
import { iqOf, tree, Visitor } from './visitor.ts';

function inHall(settings: Settings = {}) {
  const talk = new Conversation({ rooms: [{ name: 'hall', privacy: true }], ...settings });
  const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex') as [Visitor, Visitor, Visitor];
  woody.join('hall');
  buzz.join('hall');
  return { talk, woody, buzz, rex };
}

suite('an iq to one', test => {
  test('is relayed under an id of the room, and its answer comes back under the old one', () => {
    const { talk, woody, buzz } = inHall();
    const asked = woody.relay('hall', 'buzz', iqOf('mine', 'get'));
    const { content, to, who } = talk.latest('relayed');
    equal(asked, [`relayed woody to buzz: iq get ${content.id}`]);
    is(content.id === 'mine', false);
    is(content.id, `id-${talk.given}`);
    talk.at += 2_000;
    equal(buzz.answer('hall', iqOf(content.id!, 'result')), ['relayed buzz to woody: iq result mine']);
    is(talk.latest('relayed').from, Visitor.seen('hall', 'buzz'));
    equal([to.heard, who.heard], [beginning + 2_000, beginning]);
  });

  test('is answered from the address that it was sent to', () => {
    const { talk, woody, buzz } = inHall();
    woody.relay('hall', 'BuZz', iqOf('mine'));
    buzz.answer('hall', iqOf(talk.latest('relayed').content.id!, 'error'));
    is(talk.latest('relayed').from, Visitor.seen('hall', 'BuZz'));
  });

  test('is answered once', () => {
    const { talk, woody, buzz } = inHall();
    woody.relay('hall', 'buzz', iqOf('mine'));
    const id = talk.latest('relayed').content.id!;
    equal(buzz.answer('hall', iqOf(id, 'error')), ['relayed buzz to woody: iq error mine']);
    equal(buzz.answer('hall', iqOf(id, 'result')), []);
    equal(talk.wait(61), []);
    equal(buzz.leave('hall'), ['left buzz: left']);
  });

  test('is answered by nobody else, and nothing is passed on that was not asked', () => {
    const { talk, woody, buzz, rex } = inHall();
    woody.relay('hall', 'buzz', iqOf('mine'));
    const id = talk.latest('relayed').content.id!;
    equal(woody.answer('hall', iqOf(id, 'result')), []);
    equal(rex.answer('hall', iqOf(id, 'result')), []);
    rex.join('hall');
    equal(rex.answer('hall', iqOf(id, 'result')), []);
    equal(buzz.answer('hall', iqOf('other', 'result')), []);
    equal(buzz.answer('hall', iqOf('mine', 'result')), []);
    equal(buzz.answer('hall', iqOf(id, 'result')), ['relayed buzz to woody: iq result mine']);
  });

  test('is answered with 504 when nobody answers in time', () => {
    const { talk, woody, buzz } = inHall();
    woody.relay('hall', 'buzz', iqOf('mine'));
    equal(talk.wait(59.9), []);
    equal(talk.wait(0.1), ['unanswered woody mine: remote-server-timeout']);
    is(talk.latest('unanswered').receipt.sentTo, Visitor.seen('hall', 'buzz'));
    equal(talk.wait(60), []);
    equal(buzz.answer('hall', iqOf(`id-5`, 'result')), []);
  });

  test('is timed by itself, whatever others wait', () => {
    const { talk, woody, buzz } = inHall();
    woody.relay('hall', 'buzz', iqOf('first'));
    talk.wait(30);
    buzz.relay('hall', 'woody', iqOf('second'));
    equal(talk.wait(30), ['unanswered woody first: remote-server-timeout']);
    equal(talk.wait(29), []);
    equal(talk.wait(1), ['unanswered buzz second: remote-server-timeout']);
  });

  test('is answered with 404 when the other leaves, or the stay of the other ends', () => {
    for (const end of [(buzz: Visitor) => buzz.leave('hall'), (buzz: Visitor) => buzz.bounce('hall', 'gone')]) {
      const { woody, buzz } = inHall();
      woody.relay('hall', 'buzz', iqOf('mine'));
      is(end(buzz)[0], 'unanswered woody mine: item-not-found');
    }
  });

  test('may wait for so many answers at a time', () => {
    const { talk, woody, buzz } = inHall({ limits: { relays: 2 } });
    woody.relay('hall', 'buzz', iqOf('one'));
    const { id } = talk.latest('relayed').content;
    woody.relay('hall', 'buzz', iqOf('two'));
    equal(woody.relay('hall', 'buzz', iqOf('three')), ['refused woody: resource-constraint']);
    buzz.answer('hall', iqOf(id!, 'result'));
    is(woody.relay('hall', 'buzz', iqOf('three')).length, 1);
    is(buzz.relay('hall', 'woody', iqOf('four')).length, 1);
  });

  test('of the protected is answered under its id, also where that spells the address', () => {
    const { talk, woody, rex } = inHall();
    rex.join('hall', { privacy: true });
    rex.relay('hall', 'woody', iqOf('rex@disney-1'));
    const { id } = talk.latest('relayed').content;
    equal(woody.answer('hall', iqOf(id!, 'result')), ['relayed woody to rex: iq result rex@disney-1']);
  });

  test('is veiled in question and answer where its sender is hidden', () => {
    const { talk, woody, rex } = inHall();
    rex.join('hall', { hidden: true });
    const telling = tree('x', { jid: rex.real });
    woody.relay('hall', 'rex', iqOf('mine'));
    rex.answer('hall', iqOf(talk.latest('relayed').content.id!, 'result', tree('query', {}, telling)));
    equal(talk.latest('relayed').content.payload, [tree('query')]);
    rex.relay('hall', 'woody', iqOf('mine', 'set', tree('query', {}, telling)));
    equal(talk.latest('relayed').content.payload, [tree('query')]);
    equal(rex.relay('hall', 'woody', iqOf('mine', 'set', telling)), ['refused rex: not-acceptable']);
  });

  test('of the protected is answered to them', () => {
    const { talk, woody, rex } = inHall();
    rex.join('hall', { privacy: true });
    rex.relay('hall', 'woody', iqOf('mine'));
    equal(woody.answer('hall', iqOf(talk.latest('relayed').content.id!, 'result')), ['relayed woody to rex: iq result mine']);
  });

  test('are answered in time, also where others were kept that may wait longer', () => {
    const rooms = [{ name: 'hall' }];
    const talk = new Conversation({ rooms, timers: { relay: 60 } });
    for (const one of talk.visitors('woody', 'buzz')) one.join('hall');
    talk.visitor('woody').relay('hall', 'buzz', iqOf('long'));
    const again = new Conversation({ rooms, timers: { relay: 10 } }, { kept: talk.keep(), at: talk.at, given: talk.given });
    again.visitor('woody').relay('hall', 'buzz', iqOf('short'));
    equal(again.wait(10), ['unanswered woody short: remote-server-timeout']);
    equal(again.wait(50), ['unanswered woody long: remote-server-timeout']);
  });
});
