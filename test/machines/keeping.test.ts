// Rooms put away as plain data and put back: they go on as if nothing had been.
import fc from 'fast-check';
import { equal, is, throws } from 'uvu/assert';
import { createActor } from 'xstate';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { type KeptRoom, keep, putBack } from '../../machines/keeping.ts';
import { conversation as shipped } from '../../machines/kinds/conversation.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { roomLogic } from '../../machines/room-actor.ts';
import { suite } from '../suite.ts';
import { beginning, Conversation } from './conversation.ts';
import { makeFloor, roomSettings, stays, waits } from './made-floor.ts';
import { conversation, moves, play, scene } from './random-talk.ts';
import { keeper, kindOf, operate, tryOut } from './try-out.ts';
import { iqOf } from './visitor.ts';

const json = (kept: unknown) => JSON.parse(JSON.stringify(kept)) as KeptRoom;

suite('a room that is kept', test => {
  test('is plain data, with everything that it needs', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', nicks: 'assigned', history: 0 }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall', { nicks: [] });
    buzz!.present('hall');
    woody!.relay('hall', 'guest-1', iqOf('mine'));
    const kept = talk.keepRoom('hall');
    equal(Object.keys(kept), ['form', 'value', 'guests', 'nextOrder', 'due', 'kind', 'slots', 'people', 'holds', 'relays']);
    equal([kept.form, kept.value, kept.guests, kept.due, kept.kind], [2, 'occupied', 1, beginning + 60_000, 'public']);
    equal(
      kept.people.map(({ nick, real, state }) => [nick, real, state]),
      [
        ['guest-1', 'woody@disney/home', 'joined'],
        ['', 'buzz@disney/home', 'presence-pending'],
      ],
    );
    is('actor' in kept.people[0]!, false);
    equal(kept.slots, {
      moderation: { data: {} },
      secret: { data: {}, unset: ['word'] },
      privacy: { data: { allowed: false } },
      history: { data: { messages: [] } },
      topic: { data: { text: '' } },
      notices: { data: {} },
    });
    equal(kept.holds, []);
    equal(kept.relays.length, 1);
  });

  test('is put back onto a floor: people, relays, names, data and times', () => {
    const floor = makeFloor({ title: 'The den', secret: 'andy' });
    stays(floor, 'woody', { privacy: true });
    waits(floor, 'buzz', 7).actor.start();
    floor.guests = 3;
    floor.wake(99);
    const receipt = { kind: 'iq', sentTo: 'den@conference.disney/woody', id: 'mine' } as const;
    floor.relays.open({ id: '1', asker: 'id-of-woody', asked: 'id-of-woody', receipt, deadline: 5, order: 0 });
    const kept = json(keep('occupied', floor));
    const other = makeFloor({ title: 'Not this' });
    putBack(other, kept);
    equal(json(keep('occupied', other)), kept);
    is(other.roster.byNick('woody')?.privacy, true);
  });

  test('without a title or a time to wake has none again', () => {
    const floor = makeFloor();
    const kept = json(keep('empty', floor));
    equal(['title' in kept, 'due' in kept], [false, false]);
    const other = makeFloor({ title: 'Other' });
    putBack(other, kept);
    equal([other.title, other.due], [undefined, Number.POSITIVE_INFINITY]);
  });

  test('starts a behaviour anew that was not there when it was kept', () => {
    const kept = json(keep('empty', makeFloor()));
    const { topic: _, ...slots } = kept.slots;
    const other = makeFloor({ topic: 'Toys' });
    putBack(other, { ...kept, slots });
    equal(json(keep('empty', other)).slots, { ...kept.slots, topic: { data: { text: 'Toys' } } });
  });

  test('in another form is refused, with both forms named', () => {
    const kept = { ...keep('empty', makeFloor()), form: 1 };
    throws(() => putBack(makeFloor(), kept), /The room den@conference.disney was kept in form 1, and only form 2 is known\./);
  });

  test('stands where it stood, as an actor', () => {
    const actor = createActor(roomLogic, { input: { settings: roomSettings(), kind: publicKind } });
    actor.start();
    const kept = json(actor.getPersistedSnapshot());
    is(kept.value, 'reserved');
    const again = createActor(roomLogic, {
      input: { settings: roomSettings(), kind: publicKind, kept: { ...kept, value: 'occupied' } },
    });
    is(again.getSnapshot().value, 'occupied');
    is(roomLogic.restoreSnapshot!(actor.getSnapshot(), {} as never), actor.getSnapshot());
  });
});

