// Behaviours' own requests in what people send: words and elements, whom they are about, and how they are read.
import { equal, is, match } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour, RequestForm } from '../../machines/behaviour.ts';
import { type Claim, claimed, claimsOf, elementOf, readFields } from '../../machines/claims.ts';
import type { Refusal } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';
import { messageOf, presenceOf, tree } from './visitor.ts';

const form = (more: Partial<RequestForm>): RequestForm => ({ about: 'Does it.', who: 'anyone', ...more });
const fields = z.strictObject({ person: z.string(), reason: z.string().optional() });
const lobby: Behaviour = {
  name: 'lobby',
  about: 'Lets in.',
  requests: {
    approve: form({ word: 'approve', fields }),
    close: form({ word: 'close' }),
    'open up': form({ element: { name: 'open', xmlns: 'urn:doors' } }),
    slow: form({
      word: 'slow',
      fields: z.strictObject({ seconds: z.number(), on: z.boolean().optional(), text: z.string().optional() }),
    }),
  },
};
const claims = claimsOf([{ name: 'other', about: 'Nothing.' }, lobby]);
const read = (body: string, to?: string) => {
  const found = claimed(claims, messageOf(body), to);
  return found && [found.claim.name, found.fields];
};
const claimOf = (name: string) => claims.names.get(`lobby ${name}`) as Claim;
const elementRead = (element: ReturnType<typeof tree>, to?: string) => {
  const found = claimed(claims, messageOf('hello', { payload: [tree('body', {}, 'hello'), element] }), to);
  return found && [found.claim.name, found.fields];
};

suite('an own request', test => {
  test('is known by the place and the name of its behaviour', () => {
    equal([claimOf('close').at, claimOf('close').behaviour], [1, 'lobby']);
    equal([...claims.words.keys()], ['approve', 'close', 'slow']);
    equal(
      [...claims.elements.keys()],
      ['urn:confab:lobby approve', 'urn:confab:lobby close', 'urn:doors open', 'urn:confab:lobby slow'],
    );
    equal(elementOf(claimOf('open up')), { name: 'open', xmlns: 'urn:doors' });
    equal(elementOf({ behaviour: 'lobby', name: 'let all in', form: form({}) }), {
      name: 'let-all-in',
      xmlns: 'urn:confab:lobby',
    });
  });

  test('is a word after the mark, and a word for each field; what is left is the last one’s', () => {
    equal(read('!close'), ['close', {}]);
    equal(read('!CLOSE  '), ['close', {}]);
    equal(read('!approve woody'), ['approve', { person: 'woody' }]);
    equal(read('!approve  woody   for he is  known '), ['approve', { person: 'woody', reason: 'for he is  known' }]);
    equal(read('!approve\nwoody'), ['approve', { person: 'woody' }]);
    equal(read('!approve'), ['approve', {}]);
    equal(read('!close the door'), ['close', { '': 'the door' }]);
  });

  test('is nothing else: what people say stays what they say', () => {
    for (const body of ['close', ' !close', '!', '! close', '!closed', '!!close', 'please !close', '!urn'])
      is(read(body), undefined, body);
    is(claimed(claims, messageOf(undefined)), undefined);
    is(claimed(claims, messageOf('!close', { type: 'error' })), undefined);
    is(claimed(claims, presenceOf('!close')), undefined);
    is(claimed(claimsOf([]), messageOf('!close')), undefined);
  });

  test('is an element with the fields as its attributes', () => {
    equal(elementRead(tree('approve', { xmlns: 'urn:confab:lobby', person: 'woody' })), ['approve', { person: 'woody' }]);
    equal(elementRead(tree('open', { xmlns: 'urn:doors' })), ['open up', {}]);
    is(elementRead(tree('approve', { xmlns: 'urn:confab:other', person: 'woody' })), undefined);
    is(elementRead(tree('approve', { person: 'woody' })), undefined);
    is(elementRead(tree('disprove', { xmlns: 'urn:confab:lobby' })), undefined);
  });

  test('to the address of a person is about that person, where it is about one', () => {
    equal(read('!approve', 'rex'), ['approve', { person: 'rex' }]);
    equal(read('!approve woody', 'rex'), ['approve', { person: 'woody' }]);
    equal(read('!close', 'rex'), ['close', {}]);
    equal(elementRead(tree('approve', { xmlns: 'urn:confab:lobby' }), 'rex'), ['approve', { person: 'rex' }]);
    equal(elementRead(tree('approve', { xmlns: 'urn:confab:lobby', person: 'woody' }), 'rex'), ['approve', { person: 'woody' }]);
  });

  test('is read in the shapes of its fields: numbers, yes and no are written in words', () => {
    const slow = (given: object) => readFields(claimOf('slow'), given);
    equal(slow({ seconds: '10' }), { seconds: 10 });
    equal(slow({ seconds: 10 }), { seconds: 10 });
    equal(slow({ seconds: ' 2.5', on: 'yes', text: '7' }), { seconds: 2.5, on: true, text: '7' });
    for (const word of ['yes', 'true', 'on']) is((slow({ seconds: 1, on: word }) as { on: boolean }).on, true);
    for (const word of ['no', 'false', 'off']) is((slow({ seconds: 1, on: word }) as { on: boolean }).on, false);
    for (const wrong of [{ seconds: '' }, { seconds: 'ten' }, { seconds: 'Infinity' }, { seconds: 1, on: 'maybe' }, {}])
      is((slow(wrong) as Refusal).condition, 'not-acceptable', JSON.stringify(wrong));
  });

  test('holds no text that XML cannot carry, and what is wrong is said in few words', () => {
    const refusal = readFields(claimOf('approve'), { person: 'a\u0001' }) as Refusal;
    equal([refusal.condition, refusal.text.includes('character')], ['not-acceptable', true]);
    const long = readFields(
      claimOf('slow'),
      Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`field-${i}`, 1])),
    ) as Refusal;
    is(long.text.length < 300, true, long.text);
  });

  test('says how it is written where it is not understood', () => {
    const { text } = readFields(claimOf('slow'), { seconds: 'ten' }) as Refusal;
    match(text, 'lobby does not understand this (seconds: ');
    match(text, 'Write it so: !slow SECONDS ON TEXT');
    match((readFields(claimOf('close'), { '': 'the door' }) as Refusal).text, 'Write it so: !close');
    match((readFields(claimOf('open up'), { any: 1 }) as Refusal).text, 'Write it so: open up');
  });
});

