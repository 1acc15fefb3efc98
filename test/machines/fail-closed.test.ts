// It fails closed: whatever a behaviour throws, the room is as it was, whoever asked is told, and the next request
// works. What happened all the same is done without it; and one that only hears is done without from then on.
import fc from 'fast-check';
import { equal, is, match, ok } from 'uvu/assert';
import type { Brought } from '../../machines/catalogue.ts';
import type { KeptRoom } from '../../machines/keeping.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { type Fault, failing, faultyKinds, fragileKinds } from './faulty.ts';
import { conversation, move, play, scene } from './random-talk.ts';
import { iqOf, messageOf, presenceOf, roomJid, type Unsent, type Visitor } from './visitor.ts';

/** A hall with much in it: people who entered in another order than they came, who wait, and who ask each other. */
function inHall(brought: Brought = faultyKinds) {
  const talk = new Conversation(
    { notices: true, rooms: [{ name: 'hall', privacy: true, title: 'The hall' }], timers: { relay: 30 } },
    brought,
  );
  const [woody, buzz, rex, jessie] = talk.visitors('woody', 'buzz', 'rex', 'jessie') as [Visitor, Visitor, Visitor, Visitor];
  for (const one of [jessie, rex, talk.visitor('andy'), woody, buzz]) one.present('hall');
  for (const one of [woody, buzz, rex]) one.enter('hall');
  woody.say('hall', 'hello');
  woody.say('hall', undefined, { subject: 'Toys' });
  woody.relay('hall', 'buzz', iqOf('one'));
  rex.relay('hall', 'woody', iqOf('other'));
  return { talk, woody, buzz, rex, jessie };
}
type Hall = ReturnType<typeof inHall>;

const ruled: Record<string, (hall: Hall) => string[]> = {
  enter: ({ jessie }) => jessie.enter('hall'),
  rename: ({ woody }) => woody.enter('hall', { nicks: ['Sheriff'] }),
  appear: ({ woody }) => woody.present('hall', presenceOf('away')),
  speak: ({ woody }) => woody.say('hall', 'once more'),
  topic: ({ woody }) => woody.say('hall', undefined, { subject: 'Andy' }),
  whisper: ({ woody }) => woody.relay('hall', 'buzz', messageOf('psst')),
  browse: ({ woody }) => woody.browse('hall'),
};
const heard: Record<string, (hall: Hall) => string[]> = {
  ...ruled,
  'to wait': ({ talk }) => talk.visitor('hamm').present('hall'),
  'to leave': ({ buzz }) => buzz.leave('hall'),
  'to wait no more': ({ jessie }) => jessie.leave('hall'),
  'to ask': ({ buzz }) => buzz.relay('hall', 'woody', iqOf('two')),
  'to answer': ({ talk, buzz }) => buzz.answer('hall', iqOf(talk.entry('hall')!.floor.relays.all()[0]!.id, 'result')),
  'to bounce': ({ buzz }) => buzz.bounce('hall', 'not-acceptable', 'woody'),
  'to be gone': ({ rex }) => rex.bounce('hall', 'gone'),
  'to inquire': ({ woody }) => woody.inquire('hall'),
  'to ask for the way in': ({ talk }) => talk.visitor('hamm').inquire('hall'),
  'to probe': ({ woody }) => woody.probe('hall'),
  'to discover': ({ woody }) => woody.discover('hall'),
  'to be refused': ({ talk }) => talk.visitor('hamm').say('hall', 'hello'),
};

/** What happens all the same is not refused: it is done, although it fails. */
const unrefusable = /^to (leave|wait no more|answer|bounce|be gone|probe)$/;

/** What is kept of a room, but for whether its behaviour that fails is trusted. */
function withoutTrust<K extends KeptRoom>(kept: K): K {
  const slots = Object.entries(kept.slots).map(([name, { faults: _, trust: __, ...slot }]) => [name, slot]);
  return { ...kept, slots: Object.fromEntries(slots) };
}

/** What is kept of a service, but for the trust in the behaviour that fails. */
function trustless(kept: KeptService): KeptService {
  return { ...kept, rooms: kept.rooms.map(room => ({ ...room, kept: withoutTrust(room.kept) })) };
}

/** What is kept of a service, but for all that the behaviour that fails has kept. */
function without(kept: KeptService): KeptService {
  const others = ({ faulty: _, fragile: __, ...slots }: KeptRoom['slots']) => slots;
  return { ...kept, rooms: kept.rooms.map(room => ({ ...room, kept: { ...room.kept, slots: others(room.kept.slots) } })) };
}

