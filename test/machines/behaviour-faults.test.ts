import { equal, match } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { faultsOfBehaviour } from '../../machines/behaviour-faults.ts';
import { suite } from '../suite.ts';
import { faultsWith } from './written-faults.ts';

const nothing = () => undefined;
const outside =
  'what a behaviour says must be known at once: make it an ordinary function; what needs the world is done outside, and its answer comes as an own request.';

suite('behaviour faults', test => {
  test('are none in a behaviour that is right', () => {
    equal(
      faultsWith({
        settings: z.strictObject({ seconds: z.number().default(3) }),
        defaults: () => ({}),
        data: () => ({}),
        own: () => ({}),
        requests: { approve: { about: 'x', who: 'anyone' } },
        facts: { opened: z.object({}) },
        rules: { enter: nothing, speak: nothing },
        defers: { enter: ['approve', 'said'], speak: ['due'] },
        hears: { approve: nothing, said: nothing, due: nothing, 'poll.closed': nothing, 'lobby.opened': nothing },
        requires: () => ({}),
        shares: () => 1,
        features: ['urn:example'],
      }),
      [],
    );
  });

  test('begin with the name, and ask for a plain one', () => {
    const named = (name: unknown) => faultsOfBehaviour({ name, about: 'x' } as unknown as Behaviour);
    for (const name of [undefined, '', 5])
      equal(named(name), ['A behaviour has no name: give it one in kebab-case, such as voice-queue.']);
    equal(named('voiceQueue'), ['The behaviour “voiceQueue” has a name that is not in kebab-case: call it voice-queue.']);
    equal(named('Voice Queue!'), ['The behaviour “Voice Queue!” has a name that is not in kebab-case: call it voice-queue.']);
    equal(named('1'), ['The behaviour “1” has a name that is not in kebab-case: call it voice-queue, or the like.']);
    equal(faultsOfBehaviour(undefined as never), ['A behaviour is an object, made by behaviour({…}); not nothing.']);
  });

  test('ask for a sentence on what it does', () => {
    for (const about of [undefined, ' '])
      equal(faultsWith({ about }), ['The behaviour lobby has no about: say in one sentence what it does.']);
  });

  test('name what is not known', () => {
    equal(faultsWith({ rule: {}, hear: {} }), [
      'The behaviour lobby has “rule”, which is not known: did you mean rules?',
      'The behaviour lobby has “hear”, which is not known: did you mean hears?',
    ]);
    equal(faultsWith({ priority: 3 }), [
      'The behaviour lobby has “priority”, which is not known: there are name, about, settings, defaults, data, own, requests, facts, region, actions, guards, rules, defers, hears, awake, requires, shares, effects, found, leads, features.',
    ]);
  });

  test('say of what sort each thing must be', () => {
    const start = 'The behaviour lobby, ';
    const sorts: [object, string][] = [
      [{ settings: { seconds: 5 } }, 'settings must be a z.strictObject({…}), not an object.'],
      [{ features: 'urn:x' }, "features must be a list of namespaces, such as ['urn:xmpp:hats:0']."],
      [{ features: [''] }, "features must be a list of namespaces, such as ['urn:xmpp:hats:0']."],
      [{ region: [] }, 'region must be a chart such as {initial, states}, not a list.'],
      [{ data: {} }, 'data must be a function, not an object.'],
      [{ rules: nothing }, 'rules must be an object of functions by their names, not a function.'],
      [{ rules: { enter: true } }, 'rules.enter must be a function, not true.'],
      [{ hears: { said: 'x' } }, 'hears.said must be a function, not a text.'],
      [{ awake: 'yes' }, 'awake must be true or false, not a text.'],
      [{ defers: ['enter'] }, "defers must be an object of lists by phase, such as {enter: ['approve']}; not a list."],
    ];
    for (const [written, fault] of sorts) equal(faultsWith(written), [start + fault]);
  });

  test('refuse functions that answer later', () => {
    equal(faultsWith({ rules: { enter: async () => undefined } }), [
      `The behaviour lobby, rules.enter is an async function, and ${outside}`,
    ]);
    equal(faultsWith({ hears: { *said() {} } }), [`The behaviour lobby, hears.said is a generator function, and ${outside}`]);
    equal(faultsWith({ shares: async () => 1 }), [`The behaviour lobby, shares is an async function, and ${outside}`]);
  });

  test('name phases and facts that are not there', () => {
    equal(faultsWith({ rules: { entre: nothing } }), [
      'The behaviour lobby rules on “entre”, which is no phase: did you mean enter?',
    ]);
    equal(faultsWith({ rules: { moderate: nothing } }), [
      'The behaviour lobby rules on “moderate”, which is no phase: there are create, enter, rename, appear, speak, topic, whisper, browse, invite, configure.',
    ]);
    equal(faultsWith({ hears: { entred: nothing } }), [
      'The behaviour lobby hears “entred”, which is no fact, nor one of its requests: did you mean entered?',
    ]);
    match(
      faultsWith({ hears: { thunder: nothing } }).join(),
      /^The behaviour lobby hears “thunder”, which is no fact, nor one of its requests: there are entered, renamed, .*, failed\.$/,
    );
    equal(faultsWith({ facts: { opened: z.object({}) }, hears: { 'lobby.opend': nothing } }), [
      'The behaviour lobby hears “lobby.opend”, which is not among its facts: did you mean lobby.opened?',
    ]);
    equal(faultsWith({ hears: { '*': nothing } }), [
      'The behaviour lobby hears “*”, but only a state of a chart listens to everything: name each fact that it hears.',
    ]);
    equal(faultsWith({ hears: { commanded: nothing } }), [
      'The behaviour lobby hears “commanded”, but its own requests come by their names: write them under requests.',
    ]);
    const requests = { approve: { about: 'x', who: 'anyone' } };
    equal(faultsWith({ requests, hears: { approve: nothing, commanded: nothing } }), [
      'The behaviour lobby hears “commanded”, but its own requests come by their names: approve.',
    ]);
  });

  test('find holds that nothing can resolve', () => {
    const rules = { enter: nothing, appear: nothing };
    equal(faultsWith({ rules, defers: { enter: [] } }), [
      'The behaviour lobby defers enter, and nothing can resolve what it holds: name in defers.enter what it hears for that; due where time alone does.',
    ]);
    equal(faultsWith({ rules, hears: { said: nothing }, defers: { enter: ['sayd'] } }), [
      'The behaviour lobby defers enter until “sayd”, which it does not hear: did you mean said?',
    ]);
    equal(faultsWith({ rules, defers: { enter: ['said'] } }), [
      'The behaviour lobby defers enter until “said”, which it does not hear: there are none.',
    ]);
    equal(faultsWith({ rules, defers: { enter: 'said' } }), [
      'The behaviour lobby, defers.enter must be a list of names of what it hears, not a text.',
    ]);
    // time resolves by itself what is held
    equal(faultsWith({ rules, defers: { enter: ['due'] } }), []);
    const region = { initial: 'open', states: { open: { on: { said: {} } } } };
    equal(faultsWith({ rules, region, defers: { enter: ['said'] } }), []);
  });

  test('find phases in which nothing can be held, or that it does not rule on', () => {
    equal(faultsWith({ rules: { appear: nothing }, defers: { appear: ['due'] } }), [
      'The behaviour lobby defers appear, for which nobody can wait: only create, enter, rename, speak, topic, whisper, browse can be held.',
    ]);
    equal(faultsWith({ defers: { enter: ['due'] } }), [
      'The behaviour lobby defers enter without ruling on it: write rules.enter, or leave defers.enter out.',
    ]);
    equal(faultsWith({ defers: { entre: ['due'] } }), [
      'The behaviour lobby defers “entre”, which is no phase: did you mean enter?',
    ]);
  });

  test('find actions and guards that are never used', () => {
    const region = { initial: 'open', states: { open: {} } };
    equal(faultsWith({ region, actions: { greet: nothing }, guards: { isFull: nothing } }), [
      'The behaviour lobby has the action greet, which its chart never does: name it in a state, or leave it out.',
      'The behaviour lobby has the guard isFull, which its chart never asks: name it in a state, or leave it out.',
    ]);
    equal(faultsWith({ actions: { greet: nothing } }), [
      'The behaviour lobby has the action greet and no chart that does it: write a region, or leave it out.',
    ]);
  });

  test('say everything at once', () => {
    const faults = faultsWith({ about: '', rules: { entry: async () => undefined }, hears: { '*': 3 }, region: { states: {} } });
    for (const word of [/no about/, /async/, /no phase/, /“\*”/, /must be a function/, /no states/])
      match(faults.join('\n'), word);
  });
});
