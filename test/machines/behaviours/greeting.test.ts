// Words of welcome.
import { equal, match, throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { greeting } from '../../../machines/behaviours/greeting.ts';
import { history } from '../../../machines/behaviours/history.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { suite } from '../../suite.ts';

suite('the greeting', test => {
  test('is told to whoever comes in, and to nobody else', () => {
    const room = stage(greeting, { title: 'Andy’s Room' });
    const woody = room.person('woody').enters().hears('Welcome to Andy’s Room, woody.', { by: 'room' });
    room
      .person('buzz', { dialect: 'groupchat' })
      .enters({ nick: 'Buzz Lightyear' })
      .hears('Welcome to Andy’s Room, Buzz Lightyear.', { by: 'room' });
    woody.hearsNot(/Welcome/);
  });

  test('may be told to all', () => {
    const room = stage([greeting, { text: '{nick} is here: {people} now.', to: 'all' }]);
    const woody = room.person('woody').enters().hears('woody is here: 1 now.');
    room.person('buzz', { dialect: 'groupchat' }).enters().hears('buzz is here: 2 now.', { by: 'room' });
    woody.hears('buzz is here: 2 now.', { by: 'room' });
  });

  test('has the name of the room where it has no title, and the topic where it has one', () => {
    const room = stage([topic, [greeting, { text: '{room}: {topic}!' }]], { name: 'den' });
    const woody = room.person('woody').enters().hears('den: !');
    woody.setsTopic('Moving day');
    room.person('buzz').enters().hears('den: Moving day!');
  });

  test('has no topic where no behaviour shares one', () => {
    stage([greeting, { text: '[{topic}]' }])
      .person('woody')
      .enters()
      .hears('[]');
  });

  test('does not fill in what somebody calls themselves', () => {
    stage([greeting, { text: '{nick}' }])
      .person('woody')
      .enters({ nick: '{people}' })
      .hears('{people}');
    stage([greeting, { text: '{nick}' }])
      .person('woody')
      .enters({ nick: '$&' })
      .hears('$&');
  });

  test('comes where its kind lists it: after history and topic if it stands behind them', () => {
    for (const dialect of ['conference', 'groupchat'] as const) {
      const room = stage([history, topic, greeting], { topic: 'Toys' });
      room.person('woody').enters().says('Howdy');
      const came = room.person('buzz', { dialect }).enters().received;
      const words = came.flatMap(({ kind, body, subject }) => (kind === 'message' ? [body ?? subject] : []));
      equal(words, ['Howdy', ...(dialect === 'groupchat' ? ['Toys'] : []), 'Welcome to room, buzz.']);
    }
  });

  test('is not told again to whoever changes nick', () => {
    stage(greeting)
      .person('woody')
      .enters()
      .renames('sheriff')
      .hearsNot(/Welcome/);
  });

  test('must be text that can be filled in', () => {
    const room = stage(greeting);
    room.person('woody').enters();
    const faultOf = (text: string) => {
      try {
        room.configure('greeting', { text });
      } catch (error) {
        return (error as Error).message;
      }
      return 'none';
    };
    match(faultOf('Hi {name}'), '{nick}, {room}, {people} and {topic}');
    match(faultOf('Hi\u0000'), 'control characters');
    match(faultOf('{nick}'.repeat(21)), '20 words in braces');
    match(faultOf(''), 'text');
    match(faultOf('Hi {nick}, {'), 'none');
    throws(() => room.configure('greeting', { to: 'some' }), /to/);
  });
});
