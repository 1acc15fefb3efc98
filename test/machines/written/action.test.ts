// Written actions, each done in a room.
import { equal, is, match } from 'uvu/assert';
import { writtenBehaviour } from '../../../machines/written/written-behaviour.ts';
import { suite } from '../../suite.ts';
import { Conversation } from '../conversation.ts';
import { answer, bare, hall, kindOf, request } from './hall.ts';

const show = request('show');
/** A behaviour that does something when it is asked for, and shows what it has kept. */
function doing(actions: readonly object[], more: object = {}) {
  return {
    data: { count: 1, text: 'a', hands: ['a', 'b', 'a'], open: false, shown: '{settings.seconds}' },
    own: { count: 0, said: [], text: '' },
    settings: { seconds: { type: 'number', default: 30 } },
    requests: { go: request('go', { person: { type: 'text', default: '' } }), show },
    on: {
      go: { do: actions },
      show: { do: [{ reply: '{data.count} {data.text} ({data.hands}) {data.open}; {own.count} ({own.said}) {own.text}' }] },
    },
    ...more,
  };
}

/** What is kept, as Buzz sees it, after he has asked once or more. */
function keptAfter(actions: readonly object[], ...asked: readonly string[]): string {
  const { buzz } = hall(doing(actions));
  for (const line of asked.length > 0 ? asked : ['!go']) buzz.say('hall', line);
  return answer(buzz.say('hall', '!show'))!;
}

/** What is told when Buzz asks. */
function told(actions: readonly object[], asked = '!go', more?: object): string[] {
  const { buzz } = hall(doing(actions, more));
  return buzz.say('hall', asked).filter(line => !line.startsWith('commanded '));
}