suite('an own request in a room', test => {
  const asking: Behaviour = {
    name: 'asking',
    about: 'Answers what it is asked.',
    requests: {
      all: form({ word: 'all' }),
      some: form({ word: 'some', who: 'moderator', fields: z.strictObject({ person: z.string() }) }),
      few: form({ word: 'few', who: 'operator' }),
    },
    hears: {
      all: (_, { who }: { who?: { nick: string } }) => ({ reply: `Hello ${who?.nick ?? 'operator'}.` }),
      some: (_, { fields: { person } }: { fields: { person: string } }) => ({ reply: `It is ${person}.` }),
      few: () => ({ reply: 'Few.' }),
    },
  };
  const start = () => {
    const here = tryOut([asking], { moderators: ['andy@disney'] });
    const [woody, andy] = here.talk.visitors('woody', 'andy');
    for (const one of [woody, andy]) one!.join('hall');
    return { ...here, woody: woody!, andy: andy! };
  };

  test('is told to nobody, and answered to whoever asked', () => {
    const { woody } = start();
    equal(woody.say('hall', '!all'), ['commanded asking all {} by woody', 'replied woody: Hello woody.']);
    equal(woody.relay('hall', 'andy', messageOf('!all', { type: 'chat' })), [
      'commanded asking all {} by woody',
      'replied woody: Hello woody.',
    ]);
  });

  test('is for those who may', () => {
    const { talk, woody, andy, command } = start();
    equal(woody.say('hall', '!some rex'), ['refused woody: forbidden']);
    match(talk.latest('refused').refusal.text, 'Only moderators');
    equal(andy.say('hall', '!some rex'), ['commanded asking some {"person":"rex"} by andy', 'replied andy: It is rex.']);
    equal(andy.relay('hall', 'woody', messageOf('!some')).at(-1), 'replied andy: It is woody.');
    equal(andy.say('hall', '!few'), ['refused andy: forbidden']);
    match(talk.latest('refused').refusal.text, 'Only those who run this service');
    equal(command('asking', 'few'), ['commanded asking few {}', 'replied to an operator: Few.']);
    equal(command('asking', 'some', { person: 'rex' }).at(-1), 'replied to an operator: It is rex.');
  });

  test('is not understood in another form, and nothing is done', () => {
    const { talk, woody, andy, command } = start();
    equal(andy.say('hall', '!some'), ['refused andy: not-acceptable']);
    equal(woody.say('hall', '!all of you'), ['refused woody: not-acceptable']);
    equal(command('asking', 'some'), ['declined command: not-acceptable']);
    equal(command('asking', 'none'), ['declined command: item-not-found']);
    match(talk.latest('declined').refusal.text, 'There are: asking all, asking some, asking few.');
    const none = tryOut([]);
    none.command('asking', 'all');
    match(none.talk.latest('declined').refusal.text, 'There are: none.');
  });

  test('is of those inside alone', () => {
    const { talk } = start();
    equal(talk.visitor('rex').say('hall', '!all'), ['refused rex: not-allowed']);
  });

  test('of a behaviour that was taken out is refused, by whomever it is asked', () => {
    const broken: Behaviour = {
      ...asking,
      hears: {
        ...asking.hears,
        all: () => {
          throw new Error('glass');
        },
      },
    };
    const here = tryOut([broken, keeper('enter', { seconds: 1, late: 'grant' })]);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    here.talk.wait(1);
    equal(woody.say('hall', '!all'), ['failed asking: asking, hearing all: glass (out)', 'refused woody: service-unavailable']);
    equal(woody.say('hall', '!all'), ['refused woody: service-unavailable']);
    equal(here.command('asking', 'few'), ['declined command: service-unavailable']);
    here.reopen('asking');
    equal(here.command('asking', 'few').at(-1), 'replied to an operator: Few.');
  });
});