const reopen = (talk: Conversation, room = roomJid('hall')) => talk.send({ type: 'reopen', room, behaviour: 'faulty' } as Unsent);
const trustOf = (talk: Conversation, room = 'hall') => {
  const { data: _, ...trust } = talk.keepRoom(room).slots.faulty!;
  return trust;
};

suite('a behaviour that rules, and fails', test => {
  function fails(where: Fault, name: string): void {
    const hall = inHall();
    const { talk } = hall;
    const doing = heard[name]!;
    const before = talk.keep();
    const lines = failing(where, () => doing(hall));
    match(lines[0]!, where === 'ruling' ? /^failed faulty: faulty, a ruling on / : /^failed faulty: faulty, hearing /);
    if (unrefusable.test(name)) {
      // done as where it refuses all: nothing that it would have ruled on is passed on
      const refused = inHall();
      equal(
        lines.slice(1),
        failing('refusing', () => doing(refused)),
      );
      equal(without(talk.keep()), without(refused.talk.keep()));
      equal(trustOf(talk), where === 'ruling' ? { faults: 1 } : { faults: 1, trust: 'closed' });
      return;
    }
    match(lines.slice(1).join(), /^refused \w+: internal-server-error$/);
    // where it refuses by throwing, it hears the refusal like any other
    const compared = where === 'ruling' ? without : trustless;
    equal(compared(talk.keep()), compared(before));
    is(talk.state('hall'), 'occupied');
    equal(trustOf(talk), { faults: 1 });
    // and then everything works as if nothing had been
    talk.given--;
    equal(reopen(talk), ['reopened faulty']);
    talk.given--;
    const undisturbed = inHall();
    equal(doing(hall), doing(undisturbed));
    equal(compared(talk.keep()), compared(undisturbed.talk.keep()));
  }

  for (const name of [...Object.keys(ruled), 'to leave', 'to answer', 'to bounce'])
    test(`in a ruling (${name}) does no more than was asked for, and it is told`, () => fails('ruling', name));
  for (const name of Object.keys(heard))
    test(`in hearing (${name}) does no more than was asked for, and it is told`, () => fails('hearing', name));
  for (const name of ['enter', 'rename', 'speak', 'to leave', 'to ask', 'to wait'])
    test(`in endless facts (${name}) does no more than was asked for, and it is told`, () => fails('endless', name));

  test('is trusted three times, and then asked no more until somebody looked', () => {
    const { talk, woody, buzz } = inHall();
    const say = () => failing('ruling', () => woody.say('hall', 'hello'));
    const fault = 'failed faulty: faulty, a ruling on speak: fault in speak';
    equal(say(), [fault, 'refused woody: internal-server-error']);
    equal(say(), [fault, 'refused woody: internal-server-error']);
    equal(say(), [`${fault} (closed)`, 'refused woody: internal-server-error']);
    equal(trustOf(talk), { faults: 3, trust: 'closed' });
    // also where it would not throw, and for everybody
    equal(woody.say('hall', 'hello'), ['refused woody: service-unavailable']);
    equal(buzz.browse('hall'), ['refused buzz: service-unavailable']);
    equal(reopen(talk), ['reopened faulty']);
    equal(trustOf(talk), {});
    equal(woody.say('hall', 'hello'), ['said woody: hello']);
  });

  test('in making a room leaves it unmade, without the secret and the name', () => {
    for (const fault of ['ruling', 'hearing', 'endless'] as const) {
      const talk = new Conversation({}, faultyKinds);
      const woody = talk.visitor('woody');
      woody.present('den');
      const before = talk.keep();
      const lines = failing(fault, () => woody.enter('den', { secret: 'andy', title: 'The den', privacy: true }));
      match(lines[0]!, /^failed faulty/);
      is(lines[1], 'refused woody: internal-server-error');
      equal(without(talk.keep()), without(before));
      equal([talk.state('den'), talk.desk.standing, talk.desk.foundedBy('woody@disney')], ['reserved', 0, 0]);
      equal(woody.enter('den'), ['founded woody', 'entered woody']);
      equal(talk.visitor('buzz').inquire('den'), ['required {"nick":true,"secret":false,"privacy":false}']);
    }
  });

  test('when the last leaves cannot keep them: the room ends, and the next one is another', () => {
    const talk = new Conversation({}, faultyKinds);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { secret: 'andy', title: 'The den' });
    buzz!.present('den');
    equal(
      failing('hearing', () => woody!.leave('den')),
      ['failed faulty: faulty, hearing left: fault at left (closed)', 'left woody: left', 'dissolved'],
    );
    equal([talk.state('den'), talk.desk.foundedBy('woody@disney'), trustOf(talk, 'den')], ['reserved', 0, {}]);
    equal(buzz!.enter('den'), ['founded buzz', 'entered buzz']);
    equal(talk.visitor('rex').inquire('den'), ['required {"nick":true,"secret":false,"privacy":false}']);
  });

  test('has no participant move, and no newcomer begin', () => {
    const hall = inHall();
    const { who } = hall.talk.latest('said');
    const [, jessie] = [...hall.talk.entry('hall')!.floor.people.waiting()].reverse();
    const moves: unknown[] = [];
    for (const { actor } of [who, jessie!]) actor.subscribe(({ value }) => moves.push(value));
    failing('hearing', () => hall.woody.enter('hall', { nicks: ['Sheriff'] }));
    failing('hearing', () => hall.jessie.enter('hall'));
    equal(moves, []);
    is(who.actor.getSnapshot().value, 'joined');
    const size = hall.talk.entry('hall')!.floor.people.waitingSize;
    failing('hearing', () => hall.talk.visitor('hamm').present('hall'));
    is(hall.talk.entry('hall')!.floor.people.waitingSize, size);
  });

  test('when nobody asked has it done without it, and when an operator did has it declined', () => {
    const { talk } = inHall();
    const due = talk.wait.bind(talk, 31);
    equal(failing('hearing', due), [
      'failed faulty: faulty, hearing unanswered: fault at unanswered (closed)',
      'unanswered woody one: remote-server-timeout',
      'unanswered rex other: remote-server-timeout',
    ]);
    reopen(talk);
    equal(
      failing('hearing', () => talk.survey()),
      ['failed faulty: faulty, hearing asked: fault at asked (closed)', 'asked woody', 'asked buzz', 'asked rex'],
    );
    reopen(talk);
    const invitation = { type: 'invite', room: 'hall@conference.disney', to: 'hamm@pixar', dialect: '', text: '' } as never;
    equal(
      failing('ruling', () => talk.send(invitation)),
      ['failed faulty: faulty, a ruling on invite: fault in invite', 'declined invite: internal-server-error'],
    );
    equal(
      failing('hearing', () => talk.send(invitation)),
      ['failed faulty: faulty, hearing invited: fault at invited', 'declined invite: internal-server-error'],
    );
  });

  test('keeps nobody waiting whose time is over', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] }, faultyKinds);
    talk.visitor('woody').present('hall');
    equal(
      failing('hearing', () => talk.wait(120)),
      ['failed faulty: faulty, hearing withdrawn: fault at withdrawn (closed)', 'withdrawn woody: expired'],
    );
    is(talk.desk.pendingOf('woody@disney'), 0);
  });

  test('leaves no room that was reserved for what failed', () => {
    for (const fault of ['ruling', 'hearing', 'endless'] as const) {
      const talk = new Conversation({}, faultyKinds);
      const woody = talk.visitor('woody');
      failing(fault, () => woody.enter('den', { presence: presenceOf() }));
      equal([talk.state('den'), talk.desk.reserved], ['none', 0]);
      failing(fault, () => woody.present('den'));
      equal([talk.state('den'), talk.desk.reserved], ['none', 0]);
    }
  });

  test('is named where it adds facts without end', () => {
    const { woody } = inHall();
    match(
      failing('endless', () => woody.say('hall', 'hello'))[0]!,
      'faulty, hearing noticed: it adds facts without end: it hears what it adds',
    );
  });

  test('fails alone: the other rooms go on', () => {
    const { woody } = inHall();
    woody.join('den');
    for (let i = 0; i < 3; i++) failing('hearing', () => woody.say('hall', 'hello'));
    equal(woody.say('hall', 'hello'), ['refused woody: service-unavailable']);
    equal(woody.say('den', 'hello'), ['said woody: hello']);
  });

  test('leaves everything as it was, wherever it fails, and the next request works', () => {
    /** Requests, by their number, that were done although it failed: as where it refuses all. */
    type Done = Set<number>;

    /** Tries each request with a fault first, and then does it, where it was not done all the same. */
    class Tried extends Conversation {
      fault: Fault = 'none';
      readonly done: Done = new Set();
      refused = 0;
      override send(request: Unsent): string[] {
        const before = this.keep();
        const heard = this.told.length;
        const lines = failing(this.fault, () => super.send(request));
        // a tick may fail in one room, and find nothing to tell in another
        const failed = new Set(this.told.slice(heard).flatMap(({ fact, room }) => (fact.type === 'failed' ? [room!.jid] : [])));
        if (failed.size === 0) return lines;
        const told = this.told.slice(heard).filter(({ fact }) => fact.type !== 'failed');
        const isRefused = told.some(({ line }) => /^(refused|declined) .*internal-server-error$/.test(line));
        const { given } = this;
        const compared = this.fault === 'ruling' ? without : trustless;
        const ofFailed = (kept: KeptService) => compared(kept).rooms.filter(({ jid }) => failed.has(jid));
        if (isRefused) equal(ofFailed(this.keep()), ofFailed(before));
        for (const room of failed) super.send({ type: 'reopen', room, behaviour: 'faulty' } as Unsent);
        this.told.splice(heard, Number.POSITIVE_INFINITY, ...(isRefused ? [] : told));
        this.given = isRefused ? given - 1 : given;
        if (isRefused) {
          this.refused++;
          return super.send(request);
        }
        this.done.add(given);
        return told.map(({ line }) => line);
      }
    }

    class Undisturbed extends Conversation {
      done: Done = new Set();
      override send(request: Unsent): string[] {
        return failing(this.done.has(this.given + 1) ? 'refusing' : 'none', () => super.send(request));
      }
    }

    const tries = fc.tuple(move, fc.constantFrom<Fault>('ruling', 'hearing', 'endless'));
    let refused = 0;
    let done = 0;
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 50, size: 'max' }), tried => {
        const disturbed = new Tried(scene, faultyKinds);
        for (const [one, fault] of tried) {
          disturbed.fault = fault;
          play(disturbed, one);
        }
        const undisturbed = new Undisturbed(scene, faultyKinds);
        undisturbed.done = disturbed.done;
        conversation(
          tried.map(([one]) => one),
          undisturbed,
        );
        equal(
          disturbed.told.map(({ plain }) => plain),
          undisturbed.told.map(({ plain }) => plain),
        );
        equal(without(disturbed.keep()), without(undisturbed.keep()));
        refused += disturbed.refused;
        done += disturbed.done.size;
      }),
      { numRuns: 60 },
    );
    ok(refused > 100 && done > 10, `${refused} were refused first, and ${done} done all the same`);
  });
});