suite('a room that is kept with its behaviours', test => {
  const door: Behaviour<{ most: number }, { n: number }, { said: number }> = {
    name: 'door',
    about: 'Has a bit of everything.',
    settings: z.strictObject({ most: z.int().default(9) }),
    data: () => ({ n: 0 }),
    own: () => ({ said: 0 }),
    region: { initial: 'open', states: { open: { on: { said: 'shut' } }, shut: { on: { due: 'open' } } } },
    rules: {
      speak(_, { content }) {
        if (content.body === 'glass') throw new Error('broken');
        return undefined;
      },
    },
    hears: { said: ({ at, data, own }) => ({ data: { n: data.n + 1 }, own: { said: own.said + 1 }, wake: at + 20_000 }) },
  };

  /** Woody is inside and has said something; buzz waits for a decision. */
  const start = () => {
    const here = tryOut([keeper('enter'), door as Behaviour], { create: 'anyone' });
    const [woody, buzz] = here.talk.visitors('woody', 'buzz');
    woody!.join('hall');
    here.command('keeper', 'let', { person: 'woody' });
    woody!.say('hall', 'hello');
    here.configure('door', { most: 3 });
    woody!.say('hall', 'glass');
    here.talk.at += 10_000;
    buzz!.join('hall', { nicks: ['Lightyear'] });
    return here;
  };

  test('has their data, their states, what they wait for, what was changed, and how far they are trusted', () => {
    const { talk } = start();
    const { slots, people, holds, due } = talk.keepRoom('hall');
    equal(slots, {
      keeper: { data: {} },
      door: { data: { n: 1 }, state: 'shut', due: beginning + 20_000, changed: { most: 3 }, faults: 1 },
    });
    equal(
      people.map(({ nick, own }) => [nick, own]),
      [
        ['woody', { door: { said: 1 } }],
        ['', undefined],
      ],
    );
    equal(
      holds.map(({ behaviour, deadline, request }) => [behaviour, deadline, request.from]),
      [['keeper', beginning + 70_000, 'buzz@disney/home']],
    );
    is(due! <= beginning + 20_000, true);
  });

  test('goes on with them all, wherever it was put away', () => {
    const { talk } = start();
    const again = talk.resume();
    equal(again.keep(), talk.keep());
    const { floor } = again.entry('hall')!;
    const { slots } = floor;
    const woody = floor.people.byReal('woody@disney/home' as never);
    equal([slots.stands[1]!.value, slots.data(1), slots.own(1, woody)], ['shut', { n: 1 }, { said: 1 }]);
    equal([slots.settings(1), slots.trust(1)], [{ most: 3 }, { faults: 1 }]);
    equal(again.wait(10), ['due door']);
    is(slots.stands[1]!.value, 'open');
    equal(operate(again).command('keeper', 'let', { person: 'buzz' }).slice(2), [
      'released buzz: enter granted',
      'entered Lightyear',
    ]);
  });

  test('has a hold come to its end in time, or dropped with its sender, as if it had not been put away', () => {
    const late = start().talk.resume();
    equal(
      late.wait(60).filter(line => line.includes('buzz')),
      ['released buzz: enter refused', 'refused buzz: remote-server-timeout'],
    );
    const gone = start().talk.resume();
    equal(gone.visitor('buzz').leave('hall'), [
      'released buzz: enter dropped',
      'refused buzz: item-not-found',
      'withdrawn buzz: left',
    ]);
  });

  test('has somebody stand in nick-change whose nick change waits', () => {
    const { talk, command } = tryOut([keeper('rename')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.enter('hall', { nicks: ['Sheriff'] });
    is(command('keeper', 'let', { person: 'nobody' }).length, 2);
    const again = talk.resume();
    const [person] = again.entry('hall')!.floor.people.joined();
    is(person!.actor.getSnapshot().value, 'nick-change');
    equal(operate(again).command('keeper', 'let', { person: 'woody' }).slice(2), [
      'released woody: rename granted',
      'renamed woody to Sheriff',
    ]);
    is(person!.actor.getSnapshot().value, 'joined');
  });

  test('refuses those at once for whom nobody can decide any more', () => {
    const { talk } = start();
    const again = talk.resume({ kinds: [kindOf('tried', [door as Behaviour])] });
    equal(
      again.wait(1).filter(line => line.includes('buzz')),
      ['released buzz: enter refused', 'refused buzz: service-unavailable'],
    );
  });

  test('has data without a value again, that JSON leaves out', () => {
    const unset: Behaviour<unknown, { word: string | undefined; n: number }> = {
      name: 'unset',
      about: 'Forgets its word.',
      data: () => ({ word: 'andy', n: 0 }),
      hears: { said: () => ({ data: { word: undefined } }) },
    };
    const { talk } = tryOut([unset as Behaviour]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.say('hall', 'hello');
    equal(talk.resume().entry('hall')!.floor.slots.data(0), { word: undefined, n: 0 });
  });

  test('is closed still where it was closed', () => {
    const { talk } = start();
    for (let i = 0; i < 2; i++) talk.visitor('woody').say('hall', 'glass');
    const again = talk.resume();
    equal(again.visitor('woody').say('hall', 'hello'), ['refused woody: service-unavailable']);
  });

  test('knows its founder, who decides for it', () => {
    const talk = new Conversation();
    talk.visitor('woody').join('den');
    const { floor } = talk.resume().entry('den')!;
    equal([floor.founder, floor.isModerator({ bare: 'woody@disney' as never })], ['woody@disney', true]);
  });

  test('is of the kind that it became, while there is such a kind', () => {
    const { talk, replace } = tryOut([keeper('enter')], {}, { other: [door as Behaviour] });
    replace('other');
    is(talk.resume().entry('hall')!.floor.kind, 'other');
    const tried = kindOf('tried', [keeper('enter')]);
    const { floor } = talk.resume({ kinds: [tried] }).entry('hall')!;
    equal([floor.kind, [...floor.kindOf.parts].map(({ behaviour }) => behaviour.name)], ['tried', ['keeper']]);
  });

  test('goes on in the same words, wherever it was cut, with behaviours that hold, count, speak and wait', () => {
    const speaker: Behaviour<unknown, { n: number }, { said: number }> = {
      name: 'speaker',
      about: 'Says how often somebody has spoken, a while later.',
      data: () => ({ n: 0 }),
      own: () => ({ said: 0 }),
      region: {
        initial: 'quiet',
        states: { quiet: { on: { said: 'busy' } }, busy: { on: { due: { target: 'quiet', actions: 'count' } } } },
      },
      actions: {
        count: ({ data, room }) => ({
          facts: [{ type: 'announced', text: `${data.n} of ${room.people.size}` }],
        }),
      },
      hears: {
        said: ({ own, data, at, person }) => ({
          own: { said: own.said + 1 },
          data: { n: data.n + 1 },
          wake: at + 7_000,
          facts: [{ type: 'advised', to: person!, text: String(own.said) }],
        }),
        left: ({ of }, { who }) => ({ facts: [{ type: 'announced', text: `${who.nick} said ${of(who).said}` }] }),
      },
    };
    const list = [
      ...shipped,
      speaker,
      keeper('enter', { late: 'grant', seconds: 15 }),
      keeper('rename', { name: 'namer', seconds: 25 }),
      keeper('speak', { name: 'hearer', seconds: 3, late: 'grant' }),
    ];
    const kinds = ['private', 'public'].map(name => kindOf(name, list));
    let held = 0;
    fc.assert(
      fc.property(moves, fc.nat(50), (all, cut) => {
        const first = conversation(all.slice(0, cut), new Conversation(scene, { kinds }));
        held += [...first.desk.rooms.values()].filter(({ floor }) => floor.holds.size > 0).length;
        const again = first.resume();
        equal(again.keep(), first.keep());
        const from = first.told.length;
        for (const move of all.slice(cut)) equal(play(again, move), play(first, move));
        equal(
          again.told.map(({ plain }) => plain),
          first.told.slice(from).map(({ plain }) => plain),
        );
        equal(again.keep(), first.keep());
      }),
      { numRuns: 100 },
    );
    is(held > 10, true, `${held} rooms were cut while something waited`);
  });
});

suite('a service that is kept', test => {
  test('knows its founders, its counts and its beginning again', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    buzz!.present('attic');
    buzz!.present('hall');
    talk.at += 5_000;
    const again = talk.resume();
    equal([...again.desk.rooms.keys()], [...talk.desk.rooms.keys()]);
    equal([again.desk.standing, again.desk.reserved], [2, 1]);
    equal(
      [again.desk.foundedBy('woody@disney'), again.desk.foundedFrom('disney'), again.desk.pendingOf('buzz@disney')],
      [1, 1, 2],
    );
    is(again.desk.since, beginning);
    equal(again.keep(), talk.keep());
  });

  test('has the rooms of its configuration, also those that are new', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    const kept = talk.keep();
    const again = new Conversation({ rooms: [{ name: 'attic' }, { name: 'hall' }] }, { kept });
    equal([again.state('attic'), again.state('hall')], ['empty', 'occupied']);
  });

  test('gives a room that the configuration has no more to those inside, or drops it', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', title: 'The hall' }, { name: 'attic' }, { name: 'shed' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    buzz!.present('hall');
    woody!.join('hall');
    buzz!.present('attic');
    const again = new Conversation({ rooms: [] }, { kept: talk.keep(), at: talk.at, given: talk.given });
    equal([again.state('hall'), again.state('attic'), again.state('shed')], ['occupied', 'none', 'none']);
    equal([again.desk.foundedBy('woody@disney'), again.desk.pendingOf('buzz@disney'), again.desk.reserved], [1, 1, 0]);
    equal(again.visitor('rex').inquire('hall'), ['required {"nick":true,"secret":false,"privacy":false,"title":"The hall"}']);
    again.visitor('buzz').leave('hall');
    equal(again.visitor('woody').leave('hall'), ['left woody: left', 'dissolved']);
    is(again.state('hall'), 'none');
    equal([again.desk.foundedBy('woody@disney'), again.desk.standing, again.desk.reserved], [0, 0, 0]);
  });

  test('goes on with the actors of those inside where they were', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    talk.visitor('buzz').present('hall');
    const again = talk.resume();
    const { people } = again.entry('hall')!.floor;
    equal(
      [...people.joined(), ...people.waiting()].map(({ actor }) => actor.getSnapshot().value),
      ['joined', 'presence-pending'],
    );
    equal(again.visitor('buzz').enter('hall'), ['entered buzz']);
    equal(again.visitor('woody').leave('hall'), ['left woody: left']);
  });

  test('goes on in the same words, wherever it was cut', () => {
    fc.assert(
      fc.property(moves, fc.nat(50), (all, cut) => {
        const first = conversation(all.slice(0, cut));
        const again = first.resume();
        equal(again.keep(), first.keep());
        const from = first.told.length;
        for (const move of all.slice(cut)) equal(play(again, move), play(first, move));
        equal(
          again.told.map(({ plain }) => plain),
          first.told.slice(from).map(({ plain }) => plain),
        );
        equal(again.keep(), first.keep());
      }),
      { numRuns: 150 },
    );
  });

  test('tells the same in every run of the same conversation', () => {
    const facts = (talk: Conversation) => talk.told.map(({ plain }) => plain);
    fc.assert(
      fc.property(moves, all => equal(facts(conversation(all)), facts(conversation(all, new Conversation(scene))))),
      { numRuns: 50 },
    );
  });
});
