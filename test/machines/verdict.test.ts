// What behaviours may hold, what else they may say, and how what they said is remembered.
import { equal, is, match } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';
import { presenceOf } from './visitor.ts';

suite('what cannot be held', test => {
  test('is a phase that the behaviour does not name: it has refused, and that is told', () => {
    const forgetful = { ...keeper('enter'), defers: {} } as Behaviour;
    const { talk, held } = tryOut([forgetful]);
    const lines = talk.visitor('woody').join('hall');
    equal(lines, [
      'waiting woody',
      'failed keeper: keeper, a ruling on enter: it holds a request in the phase enter, which its defers do not name',
      'refused woody: internal-server-error',
    ]);
    equal(held(), []);
  });

  test('is what happened all the same', () => {
    const defer = { until: Number.MAX_SAFE_INTEGER, late: 'grant', text: 'Wait.' } as const;
    for (const phase of ['appear', 'whisper'] as const) {
      const keen: Behaviour = { name: 'keen', about: 'Holds all.', rules: { [phase]: () => ({ defer }) } };
      const { talk, held, floor } = tryOut([keen]);
      const [woody, buzz] = talk.visitors('woody', 'buzz');
      woody!.enter('hall', { presence: presenceOf() });
      buzz!.enter('hall', { presence: presenceOf() });
      const lines = phase === 'appear' ? woody!.leave('hall') : woody!.bounce('hall', 'not-acceptable', 'buzz');
      if (phase === 'appear') match(lines[0]!, 'nothing can be held in the phase appear');
      // what answers or comes back in a phase where others ask is only not passed on, and it is no fault
      else equal([lines, floor().slots.trust(0)], [[], undefined]);
      equal(held(), []);
      equal(talk.inside('hall'), phase === 'appear' ? ['buzz'] : ['woody', 'buzz']);
    }
  });

  test('is a message that says something and sets the topic as well, and it is no fault', () => {
    const { talk, held, floor } = tryOut([keeper('speak')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello', { subject: 'Toys' }), ['refused woody: not-acceptable']);
    match(talk.latest('refused').refusal.text, 'cannot wait');
    equal([held(), floor().slots.trust(0)], [[], undefined]);
    equal(woody.say('hall', undefined, { subject: 'Toys' }), ['said woody: (Toys)']);
  });

  test('is what nobody sends', () => {
    const defer = { until: Number.MAX_SAFE_INTEGER, late: 'grant', text: 'Wait.' } as const;
    const { talk, held } = tryOut([{ name: 'keen', about: 'Holds all.', rules: { invite: () => ({ defer }) } }]);
    const invitation = { type: 'invite', room: 'hall@conference.disney', to: 'hamm@pixar', dialect: '', text: '' } as never;
    const lines = talk.send(invitation);
    match(lines[0]!, 'nothing can be held in the phase invite');
    equal(lines.slice(1), ['declined invite: internal-server-error']);
    equal(held(), []);
  });

  test('is what somebody asks who is neither inside nor waits, and it is no fault', () => {
    const { talk, held, floor } = tryOut([keeper('browse')]);
    const woody = talk.visitor('woody');
    equal(woody.browse('hall'), ['refused woody: not-allowed']);
    equal([held(), floor().people.waitingSize, floor().slots.trust(0)], [[], 0, undefined]);
    woody.present('hall');
    equal(woody.browse('hall'), ['held woody: browse by keeper']);
    woody.enter('hall');
    equal(held(), [], 'it ends with the wait');
    equal(woody.browse('hall'), ['held woody: browse by keeper']);
  });

  test('is anything where the answer has another shape', () => {
    for (const [what, deferral, words] of [
      ['no time to come', { until: 0, late: 'grant', text: '' }, 'a ruling is nothing, a refusal'],
      ['no end', { until: Number.POSITIVE_INFINITY, late: 'grant', text: '' }, 'a ruling is nothing, a refusal'],
      ['no words', { until: Number.MAX_SAFE_INTEGER, late: 'grant' }, 'what somebody is told who waits is a text'],
      [
        'nothing to do when it is late',
        { until: Number.MAX_SAFE_INTEGER, late: 'maybe', text: '' },
        'what somebody is told whose time is over is a refusal',
      ],
    ] as const) {
      const odd = { ...keeper('enter'), rules: { enter: () => ({ defer: deferral }) as never } };
      const { talk, held } = tryOut([odd]);
      match(talk.visitor('woody').join('hall')[1]!, words, what);
      equal(held(), []);
    }
  });
});

suite('what was ruled', test => {
  const says = (name: string, rules: Behaviour['rules']): Behaviour => ({ name, about: 'Rules.', ...(rules ? { rules } : {}) });
  const saidOf = (talk: ReturnType<typeof tryOut>) =>
    talk
      .floor()
      .rulings.all()
      .map(({ request, phase, outcome, said, base }) => ({
        what: `${request} ${phase ?? '-'} ${outcome}`,
        said: said.map(({ behaviour, ruling, text }) => `${behaviour} ${ruling}${text ? `: ${text}` : ''}`),
        ...(base ? { base } : {}),
      }));

  test('is told behaviour by behaviour, latest first, and of whom', () => {
    const here = tryOut([
      says('first', { speak: () => undefined }),
      says('loud', { speak: (_, { content }) => ({ rewrite: { content: { ...content, body: `${content.body}!` } } }) }),
      says('last', { speak: (_, { content }) => (content.body === 'no!' ? refuse('forbidden', 'Silence.') : undefined) }),
    ]);
    const [woody, buzz] = here.talk.visitors('woody', 'buzz');
    for (const one of [woody, buzz]) one!.join('hall');
    woody!.say('hall', 'hello');
    here.talk.at += 5;
    buzz!.say('hall', 'no');
    equal(saidOf(here), [
      { what: 'say speak refused', said: ['first allowed', 'loud rewritten', 'last denied: Silence.'] },
      { what: 'say speak allowed', said: ['first allowed', 'loud rewritten', 'last allowed'] },
    ]);
    const [latest, ...others] = here.floor().rulings.all('buzz@disney');
    equal([others, latest!.from, latest!.bare, latest!.at], [[], 'buzz@disney/home', 'buzz@disney', here.talk.at]);
    equal(here.floor().rulings.all('woody@disney/home').length, 1);
    equal(here.floor().rulings.all('rex@disney'), []);
  });

  test('is the base’s own where no behaviour has spoken', () => {
    const here = tryOut([says('first', { speak: () => undefined })]);
    here.talk.visitor('woody').say('hall', 'hello');
    equal(saidOf(here), [
      { what: 'say - refused', said: [], base: 'You are not in this room, or not any more: enter it again first.' },
    ]);
  });

  test('is nothing where nobody rules', () => {
    const here = tryOut([says('first', { speak: () => undefined })]);
    here.talk.visitor('woody').join('hall');
    equal(saidOf(here), []);
  });

  test('names who holds, who failed and who is closed', () => {
    let broken = false;
    const here = tryOut([
      says('fragile', {
        enter: () => {
          if (broken) throw new Error('glass');
          return undefined;
        },
      }),
      keeper('enter'),
    ]);
    here.talk.visitor('woody').join('hall');
    equal(saidOf(here)[0], { what: 'enter enter held', said: ['fragile allowed', 'keeper held: keeper decides.'] });
    broken = true;
    for (let i = 0; i < 4; i++) here.talk.visitor(`toy${i}`).join('hall');
    const [closed, failed] = here.floor().rulings.all();
    equal([closed!.said[0]!.ruling, failed!.said[0]!.ruling, failed!.said[0]!.detail], ['closed', 'failed', 'glass']);
    match(closed!.said[0]!.detail!, 'fragile failed too often');
    is(closed!.said.length, 1);
  });

  test('is said once of a request that was done in a second try', () => {
    let broken = true;
    const hearer: Behaviour = {
      name: 'hearer',
      about: 'Fails once.',
      hears: {
        said: () => {
          if (broken) throw new Error('once');
          return undefined;
        },
        refused: () => {
          if (broken) throw new Error('once');
          return undefined;
        },
      },
    };
    const here = tryOut([
      says('strict', {
        speak: (_, { content }) => {
          if (content.body === 'boom') throw new Error('boom');
          return undefined;
        },
      }),
      hearer,
    ]);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello'), ['failed hearer: hearer, hearing said: once (out)', 'said woody: hello']);
    equal(saidOf(here), [{ what: 'say speak allowed', said: ['strict allowed'] }]);
    here.reopen('hearer');
    // a fault counts once as well, however often the step was tried
    equal(woody.say('hall', 'boom'), [
      'failed hearer: hearer, hearing refused: once (out)',
      'failed strict: strict, a ruling on speak: boom',
      'refused woody: internal-server-error',
    ]);
    equal(here.floor().slots.trust(0), { faults: 1 });
    equal(saidOf(here).length, 2);
    broken = false;
  });

  test('names who failed where a request was refused because of somebody who was to hear of it', () => {
    const fatal: Behaviour = {
      ...says('fatal', { browse: () => undefined }),
      hears: {
        said: () => {
          throw new Error('glass');
        },
      },
    };
    const here = tryOut([says('strict', { speak: () => undefined }), fatal]);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello'), ['failed fatal: fatal, hearing said: glass', 'refused woody: internal-server-error']);
    const [ruled, ...others] = here.floor().rulings.all('woody@disney');
    equal([others, ruled!.outcome, ruled!.request], [[], 'refused', 'say']);
    equal(
      ruled!.said.map(({ behaviour, ruling, detail }) => [behaviour, ruling, detail]),
      [['fatal', 'failed', 'fatal, hearing said: glass']],
    );
  });
});
