// It fails closed: whatever a behaviour throws, the room is as it was, whoever asked is told, and the next request works.
import fc from 'fast-check';
import { equal, is, match } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { type Fault, failing, lendFaulty } from './faulty.ts';
import { conversation, move, play, scene } from './random-talk.ts';
import { iqOf, messageOf, presenceOf, type Unsent, type Visitor } from './visitor.ts';

suite('a behaviour that fails', test => {
  let takeBack: () => void;
  test.before(() => {
    takeBack = lendFaulty();
  });
  test.after(() => takeBack());

  /** A hall with much in it: people who entered in another order than they came, who wait, and who ask each other. */
  function inHall() {
    const talk = new Conversation({
      notices: true,
      rooms: [{ name: 'hall', privacy: true, title: 'The hall' }],
      timers: { relay: 30 },
    });
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

  /** What happens all the same wants no answer, and has none either where it fails. */
  const unanswered = /^to (leave|wait no more|answer|bounce|be gone|probe)$/;

  function fails(where: Fault, name: string): void {
    const hall = inHall();
    const { talk } = hall;
    const doing = heard[name]!;
    const before = talk.keep();
    const lines = failing(where, () => doing(hall));
    match(lines[0]!, /^failed /);
    if (unanswered.test(name)) is(lines.length, 1, lines.join());
    else match(lines.slice(1).join(), /^refused \w+: internal-server-error$/);
    equal(talk.keep(), before);
    is(talk.state('hall'), 'occupied');
    // and then everything works as if nothing had been
    talk.given--;
    const undisturbed = inHall();
    equal(doing(hall), doing(undisturbed));
    equal(talk.keep(), undisturbed.talk.keep());
  }

  for (const name of [...Object.keys(ruled), 'to leave', 'to answer', 'to bounce']) {
    test(`in a ruling (${name}) changes nothing, and is told`, () => fails('ruling', name));
  }
  for (const name of Object.keys(heard)) {
    test(`in hearing (${name}) changes nothing, and is told`, () => fails('hearing', name));
  }
  for (const name of ['enter', 'rename', 'speak', 'to leave', 'to ask', 'to wait']) {
    test(`in endless facts (${name}) changes nothing, and is told`, () => fails('endless', name));
  }

  test('in making a room leaves it unmade, without the secret and the name', () => {
    for (const fault of ['ruling', 'hearing', 'endless'] as const) {
      const talk = new Conversation();
      const woody = talk.visitor('woody');
      woody.present('den');
      const before = talk.keep();
      const lines = failing(fault, () => woody.enter('den', { secret: 'andy', title: 'The den', privacy: true }));
      match(lines[0]!, /^failed enter/);
      equal(talk.keep(), before);
      equal([talk.state('den'), talk.desk.standing, talk.desk.foundedBy('woody@disney')], ['reserved', 0, 0]);
      equal(woody.enter('den'), ['founded woody', 'entered woody']);
      equal(talk.visitor('buzz').inquire('den'), ['required {"nick":true,"secret":false,"privacy":false}']);
    }
  });

  test('when the last leaves lets the room stand with its secret and its name', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { secret: 'andy', title: 'The den' });
    buzz!.present('den');
    const before = talk.keepRoom('den');
    const lines = failing('hearing', () => woody!.leave('den'));
    equal(lines, ['failed leave: fault at left']);
    equal(talk.keepRoom('den'), before);
    equal([talk.state('den'), talk.desk.foundedBy('woody@disney')], ['occupied', 1]);
    equal(woody!.leave('den'), ['left woody: left', 'dissolved']);
    is(talk.state('den'), 'reserved');
  });

  test('has no participant move, and no newcomer begin', () => {
    const hall = inHall();
    const { who } = hall.talk.latest('said');
    const moves: unknown[] = [];
    who.actor.subscribe(({ value }) => moves.push(value));
    failing('hearing', () => hall.woody.enter('hall', { nicks: ['Sheriff'] }));
    failing('hearing', () => hall.woody.leave('hall'));
    equal(moves, []);
    is(who.actor.getSnapshot().value, 'joined');
  });

  test('when nobody asked is told to whoever watches alone', () => {
    const { talk } = inHall();
    const due = talk.wait.bind(talk, 31);
    equal(failing('hearing', due), ['failed tick: fault at unanswered']);
    equal(
      failing('hearing', () => talk.survey()),
      ['failed survey: fault at asked'],
    );
    const invitation = { type: 'invite', room: 'hall@conference.disney', to: 'hamm@pixar', dialect: '', text: '' } as never;
    equal(
      failing('ruling', () => talk.send(invitation)),
      ['failed invite: fault in invite'],
    );
    equal(
      failing('hearing', () => talk.send(invitation)),
      ['failed invite: fault at invited'],
    );
  });

  test('lets what could not expire expire at the next tick', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').present('hall');
    equal(
      failing('hearing', () => talk.wait(120)),
      ['failed tick: fault at withdrawn'],
    );
    is(talk.desk.pendingOf('woody@disney'), 1);
    equal(talk.wait(1), ['withdrawn woody: expired']);
  });

  test('leaves no room that was reserved for what failed', () => {
    for (const fault of ['ruling', 'hearing', 'endless'] as const) {
      const talk = new Conversation();
      const woody = talk.visitor('woody');
      failing(fault, () => woody.enter('den', { presence: presenceOf() }));
      equal([talk.state('den'), talk.desk.reserved], ['none', 0]);
      failing(fault, () => woody.present('den'));
      equal([talk.state('den'), talk.desk.reserved], ['none', 0]);
    }
  });

  test('is named where it adds facts without end', () => {
    const { woody } = inHall();
    match(failing('endless', () => woody.say('hall', 'hello'))[0]!, 'The behaviour faulty adds facts without end');
  });

  test('fails alone: the other rooms go on', () => {
    const { woody } = inHall();
    woody.join('den');
    failing('hearing', () => woody.say('hall', 'hello'));
    equal(woody.say('den', 'hello'), ['said woody: hello']);
  });

  test('leaves everything as it was, wherever it fails, and the next request works', () => {
    /** Tries each request with a fault first, and then does it. */
    class Tried extends Conversation {
      fault: Fault = 'none';
      override send(request: Unsent): string[] {
        const before = this.keep();
        const heard = this.told.length;
        const lines = failing(this.fault, () => super.send(request));
        // a tick may fail in one room, and find nothing to tell in another
        const failed = new Set(this.told.slice(heard).flatMap(({ fact, room }) => (fact.type === 'failed' ? [room?.jid] : [])));
        if (failed.size === 0) return lines;
        const ofFailed = (kept: typeof before) => kept.rooms.filter(({ jid }) => failed.has(jid));
        equal(ofFailed(this.keep()), ofFailed(before));
        this.told.length = heard;
        this.given--;
        return super.send(request);
      }
    }
    const tries = fc.tuple(move, fc.constantFrom<Fault>('ruling', 'hearing', 'endless'));
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 50, size: 'max' }), tried => {
        const disturbed = new Tried(scene);
        for (const [one, fault] of tried) {
          disturbed.fault = fault;
          play(disturbed, one);
        }
        const undisturbed = conversation(tried.map(([one]) => one));
        equal(
          disturbed.told.map(({ plain }) => plain),
          undisturbed.told.map(({ plain }) => plain),
        );
      }),
      { numRuns: 60 },
    );
  });
});
