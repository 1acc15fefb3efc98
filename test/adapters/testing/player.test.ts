// The people of a test: they do in each dialect what they are told, and what is said of them is held against what
// reached them.
import { equal, is, match } from 'uvu/assert';
import { AssertionError, type Player, stage } from '../../../adapters/testing/testing.ts';
import { privateKind } from '../../../machines/kinds/private.ts';
import { suite } from '../../suite.ts';
import { door } from './sample.ts';

const dialects = ['conference', 'groupchat'] as const;

/** Two people inside a room with a door; woody by the dialect that is given. */
function two(dialect: 'conference' | 'groupchat') {
  const room = stage(door);
  const rex = room.person('rex', { dialect: 'groupchat', moderator: true }).enters();
  const woody = room.person('woody', { dialect }).enters();
  return { room, rex, woody };
}

/** The message of the AssertionError that a call throws. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    is(error instanceof AssertionError, true, String(error));
    return (error as Error).message.split('\n')[0]!;
  }
  throw new Error('nothing was thrown');
}

suite('a person of a test', test => {
  for (const dialect of dialects) {
    test(`does by ${dialect} what they are told`, () => {
      const { room, rex, woody } = two(dialect);
      woody.isInside().isCalled('woody').sees('rex', 'woody');
      rex.sees('woody');
      woody.says('hello');
      rex.hears('hello', { by: woody });
      woody.hears('hello', { by: woody });
      woody.setsTopic('Toys');
      rex.hears('Toys');
      woody.whispers(rex, 'psst');
      rex.hears(/^ps/, { by: woody });
      rex.whispers('woody', 'what?');
      woody.hears('what?', { by: rex });
      woody.renames('Sheriff').isCalled('Sheriff');
      rex.sees('Sheriff').seesNot('woody');
      woody.appears({ show: 'away', status: 'Gone fishing' });
      rex.hears('Gone fishing', { by: woody });
      woody.asks(`<query xmlns='jabber:iq:version'/>`, { to: rex });
      rex.hears(({ kind, type, from }) => kind === 'iq' && type === 'get' && from === rex.addressOf(woody));
      woody.asks(`<query xmlns='http://jabber.org/protocol/disco#info'/>`);
      woody.hears(({ kind, type }) => kind === 'iq' && type === 'result');
      woody.leaves('Bye').isOutside();
      rex.seesNot('Sheriff', 'woody');
      equal(rex.roster, ['rex']);
      woody.enters({ nick: ['rex', 'Cowboy'], status: 'Back' });
      if (dialect === 'conference') woody.isCalled('Cowboy').vanishes().isOutside();
      else woody.isRefused('conflict').isOutside();
      is(room.facts('said', 'ever').length, 2);
    });

    test(`asks behaviours by ${dialect}, in words, as an element and as raw XML`, () => {
      const { room, rex, woody } = two(dialect);
      woody.sends('!shut').isRefused('forbidden', /moderators/);
      rex.sends('!shut').hears('The door is shut.', { by: 'room' });
      woody.hears('The door is shut.');
      rex.orders('door', 'unlock', { words: `it's <open> & "free"` });
      is(room.state('door'), 'open');
      rex.sends(`<message type='groupchat'><shut xmlns='urn:confab:door'/></message>`);
      is(room.state('door'), 'shut');
    });
  }

  test('is at the address that is given', () => {
    const room = stage(privateKind, { privacy: true });
    const woody = room.person('woody', { jid: 'Woody@toys.example/Den' });
    woody.enters({ privacy: true, nick: 'W' });
    is(woody.jid, 'Woody@toys.example/Den');
    is(woody.person, undefined, 'an address that is not prepared is nobody’s');
    const rex = room.person('rex').enters({ privacy: true });
    is(rex.person?.privacy, true);
    is(rex.everReceived.length > rex.received.length - 1, true);
  });

  test('fails where what is said of them is not so', () => {
    const { room, rex, woody } = two('conference');
    woody.says('hello');
    const wrong: Record<string, (one: Player) => unknown> = {
      'rex does not hear “hell”.': one => one.hears('hell'),
      'rex does not hear /^ello/.': one => one.hears(/^ello/),
      'rex does not hear “hello” from room@rooms.example.': one => one.hears('hello', { by: 'room' }),
      'rex does not hear “hello” from room@rooms.example/rex.': one => one.hears('hello', { by: rex }),
      'rex does not hear what is meant.': one => one.hears(() => false),
      'rex hears “hello”.': one => one.hearsNot('hello'),
      'rex is told something.': one => one.hearsNothing(),
      'rex is not refused.': one => one.isRefused(),
      'rex is not refused: conflict, /taken/.': one => one.isRefused('conflict', /taken/),
      'rex is not held.': one => one.isHeld(),
      'rex is not held with “soon”.': one => one.isHeld('soon'),
      'rex is in the room.': one => one.isOutside(),
      'rex is not called Rexy but rex.': one => one.isCalled('Rexy'),
      'rex does not see buzz, only rex, woody.': one => one.sees('rex', 'buzz'),
      'rex sees woody.': one => one.seesNot('woody', 'buzz'),
    };
    for (const [message, call] of Object.entries(wrong))
      is(
        complaint(() => call(rex)),
        message,
      );
    woody.says('shout');
    is(
      complaint(() => woody.isNotRefused()),
      'woody is refused.',
    );
    is(
      complaint(() => woody.isRefused('forbidden')),
      'woody is not refused: forbidden.',
    );
    is(
      complaint(() => woody.isRefused('not-acceptable', 'Do not')),
      'woody is not refused: not-acceptable, “Do not”.',
    );
    is(
      complaint(() => woody.hears('Do not shout.')),
      'woody does not hear “Do not shout.”.',
      'a refusal is not said',
    );
    woody.isRefused('not-acceptable', 'Do not shout.');
    is(
      complaint(() => room.person('buzz').isInside()),
      'buzz is not in the room.',
    );
  });

  test('is asked about the last thing that happened alone', () => {
    const { rex, woody } = two('conference');
    woody.says('one').says('two');
    is(
      complaint(() => rex.hears('one')),
      'rex does not hear “one”.',
    );
    rex.hears('two').hearsNot('one');
  });

  test('says in the message what came instead, with a stack that begins in the test', () => {
    const { rex, woody } = two('conference');
    woody.says('hello');
    try {
      rex.isRefused();
      throw new Error('nothing was thrown');
    } catch (error) {
      const { message, stack = '', code } = error as AssertionError;
      match(message, /What came of the last thing that happened:\n {4}<message to="rex@home.example\/client"[^>]*><body>hello/);
      match(stack.split('\n').find(line => line.startsWith('    at '))!, /player\.test\.ts/);
      is(code, 'ERR_ASSERTION');
    }
  });
});