suite('written actions', test => {
  test('keep other values, for the room and for the person', () => {
    is(
      keptAfter([{ set: { 'data.count': 7, 'data.text': '{person.nick}', 'data.open': true, 'own.text': 'x' } }]),
      '7 buzz (a, b, a) yes; 0 () x',
    );
  });

  test('are done one after the other, and see what was kept before', () => {
    is(keptAfter([{ set: { 'data.count': 5 } }, { add: { 'data.count': '{data.count}' } }]), '10 a (a, b, a) no; 0 () ');
  });

  test('add numbers', () => {
    is(keptAfter([{ add: { 'data.count': 2, 'own.count': { difference: [0, 1] } } }], '!go', '!go'), '5 a (a, b, a) no; -2 () ');
  });

  test('put texts into lists, of which the oldest go, and take them out', () => {
    is(keptAfter([{ append: { 'data.hands': '{person.nick}' }, most: 3 }]), '1 a (b, a, buzz) no; 0 () ');
    is(keptAfter([{ drop: { 'data.hands': 'a' } }]), '1 a (b) no; 0 () ');
    is(keptAfter([{ append: { 'own.said': '{request.person}' } }], '!go x', '!go y'), '1 a (a, b, a) no; 0 (x, y) ');
  });

  test('change what is others’ own', () => {
    const kept = (of: string, asked: string) => {
      const { woody, buzz } = hall(doing([{ add: { 'own.count': 1 }, of }]));
      buzz.say('hall', asked);
      return [woody, buzz].map(one => answer(one.say('hall', '!show'))!.split('; ')[1]!.split(' ')[0]);
    };
    equal(kept('moderators', '!go'), ['1', '0']);
    equal(kept('everybody', '!go'), ['1', '1']);
    equal(kept('person', '!go'), ['0', '1']);
    equal(kept('{request.person}', '!go Woody'), ['1', '0']);
    equal(kept('{request.person}', '!go Nobody'), ['0', '0']);
  });

  test('do nothing to the person where an operator asks', () => {
    const { command, buzz } = hall(doing([{ add: { 'own.count': 1, 'data.count': 1 } }]));
    command('go');
    is(answer(buzz.say('hall', '!show')), '2 a (a, b, a) no; 0 () ');
  });

  test('keep texts and lists within bounds', () => {
    const { buzz, talk } = hall({
      data: { text: 'x', list: [] },
      requests: { go: request('go'), show },
      on: {
        go: { do: [{ set: { 'data.text': '{data.text}{data.text}' } }, { append: { 'data.list': '{data.text}' } }] },
        show: { do: [{ reply: { join: [{ count: '{data.text}' }, ' ', { count: '{data.list}' }] } }] },
      },
    });
    for (let i = 0; i < 120; i++) buzz.say('hall', '!go');
    is(answer(buzz.say('hall', '!show')), '1000 100');
    is(
      talk.told.some(({ fact }) => fact.type === 'failed'),
      false,
    );
  });

  test('say something to all, or to some', () => {
    equal(told([{ announce: '{person.nick} came' }]), ['announced buzz came']);
    equal(told([{ advise: 'Hey' }]), ['advised buzz: Hey']);
    equal(told([{ advise: 'Hey {person.nick}', to: 'moderators' }]), ['advised woody: Hey buzz']);
    equal(told([{ advise: 'Hey', to: 'everybody' }]), ['advised woody: Hey', 'advised buzz: Hey']);
    equal(told([{ advise: 'Hey', to: '{request.person}' }], '!go WOODY'), ['advised woody: Hey']);
    equal(told([{ advise: 'Hey', to: '{request.person}' }], '!go rex'), []);
  });

  test('tell at most ten thousand letters', () => {
    const text = Array.from({ length: 12 }, () => '{request.person}').join('');
    const [line] = told([{ announce: text }], `!go ${'x'.repeat(1_000)}`);
    is(line!.length, 'announced '.length + 10_000);
  });

  test('answer and refuse an own request', () => {
    equal(told([{ reply: 'Yes.' }]), ['replied buzz: Yes.']);
    const { buzz, talk, command } = hall(doing([{ refuse: { condition: 'conflict', text: 'No, {person.nick}.' } }]));
    equal(buzz.say('hall', '!go').slice(1), ['refused buzz: conflict']);
    is(talk.latest('refused').refusal.text, 'No, buzz.');
    equal(command('go').slice(1), ['declined command: conflict']);
    is(talk.latest('declined').refusal.text, 'No, .');
  });

  test('see people out', () => {
    const { buzz, talk } = hall(doing([{ remove: '{request.person}', text: 'Good night, says {person.nick}.' }]));
    equal(buzz.say('hall', '!go Woody').slice(1), ['left woody: removed']);
    is(talk.latest('left').text, 'Good night, says buzz.');
    equal(talk.inside('hall'), ['buzz']);
  });

  test('wake at a time, and at none', () => {
    const { buzz, talk } = hall({
      requests: { go: request('go', { seconds: 'number' }), stop: request('stop') },
      on: {
        go: { do: [{ wake: '{request.seconds}' }] },
        stop: { do: [{ wake: 'never' }] },
        due: { do: [{ announce: 'It is time.' }] },
      },
    });
    const rings = ['due probe', 'announced It is time.'];
    buzz.say('hall', '!go 10');
    equal([talk.wait(9), talk.wait(1), talk.wait(100)], [[], rings, []]);
    buzz.say('hall', '!go 10');
    buzz.say('hall', '!go 20');
    equal([talk.wait(10), talk.wait(10)], [[], rings]);
    buzz.say('hall', '!go 10');
    buzz.say('hall', '!stop');
    equal(talk.wait(100), []);
    buzz.say('hall', '!go -5');
    equal([talk.wait(0.5), talk.wait(0.5)], [[], rings]);
  });

  test('let held requests go on, or refuse them', () => {
    const held = (which: string, asked: string) => {
      const { woody, rex, talk } = hall(
        doing([{ grant: which }, { announce: '{waiting} wait' }], {
          rules: {
            enter: [
              { if: '{person.moderator}', allow: true },
              { defer: { seconds: 60, late: { condition: 'forbidden', text: '' }, text: 'Wait.' } },
            ],
          },
        }),
        { inside: ['woody'] },
      );
      const [jessie] = talk.visitors('jessie');
      rex.join('hall');
      jessie!.join('hall');
      woody.say('hall', asked);
      return talk.inside('hall').slice(1);
    };
    equal(held('oldest', '!go'), ['rex']);
    equal(held('all', '!go'), ['rex', 'jessie']);
    equal(held('{request.person}', '!go JESSIE'), ['jessie']);
    equal(held('{request.person}', '!go buzz'), []);
    equal(held('person', '!go'), []);
  });

  test('refuse what somebody asked themselves', () => {
    const { buzz, talk } = hall(
      doing([{ 'turn down': 'person', with: { condition: 'not-allowed', text: 'As {person.nick} wants.' } }], {
        rules: { speak: [{ defer: { seconds: 60, late: 'grant', text: 'Wait.' } }] },
      }),
    );
    equal(buzz.say('hall', 'Hello'), ['held buzz: speak by probe']);
    equal(buzz.say('hall', '!go').slice(1), ['released buzz: speak refused', 'refused buzz: not-allowed']);
    is(talk.latest('refused').refusal.text, 'As buzz wants.');
  });

  test('tell facts, which others hear and the behaviour itself', () => {
    const teller = writtenBehaviour(
      {
        ...bare,
        requests: { go: request('go') },
        facts: { given: { to: 'text', count: 'number', open: 'boolean', list: 'list' } },
        on: {
          go: { do: [{ tell: 'given', fields: { to: '{person.nick}', count: '{people}', open: true, list: ['a'] } }] },
          'probe.given': { do: [{ announce: 'I gave {fact.to} {fact.count} {fact.open} {fact.list}' }] },
        },
      },
      'teller.json',
    );
    const hearer = writtenBehaviour(
      {
        name: 'hearer',
        about: 'Hears it.',
        data: { total: 0, last: '' },
        on: {
          'probe.given': [
            {
              if: { all: [{ equal: ['{fact.to}', '{person.nick}'] }, '{fact.open}', { in: ['a', '{fact.list}'] }] },
              do: [
                { add: { 'data.total': '{fact.count}' } },
                { set: { 'data.last': '{fact.to}' } },
                { announce: '{data.last}: {data.total}, {fact.list}' },
              ],
            },
          ],
        },
      },
      'hearer.json',
    );
    const talk = new Conversation(
      { create: 'anyone', patterns: [{ names: '*', kind: 'written' }] },
      { kinds: [kindOf([teller, hearer])] },
    );
    const [woody] = talk.visitors('woody');
    woody!.join('den');
    equal(woody!.say('den', '!go').slice(2), ['announced I gave woody 1 yes a', 'announced woody: 1, a']);
    match(talk.told.map(({ line }) => line).join('\n'), 'probe.given {"to":"woody","count":1,"open":true,"list":["a"]}');
  });
});