suite('a behaviour that only hears, and fails', test => {
  for (const where of ['hearing', 'endless'] as const) {
    for (const name of Object.keys(heard)) {
      test(`(${where}: ${name}) is taken out, and all is done as if it had not been there`, () => {
        const [hall, undisturbed] = [inHall(fragileKinds), inHall(fragileKinds)];
        const doing = heard[name]!;
        const [first, ...lines] = failing(where, () => doing(hall));
        match(first!, /^failed fragile: fragile, hearing .* \(out\)$/);
        equal(lines, doing(undisturbed));
        equal(without(hall.talk.keep()), without(undisturbed.talk.keep()));
        const { data, faults, trust } = hall.talk.keepRoom('hall').slots.fragile!;
        equal([data, faults, trust], [{ heard: undisturbedBefore() }, 1, 'out']);
        // and it hears nothing from then on
        equal(
          failing(where, () => hall.talk.visitor('sulley').present('hall')),
          ['waiting sulley'],
        );
      });
    }
  }

  /** What it had heard before it failed. */
  function undisturbedBefore(): number {
    return (inHall(fragileKinds).talk.keepRoom('hall').slots.fragile!.data as { heard: number }).heard;
  }

  test('may try again when somebody has looked', () => {
    const { talk, woody } = inHall(fragileKinds);
    failing('hearing', () => woody.say('hall', 'hello'));
    equal(talk.send({ type: 'reopen', room: roomJid('hall'), behaviour: 'fragile' } as Unsent), ['reopened fragile']);
    const dataOf = () => (talk.keepRoom('hall').slots.fragile!.data as { heard: number }).heard;
    const before = dataOf();
    woody.say('hall', 'hello');
    is(dataOf(), before + 1);
  });
});
