// Written charts: what XState is told of them, and how they go in a room.
import { equal, is, match } from 'uvu/assert';
import { writtenBehaviour } from '../../../machines/written/written-behaviour.ts';
import { suite } from '../../suite.ts';
import { answer, bare, hall, request } from './hall.ts';

const region = (written: object) => writtenBehaviour({ ...bare, ...written }, 'probe.json').region;

suite('written charts', test => {
  test('are regions in the syntax of XState', () => {
    const requests = { go: request('go'), stop: request('stop') };
    equal(
      region({
        requests,
        data: { count: 0 },
        initial: 'off',
        states: {
          off: { about: 'Nothing goes on.', on: { go: { to: 'on', about: 'It begins.', if: { less: ['{data.count}', 3] } } } },
          on: {
            entry: [{ add: { 'data.count': 1 } }],
            exit: [{ announce: 'Over.' }],
            initial: 'early',
            states: {
              early: { on: { go: [{ to: 'late' }], stop: { to: 'off' } } },
              late: { on: { go: { to: 'early' }, stop: { to: 'on' } } },
            },
          },
        },
        on: { stop: { to: 'off' }, go: { to: 'on.late' } },
      }),
      {
        description: 'Something to try.',
        initial: 'off',
        on: { stop: [{ target: '.off' }], go: [{ target: '#probe.on.late' }] },
        states: {
          off: {
            description: 'Nothing goes on.',
            on: { go: [{ description: 'It begins.', target: 'on', guard: 'data.count < 3' }] },
          },
          on: {
            entry: ['add 1 to data.count'],
            exit: ['announce “Over.”'],
            initial: 'early',
            states: {
              early: { on: { go: [{ target: 'late' }], stop: [{ target: '#probe.off' }] } },
              late: { on: { go: [{ target: 'early' }], stop: [{ target: '#probe.on' }] } },
            },
          },
        },
      },
    );
  });

  test('have one state where none is written, and are none where nothing is heard', () => {
    equal(region({ on: { left: { do: [{ announce: 'Bye.' }] } } }), {
      description: 'Something to try.',
      on: { left: [{ actions: ['announce “Bye.”'] }] },
      initial: 'working',
      states: { working: {} },
    });
    is(region({ rules: { speak: [{ allow: true }] } }), undefined);
  });

  test('name the same condition once, and those that differ apart', () => {
    const { guards, actions } = writtenBehaviour(
      {
        ...bare,
        requests: { a: request('a', { n: 'number' }), b: request('b', { n: 'text' }), c: request('c', { n: 'number' }) },
        on: {
          a: { if: { not: { empty: '{room.name}' } }, do: [{ announce: '{request.n}' }] },
          b: { if: { not: { empty: '{room.name}' } }, do: [{ announce: '{request.n}' }] },
          c: { if: { not: { empty: '{room.name}' } }, do: [{ announce: '{request.n}' }] },
        },
      },
      'probe.json',
    );
    equal(Object.keys(guards!), ['not empty room.name']);
    equal(
      Object.keys(actions!).filter(name => name.startsWith('announce')),
      ['announce request.n', 'announce request.n (2)'],
    );
  });

  test('tell apart what is read in two ways by one name', () => {
    const { buzz, configure } = hall({
      requests: { go: request('go') },
      facts: { given: { was: 'text' } },
      on: {
        go: { do: [{ tell: 'given', fields: { was: 'a gift' } }] },
        'probe.given': { do: [{ announce: '{fact.was}' }] },
        renamed: { do: [{ announce: '{fact.was}' }] },
        held: { do: [{ announce: '{fact.behaviour}' }] },
        configured: { do: [{ announce: '{fact.behaviour}' }] },
      },
      rules: { browse: [{ defer: { seconds: 5, late: 'grant', text: 'Wait.' } }] },
    });
    is(buzz.say('hall', '!go').at(-1), 'announced a gift');
    is(buzz.enter('hall', { nicks: ['Light'] }).at(-1), 'announced buzz');
    is(buzz.browse('hall').at(-1), 'announced probe');
    is(configure({}).at(-1), 'announced probe');
  });

  test('go from state to state, and do what is written on the way', () => {
    const { buzz, talk } = hall({
      requests: { go: request('go'), stop: request('stop') },
      initial: 'off',
      states: {
        off: {
          entry: [{ announce: 'off' }],
          exit: [{ announce: 'not off' }],
          on: { go: { to: 'on', do: [{ announce: 'going' }] }, stop: { to: 'off' } },
        },
        on: {
          initial: 'one',
          states: { one: { entry: [{ announce: 'one' }], on: { go: { to: 'two' } } }, two: { on: { go: { to: 'off' } } } },
        },
      },
    });
    const tell = (line: string) => buzz.say('hall', line).filter(one => !one.startsWith('commanded'));
    equal(tell('!go'), ['announced not off', 'announced going', 'announced one']);
    equal(tell('!stop'), ['refused buzz: unexpected-request']);
    match(talk.latest('refused').refusal.text, 'cannot be done now');
    equal(tell('!go'), []);
    equal(tell('!go'), ['announced off']);
    equal(tell('!stop'), ['announced not off', 'announced off'], 'a state that is gone to from itself is entered anew');
  });

  test('take the first transition whose condition holds, and then those of all states', () => {
    const { buzz, woody } = hall({
      data: { count: 0 },
      requests: { go: request('go') },
      initial: 'here',
      states: {
        here: {
          on: {
            go: [
              { if: { equal: ['{data.count}', 0] }, do: [{ add: { 'data.count': 1 } }, { reply: 'first' }] },
              { if: { equal: ['{data.count}', 1] }, do: [{ add: { 'data.count': 1 } }, { reply: 'second' }] },
            ],
          },
        },
      },
      on: { go: { if: '{person.moderator}', do: [{ reply: 'after all' }] } },
    });
    const go = () => answer(buzz.say('hall', '!go'));
    equal([go(), go(), go()], ['first', 'second', undefined]);
    is(answer(woody.say('hall', '!go')), 'after all');
    equal(buzz.say('hall', '!go').slice(1), ['refused buzz: unexpected-request']);
  });

  test('hear every fact with what is in it', () => {
    const { woody, buzz, rex, talk, configure } = hall({
      settings: { seconds: { type: 'integer', default: 1 } },
      on: {
        entered: { do: [{ announce: 'entered {person.nick}' }] },
        left: { do: [{ announce: 'left {person.nick} {fact.cause} {fact.text}' }] },
        renamed: { do: [{ announce: 'renamed {fact.was} {person.nick}' }] },
        appeared: { do: [{ announce: 'appeared {person.nick}' }] },
        said: { do: [{ announce: 'said {person.nick} {fact.body} {fact.subject} {fact.bytes}' }] },
        relayed: { do: [{ announce: 'relayed {person.nick} {fact.kind} {fact.to}' }] },
        waiting: { do: [{ announce: 'waiting {person.inside}' }] },
        withdrawn: { do: [{ announce: 'withdrawn {person.inside}' }] },
        held: { do: [{ announce: 'held {fact.behaviour} {fact.phase} {fact.nick}' }] },
        released: { do: [{ announce: 'released {fact.behaviour} {fact.phase} {fact.nick} {fact.outcome}' }] },
        configured: { do: [{ announce: 'configured {fact.behaviour} {fact.by}' }] },
      },
      rules: {
        enter: [{ if: { less: ['{people}', 2] }, allow: true }, { defer: { seconds: 5, late: 'grant', text: 'Wait.' } }],
        browse: [{ defer: { seconds: 5, late: 'grant', text: 'Wait.' } }],
      },
    });
    const heard = (lines: string[]) =>
      lines.flatMap(line => (line.startsWith('announced ') ? [line.slice('announced '.length)] : []));
    equal(heard(rex.join('hall', { nicks: ['Rex'] })), ['waiting no', 'held probe enter Rex']);
    equal(heard(talk.wait(5)), ['released probe enter Rex late', 'entered Rex']);
    equal(heard(buzz.enter('hall', { nicks: ['Light'] })), ['renamed buzz Light']);
    equal(heard(buzz.present('hall')), ['appeared Light']);
    equal(heard(buzz.say('hall', 'Hi')), ['said Light Hi  100']);
    equal(heard(buzz.say('hall', undefined, { subject: 'Toys' })), ['said Light  Toys 100']);
    equal(heard(buzz.relay('hall', 'rex', { kind: 'iq', type: 'get', id: 'q', payload: [] })), ['relayed Light iq Rex']);
    equal(heard(buzz.browse('hall')), ['held probe browse ']);
    equal(heard(configure({ seconds: 2 })), ['configured probe an operator']);
    equal(heard(woody.leave('hall')), ['left woody left ']);
    const [jessie] = talk.visitors('jessie');
    jessie!.present('hall');
    equal(heard(jessie!.leave('hall')), ['withdrawn no']);
  });
});
