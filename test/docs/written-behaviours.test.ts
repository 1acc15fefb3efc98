// The page on behaviours without code: its examples run, its tables and the schema are those of the vocabulary.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { equal, is, match, ok } from 'uvu/assert';
import { catalogue } from '../../machines/catalogue.ts';
import { writtenBehaviour } from '../../machines/written/written-behaviour.ts';
import { Conversation } from '../machines/conversation.ts';
import type { Visitor } from '../machines/visitor.ts';
import { answer, bare, faultsOf, kindOf } from '../machines/written/hall.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';
import { publishedSchema, shown, vocabulary, withTables } from './vocabulary.ts';

const docs = new URL('../../docs/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, docs), 'utf8');
const page = read('written-behaviours.md');
const parsed = (name: string, text: string): unknown => (name.endsWith('.toml') ? parse(text) : JSON.parse(text));
const load = (name: string) => writtenBehaviour(parsed(name, read(`examples/${name}`)), name);
const examples = readdirSync(new URL('examples/', docs)).filter(name => /\.(json|toml)$/.test(name) && isBehaviour(name));

/** Other pages may have examples of other things there. */
function isBehaviour(name: string): boolean {
  return page.includes(`(examples/${name})`);
}

interface Stage {
  readonly talk: Conversation;
  readonly say: (who: string, text: string, topic?: string) => string[];
  readonly visitor: (who: string) => Visitor;
}

/** A room with one behaviour; Woody, who is there first, decides. */
function stage(name: string, settings: object = {}, at?: number): Stage {
  const talk = new Conversation(
    {
      create: 'anyone',
      patterns: [{ names: '*', kind: 'written' }],
      moderators: ['woody@disney'],
      rooms: [{ name: 'hall', kind: 'written', title: 'The Hall' }],
    },
    { kinds: [kindOf([load(name)], settings)], ...(at === undefined ? {} : { at }) },
  );
  const people = new Map<string, Visitor>();
  const visitor = (who: string): Visitor => {
    const known = people.get(who) ?? talk.visitor(who, { host: who === 'rex' ? 'pixar' : 'disney' });
    people.set(who, known);
    return known;
  };
  visitor('woody').join('hall');
  return {
    talk,
    visitor,
    say: (who, text, topic) =>
      visitor(who)
        .say('hall', text, topic === undefined ? {} : { subject: topic })
        .filter(line => !line.startsWith('commanded')),
  };
}

const why = ({ talk }: Stage) => talk.latest('refused').refusal.text;
const hours = (hour: number) => Date.UTC(2001, 0, 16, hour);

suite('docs: written behaviours', test => {
  test('has the tables and the schema that the vocabulary gives', () => {
    is(withTables(page), page, 'make them anew with: npm run schema');
    equal(
      JSON.parse(read('behaviour.schema.json')),
      JSON.parse(JSON.stringify(publishedSchema())),
      'make it anew with: npm run schema',
    );
  });

  test('shows for each word an example that is right', () => {
    const frame = {
      ...bare,
      settings: {
        seconds: { type: 'number', default: 1 },
        minutes: { type: 'number', default: 1 },
        most: { type: 'number', default: 1 },
      },
      data: { hands: [], speaker: '', count: 0 },
      own: { until: 0 },
      facts: { given: { nick: 'text' } },
      requests: { go: { about: 'Goes.', who: 'anyone', fields: { person: 'text' } } },
      initial: 'open',
      states: { open: {} },
    };
    const always = [{ tell: 'given', fields: { nick: '' } }, { wake: 1 }];
    const on = (part: string, example: unknown): object =>
      part === 'conditions'
        ? { if: example, do: always }
        : { do: [...always, part === 'values' ? { reply: { join: [example] } } : example] };
    for (const [part, forms] of Object.entries(vocabulary))
      for (const [name, form] of Object.entries(forms)) {
        const { about, example } = shown(form);
        ok(about.length > 0 && typeof example === 'object' && example !== null && Object.hasOwn(example, name), name);
        const hears = { go: part === 'rulings' ? { do: always } : on(part, example), due: {} };
        const rules = part === 'rulings' ? { rules: { speak: [example] } } : {};
        equal(faultsOf({ ...frame, on: hears, ...rules }), ['fine'], `${part} ${name}`);
      }
  });

  test('shows files that are right, and the fault that it says', () => {
    const [first] = fenced(page, 'json');
    const hush = JSON.parse(first!);
    is(writtenBehaviour(hush, 'hush.json').name, 'hush');
    hush.states.loud.on.hush.to = 'hushd';
    is(faultsOf(hush)[0], fenced(page, 'text')[0]!.trim().replace('hush.json', 'probe.json'));
    for (const text of fenced(page, 'toml')) is(writtenBehaviour(parse(text), 'x.toml').name, 'no-night-topics');
    const languages = [...page.matchAll(/^ *```(\w*)$/gm)].map(([, name]) => name).filter(name => name !== '');
    equal([...new Set(languages)].sort(), ['json', 'text', 'toml']);
  });

  test('names every file of examples, and each can be part of a kind', () => {
    const behaviours = examples.map(load);
    is(examples.length, [...page.matchAll(/\(examples\//g)].length);
    ok(examples.length >= 7);
    const list = behaviours.map(({ name }) => name);
    const kinds = catalogue([{ name: 'all', about: 'All of them.', listed: true, behaviours: list }], { behaviours });
    is(kinds.get('all')!.parts.length, list.length);
  });

  test('has a hush that hushes', () => {
    const behaviour = writtenBehaviour(JSON.parse(fenced(page, 'json')[0]!), 'hush.json');
    const talk = new Conversation(
      { create: 'anyone', patterns: [{ names: '*', kind: 'written' }] },
      { kinds: [kindOf([behaviour])] },
    );
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    buzz!.join('den');
    is(woody!.say('den', '!hush').at(-1), 'announced Silence for 5 minutes.');
    equal(buzz!.say('den', 'x'), ['refused buzz: not-allowed']);
    equal(woody!.say('den', 'x'), ['said woody: x']);
    is(talk.wait(300).at(-1), 'announced You may speak again.');
    equal(buzz!.say('den', 'x'), ['said buzz: x']);
  });

  test('has hands that are raised, and a floor that is given', () => {
    const here = stage('raise-hand.json', { most: 2 });
    const { say, talk, visitor } = here;
    for (const who of ['buzz', 'rex', 'jessie']) visitor(who).join('hall');
    equal(say('buzz', 'Hello'), ['refused buzz: not-allowed']);
    equal(say('buzz', '!raise'), ['replied buzz: Your hand is up, as number 1.', 'advised woody: buzz raises a hand.']);
    say('buzz', '!raise');
    is(why(here), 'Your hand is up already.');
    say('rex', '!raise');
    say('jessie', '!raise');
    is(why(here), '2 hands are up already. Try again later.');
    equal(say('woody', '!next'), ['announced buzz has the floor.', 'raise-hand.given {"nick":"buzz"}']);
    equal(say('buzz', 'Hello'), ['said buzz: Hello']);
    equal(say('rex', '!lower'), ['replied rex: Your hand is down.']);
    say('woody', '!next');
    is(why(here), 'No hand is up.');
    say('jessie', '!raise');
    visitor('jessie').leave('hall');
    visitor('buzz').leave('hall');
    say('woody', '!next');
    is(why(here), 'No hand is up.');
    equal(say('woody', '!close'), ['replied woody: Hands are raised here already.']);
    equal(say('woody', '!open'), ['announced Everybody may speak.']);
    equal(say('rex', 'At last'), ['said rex: At last']);
    say('rex', '!raise');
    is(why(here), 'Everybody may speak: just do.');
    equal(say('rex', '!lower'), ['refused rex: unexpected-request']);
    equal(say('woody', '!close'), ['announced Raise a hand to speak: send !raise']);
    is(
      talk.told.some(({ fact }) => fact.type === 'failed'),
      false,
    );
  });

  test('has a poll in which everybody has a vote', () => {
    const here = stage('poll.json', { minutes: 1 });
    const { say, talk, visitor } = here;
    visitor('buzz').join('hall');
    equal(say('buzz', '!ask Pizza?'), ['refused buzz: forbidden']);
    say('buzz', '!yes');
    is(why(here), 'You have no vote now.');
    equal(say('woody', '!ask Pizza?'), ['announced Pizza? Send !yes or !no within 1 minutes.']);
    say('woody', '!ask Pasta?');
    is(why(here), 'A poll is open already: end it first.');
    equal(say('buzz', '!yes'), ['replied buzz: You voted yes.']);
    say('buzz', '!no');
    is(why(here), 'You have no vote now.');
    equal(say('woody', '!end'), ['announced Pizza? 1 say yes, 0 say no.', 'poll.decided {"question":"Pizza?","yes":1,"no":0}']);
    equal(talk.wait(60), []);
    say('woody', '!ask Pasta?');
    equal(say('buzz', '!no'), ['replied buzz: You voted no.']);
    equal(talk.wait(60)[1], 'announced Pasta? 0 say yes, 1 say no.');
  });

  test('has a door with a bell', () => {
    const here = stage('doorbell.json');
    const { say, talk, visitor } = here;
    equal(visitor('buzz').join('hall').slice(1), [
      'held buzz: enter by doorbell',
      'advised woody: buzz rings. Send !admit buzz or !dismiss buzz',
    ]);
    say('woody', '!admit rex');
    is(why(here), 'Nobody called rex waits.');
    is(answer(say('woody', '!admit buzz')), 'buzz comes in.');
    equal(talk.inside('hall'), ['woody', 'buzz']);
    for (const who of ['rex', 'jessie', 'bo']) visitor(who).join('hall');
    is(answer(say('woody', '!dismiss rex')), 'rex is sent away.');
    is(why(here), 'Not now.');
    is(answer(say('woody', '!dismiss')), '2 are sent away.');
    is(why(here), 'Nobody comes in now.');
    say('woody', '!dismiss rex');
    is(why(here), 'Nobody called rex waits.');
    visitor('rex').join('hall');
    talk.wait(120);
    is(why(here), 'Nobody opened. Ring again later.');
    equal(talk.inside('hall'), ['woody', 'buzz']);
  });

  test('has quiet hours', () => {
    const night = stage('quiet-hours.json', { hosts: ['DISNEY'], until: 0 }, hours(23) + 58 * 60_000);
    for (const who of ['buzz', 'rex']) night.visitor(who).join('hall');
    equal(night.say('buzz', 'Hello'), ['said buzz: Hello']);
    equal(night.say('rex', 'Hello'), ['held rex: speak by quiet-hours']);
    equal(night.talk.wait(119), []);
    equal(night.talk.wait(1), ['released rex: speak late', 'said rex: Hello']);
    const small = stage('quiet-hours.json', { bytes: 50 }, hours(3));
    small.visitor('rex').join('hall');
    small.say('rex', 'Hello');
    is(why(small), 'It is night: a message may have 50 bytes.');
    equal(small.say('woody', 'Hello'), ['said woody: Hello']);
    const late = stage('quiet-hours.json', {}, hours(6) - 60_000);
    late.visitor('rex').join('hall');
    late.say('rex', 'Hello');
    equal([late.talk.wait(59), late.talk.wait(1).at(-1)], [[], 'said rex: Hello']);
    const day = stage('quiet-hours.json', { bytes: 50 }, hours(12));
    day.visitor('rex').join('hall');
    equal(day.say('rex', 'Hello'), ['said rex: Hello']);
  });

  test('has a rota of greeters, and topics by moderators', () => {
    const here = stage('topic-rota.toml');
    const told = (who: string) => here.visitor(who).join('hall').at(-1);
    equal(
      [told('buzz'), told('rex')],
      ['advised buzz: Welcome, buzz. Jessie shows you around.', 'advised rex: Welcome, rex. Woody shows you around.'],
    );
    here.say('buzz', 'x', 'Toys');
    is(why(here), 'Only moderators of The Hall set its topic.');
    match(here.say('woody', 'x', 'Toys')[0]!, 'said woody');
    equal(here.say('buzz', 'x'), ['said buzz: x']);
  });

  test('has a pause between messages', () => {
    const here = stage('pause.toml', { seconds: 10 });
    const { say, talk, visitor } = here;
    visitor('buzz').join('hall');
    equal(say('buzz', 'a'), ['said buzz: a']);
    say('buzz', 'b');
    is(why(here), 'You may not speak again yet: wait 10 seconds between two messages.');
    talk.wait(9);
    equal(say('buzz', 'b'), ['refused buzz: resource-constraint']);
    talk.wait(1);
    equal(say('buzz', 'b'), ['said buzz: b']);
    equal([say('woody', 'a'), say('woody', 'b')].flat(), ['said woody: a', 'said woody: b']);
    const strict = stage('pause.toml', { newcomers: true });
    strict.visitor('buzz').join('hall');
    equal(strict.say('buzz', 'a'), ['refused buzz: resource-constraint']);
  });
});
