// Every fault of a written behaviour: where it is, what is wrong, and the fix.
import { equal, is, ok, throws } from 'uvu/assert';
import { writtenBehaviour } from '../../../machines/written/written-behaviour.ts';
import { suite } from '../../suite.ts';
import { bare, faultsOf, request } from './hall.ts';

/** The faults of a behaviour, without the source. */
const faults = (written: object) => faultsOf({ ...bare, ...written }).map(line => line.replace('probe.json: ', ''));
/** The faults of an action on an own request; of a condition, a value and a ruling. */
const ofAction = (action: unknown, more: object = {}) =>
  faults({
    settings: { seconds: { type: 'number', default: 1 }, text: { type: 'text', default: '' } },
    data: { count: 0, text: '', hands: [], open: false },
    own: { count: 0 },
    requests: { go: request('go', { person: 'text' }) },
    on: { go: { do: [action] } },
    ...more,
  }).map(line => line.replace('on.go.do[0]', 'ACTION'));
const ofValue = (value: unknown) => ofAction({ announce: value }).map(line => line.replace('ACTION.announce', 'VALUE'));
const ofCondition = (condition: unknown) =>
  ofAction(undefined, { on: { go: { if: condition } } }).map(line => line.replace('on.go.if', 'IF'));
const ofRuling = (ruling: unknown, phase = 'speak') =>
  faults({ rules: { [phase]: [ruling] } }).map(line => line.replace(`rules.${phase}[0]`, 'RULING'));
const noDue = ['nothing hears “due”, for which “wake” asks: write a transition on it.'];
const no = { condition: 'forbidden', text: 'No.' };

suite('faults of the form of a written behaviour', test => {
  test('are said with the source, and thrown together', () => {
    equal(faultsOf({}), [
      'probe.json: name: this is missing: write a text.',
      'probe.json: about: this is missing: write a text.',
    ]);
    throws(() => writtenBehaviour(5, 'probe.json'), 'probe.json: an object is needed here, not 5.');
    throws(() => writtenBehaviour([], 'probe.json'), 'probe.json: an object is needed here, not a list.');
    throws(() => writtenBehaviour(undefined, 'probe.json'), 'probe.json: this is missing: write an object.');
  });

  test('are names and texts that are none', () => {
    equal(faults({ name: 'Slow Mode' }), [
      'name: this is no name for a behaviour: write small letters and digits, with “-” between words.',
    ]);
    equal(faults({ name: 'a'.repeat(41) }), ['name: this is too long: 40 at most.']);
    equal(faults({ about: '' }), ['about: this is too short: 1 at least.']);
    equal(faults({ about: 7 }), ['about: a text is needed here, not 7.']);
    equal(faults({ data: { 'A b': 1 } }), [
      'data.A b: this is no name: write a small letter, and then letters, digits and “-”, 40 at most.',
    ]);
    equal(faults({ requests: { go: request('Go!') }, on: { go: {} } }), [
      'requests.go.word: this is no word for a message: write small letters, digits and “-”, 40 at most.',
    ]);
  });

  test('are keys that there are not', () => {
    equal(faults({ satates: {} }), ['there is no “satates” here: did you mean states?']);
    equal(faults({ initial: 'a', states: { a: { zoo: 1 } } }), [
      'states.a: there is no “zoo” here: there are about, on, rules, entry, exit, initial, states.',
    ]);
    equal(faults({ rules: { speek: [] } }), ['rules: there is no “speek” here: did you mean speak?']);
    equal(faults({ on: { left: { goto: 'x' } } }), ['on.left: there is no “goto” here: there are to, if, do, about.']);
    equal(faults({ settings: { a: { type: 'number', mni: 1 } } }), ['settings.a: there is no “mni” here: did you mean min?']);
    equal(ofAction({ advise: 'x', too: 'all' }), ['ACTION: there is no “too” here: did you mean to?']);
  });

  test('are actions, conditions, values and rulings that there are not', () => {
    equal(ofAction({ annouce: 'x' }), ['ACTION: there is no “annouce” for an action: did you mean announce?']);
    equal(ofAction({ zzz: 'x' })[0]!.slice(0, 70), 'ACTION: there is no “zzz” for an action: there are set, add, append, d');
    equal(ofAction({}), [
      'ACTION: an action is empty: there are set, add, append, drop, announce, advise, reply, refuse, remove, wake, grant, turn down, tell.',
    ]);
    equal(ofAction('announce'), [
      'ACTION: an action is an object with one of set, add, append, drop, announce, advise, reply, refuse, remove, wake, grant, turn down, tell.',
    ]);
    equal(ofAction({ announce: 'x', reply: 'y' }), [
      'ACTION: an action has one of announce, reply, and not both: write one after the other.',
    ]);
    equal(ofCondition({ alll: [] }), ['IF: there is no “alll” for a condition: did you mean all?']);
    equal(ofCondition(5), [
      'IF: a condition is a text with a name in it, or an object with one of all, any, not, equal, less, more, in, matches, empty, inside, waits, state.',
    ]);
    equal(ofValue({ summ: [1, 2] }), ['VALUE: there is no “summ” for a value: did you mean sum?']);
    equal(ofValue(null), [
      'VALUE: a value is a text, a number, true or false, a list of texts, or an object with one of sum, difference, product, round up, count, item, join, id, nick.',
    ]);
    equal(ofRuling({ forbid: no }), ['RULING: there is no “forbid” for a ruling: there are allow, deny, defer, rewrite.']);
    equal(ofRuling({ if: '{person.moderator}' }), [
      'RULING: there is no “if” for a ruling: there are allow, deny, defer, rewrite.',
    ]);
  });

  test('are shapes inside of those', () => {
    equal(ofCondition({ all: [{ equal: [1] }] }), ['IF.all[0].equal: this is too short: 2 at least.']);
    equal(ofCondition({ equal: [1, 2, 3] }), ['IF.equal: this is too long: 2 at most.']);
    equal(ofCondition({ equal: 'x' }), ['IF.equal: a list of two is needed here, not “x”.']);
    equal(ofCondition({ all: [] }), ['IF.all: this is too short: 1 at least.']);
    equal(ofValue(['a', 5]), ['VALUE[1]: a text is needed here, not 5.']);
    equal(ofValue('x'.repeat(1_001)), ['VALUE: this is too long: 1000 at most.']);
    equal(ofValue(Array.from({ length: 101 }, () => 'x')), ['VALUE: this is too long: 100 at most.']);
    equal(ofAction({ refuse: 'No.' }), ['ACTION.refuse: an object is needed here, not “No.”.']);
    equal(ofAction({ remove: 'everybody' }), ['ACTION.text: this is missing: write a text.']);
    equal(ofAction({ append: { 'data.hands': 'x' }, most: 101 }), ['ACTION.most: this is too large: 100 at most.']);
    equal(
      ofAction({ refuse: { condition: 'forbiden', text: '' } })[0]!.slice(0, 60),
      'ACTION.refuse.condition: “forbiden” is none of bad-request, ',
    );
    equal(ofRuling({ deny: { text: 'No.' } })[0]!.slice(0, 60), 'RULING.deny.condition: this is missing: write one of bad-req');
    equal(ofRuling({ allow: false }), ['RULING.allow: false is none of true.']);
    equal(ofRuling({ defer: { seconds: 1, late: 'deny', text: '' } }), [
      'RULING.defer.late: write “grant”, or how it is refused: {"condition", "text"}.',
    ]);
    equal(ofRuling({ defer: { seconds: 1, late: { condition: 'forbidden' }, text: '' } }), [
      'RULING.defer.late.text: this is missing: write a text.',
    ]);
    equal(faults({ on: { left: [] } }), ['on.left: this is too short: 1 at least.']);
    equal(faults({ on: { left: [{ to: 5 }] } }), ['on.left[0].to: a text is needed here, not 5.']);
    equal(faults({ on: { left: 5 } }), ['on.left: an object is needed here, not 5.']);
    equal(
      faults({ requests: { go: { ...request('go', { a: 'list' }), who: 'all' } } })[0],
      'requests.go.who: “all” is none of anyone, moderator, operator.',
    );
    equal(faults({ requests: { go: request('go', { a: 'lots' }) } }), [
      'requests.go.fields.a: “lots” is none of text, number, integer, boolean.',
    ]);
    equal(faults({ requests: { go: request('go', { a: { type: 'list' } }) } }), [
      'requests.go.fields.a.type: “list” is none of text, number, integer, boolean.',
    ]);
    equal(faults({ settings: { a: { type: 'number', default: {} } } }), [
      'settings.a.default: a text, a number, true or false, or a list of texts is needed here.',
    ]);
    equal(faults({ settings: { a: { type: 'integer', min: 1e16 } } }), [
      'settings.a.min: this is too large: 1000000000000000 at most.',
    ]);
  });

  test('are files that nobody could read', () => {
    let deep: unknown = '{person.moderator}';
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    equal(faults({ on: { left: { if: deep } } }), [
      'objects and lists stand too deep in each other: nobody could read such a chart.',
    ]);
  });
});

suite('faults of the names and sorts in a written behaviour', test => {
  test('are names that stand for nothing', () => {
    equal(ofValue('{data.coutn}'), ['VALUE: there is no {data.coutn} here: did you mean data.count?']);
    equal(ofValue('At {setting.seconds}'), ['VALUE: there is no {setting.seconds} here: did you mean settings.seconds?']);
    equal(ofValue('{request.persn}'), ['VALUE: there is no {request.persn} here: did you mean request.person?']);
    equal(ofValue('{constructor}')[0]!.slice(0, 60), 'VALUE: there is no {constructor} here: there are now, hour, ');
    equal(
      faults({ rules: { speak: [{ deny: { ...no, text: '{request.nick}' } }] } })[0]!.slice(0, 60),
      'rules.speak[0].deny.text: there is no {request.nick} here: d',
    );
    equal(
      faults({ on: { due: { do: [{ announce: '{person.nick}' }, { wake: 1 }] } } })[0]!.slice(0, 60),
      'on.due.do[0].announce: there is no {person.nick} here: there',
    );
    equal(
      faults({ initial: 'a', states: { a: { exit: [{ announce: '{person.nick}' }] } } })[0]!.slice(0, 60),
      'states.a.exit[0].announce: there is no {person.nick} here: t',
    );
  });

  test('are names of the person and of facts, where there is none', () => {
    for (const phase of ['invite', 'configure']) {
      const [fault] = ofRuling({ if: '{person.moderator}', deny: no }, phase);
      is(fault!.slice(0, 46), 'RULING.if: there is no {person.moderator} here');
    }
    const [fault] = faults({ on: { left: { do: [{ announce: '{fact.weather}' }] } } });
    is(fault!.slice(0, 58), 'on.left.do[0].announce: there is no {fact.weather} here: t');
  });

  test('are texts that are not closed, or that are too much', () => {
    equal(ofValue('a { b'), ['VALUE: a “{” is not closed: write “{{” for the sign itself.']);
    equal(ofValue('a } b'), ['VALUE: a “}” closes nothing: write “}}” for the sign itself.']);
    equal(ofValue('{people}'.repeat(21)), ['VALUE: a text may have 20 {names} at most: make two of it.']);
    equal(ofValue('a\u0000'), ['VALUE: the text has characters that XML does not have: leave control characters out.']);
  });

  test('are values of another sort', () => {
    equal(ofValue({ sum: [1, 'two'] }), ['VALUE.sum[1]: this is a text, and a number is needed here.']);
    equal(ofValue({ sum: ['{settings.text}', '{data.hands}'] }), [
      'VALUE.sum[0]: this is a text, and a number is needed here.',
      'VALUE.sum[1]: this is a list, and a number is needed here.',
    ]);
    equal(ofValue({ count: 5 }), ['VALUE.count: this is a number, and a list or a text is needed here.']);
    equal(ofValue({ item: ['{data.text}', 0] }), ['VALUE.item[0]: this is a text, and a list is needed here.']);
    equal(ofValue(['{people}']), ['VALUE[0]: this is a number, and a text is needed here.']);
    equal(ofCondition('{data.count}'), ['IF: this is a number, and yes or no is needed here.']);
    equal(ofCondition('always'), ['IF: this is a text, and yes or no is needed here.']);
    equal(ofCondition({ less: ['{data.text}', 5] }), ['IF.less[0]: this is a text, and a number is needed here.']);
    equal(ofCondition({ equal: ['{data.text}', 5] }), ['IF.equal: text and number are never equal: compare two of one sort.']);
    equal(ofCondition({ equal: ['{data.hands}', 'a'] }), [
      'IF.equal: list and text are never equal: compare two of one sort, or ask whether a text is “in” a list.',
    ]);
    equal(ofCondition({ in: ['a', 'b'] }), ['IF.in[1]: this is a text, and a list is needed here.']);
    equal(ofCondition({ empty: '{people}' }), ['IF.empty: this is a number, and a text or a list is needed here.']);
    equal(ofAction({ wake: 'soon' }), ['ACTION.wake: this is a text, and a number is needed here.', ...noDue]);
    equal(ofRuling({ defer: { seconds: '30', late: 'grant', text: '' } }), [
      'RULING.defer.seconds: this is a text, and a number is needed here.',
    ]);
  });

  test('are real addresses that would be told or kept', () => {
    const text = 'a real address, which may be compared, and neither told nor kept';
    equal(ofValue('{person.address}'), [`VALUE: this is ${text}, and a text or a number or yes or no or a list is needed here.`]);
    equal(ofValue('From {person.host}'), [
      `VALUE: this is ${text}, and a text or a number or yes or no or a list is needed here.`,
    ]);
    equal(ofAction({ set: { 'data.text': '{person.address}' } }), [
      `ACTION.set.data.text: this is ${text}, and a text is needed here.`,
    ]);
    equal(ofValue(['{person.address}']), [`VALUE[0]: this is ${text}, and a text is needed here.`]);
  });

  test('are patterns that people could write', () => {
    equal(ofCondition({ matches: ['{data.text}', '*{data.text}*'] }), [
      'IF.matches[1]: a pattern stands in the file or in the settings: what people write is none.',
    ]);
    equal(ofCondition({ matches: ['{data.text}', ['{request.person}']] }), [
      'IF.matches[1]: a pattern stands in the file or in the settings: what people write is none.',
    ]);
  });

  test('are states and initials that there are not', () => {
    const states = { open: {}, shut: { on: { left: { to: 'open' } } } };
    equal(faults({ initial: 'shut', states, on: { left: { to: 'opne' } } }), [
      'on.left.to: there is no state “opne”: did you mean open?',
    ]);
    equal(faults({ initial: 'shot', states }), ['initial: there is no state “shot” here: did you mean shut?']);
    equal(faults({ initial: 'shut' }), ['initial: there is no state “shut” here: there are none.']);
    equal(faults({ states }), ['this has states: say with “initial” in which it begins, such as open.']);
    equal(faults({ initial: 'shut', states: { ...states, shut: { ...states.shut, initial: 'a', states: { b: {} } } } }), [
      'states.shut.initial: there is no state “a” here: did you mean b?',
    ]);
    equal(ofCondition({ state: 'open' }), ['IF.state: there is no state “open”: there are none.']);
    equal(faults({ on: { left: { to: 'open' } } }), ['on.left.to: there is no state “open”: there are none.']);
    equal(faults({ initial: 'open', states }), [
      'states.shut: nothing leads to this state: name it in the “to” of a transition, or leave it out.',
    ]);
    equal(faults({ initial: 'a', states: { a: { initial: 'b', states: { b: {}, c: { initial: 'd', states: { d: {} } } } } } }), [
      'states.a.states.c: nothing leads to this state: name it in the “to” of a transition, or leave it out.',
      'states.a.states.c.states.d: nothing leads to this state: name it in the “to” of a transition, or leave it out.',
    ]);
  });

  test('are things that are never heard or told', () => {
    equal(faults({ on: { sayd: {} } }), ['on.sayd: nothing of this name is ever heard: did you mean said?']);
    equal(faults({ on: { 'probe.given': {} } })[0]!.slice(0, 60), 'on.probe.given: nothing of this name is ever heard: there ar');
    equal(faults({ requests: { said: request('said') }, on: { said: {} } }), [
      'requests.said: a fact has this name: give the request another.',
    ]);
    equal(faults({ requests: { go: request('go') } }), [
      'requests.go: nothing hears this: write a transition on “go”, or leave it out.',
    ]);
    equal(faults({ facts: { given: {} } }), ['facts.given: probe never tells this: write {"tell": "given"}, or leave it out.']);
    equal(faults({ on: { due: {} } }), ['“due” never comes: ask for it with {"wake": SECONDS}, or leave its transitions out.']);
    equal(ofAction({ wake: 5 }), noDue);
  });

  test('are things that are not kept', () => {
    equal(ofAction({ set: { 'data.cuont': 1 } }), [
      'ACTION.set.data.cuont: nothing is kept by this name: did you mean data.count?',
    ]);
    equal(
      ofAction({ set: { 'settings.seconds': 1 } })[0]!.slice(0, 60),
      'ACTION.set.settings.seconds: nothing is kept by this name: t',
    );
    equal(ofAction({ set: { count: 1 } }), ['ACTION.set.count: nothing is kept by this name: did you mean data.count?']);
    equal(ofAction({ set: { 'data.count': 'x' } }), ['ACTION.set.data.count: this is a text, and a number is needed here.']);
    equal(ofAction({ add: { 'data.text': 1 } }), [
      'ACTION.add.data.text: what is kept here is a text, and must be a number for this.',
    ]);
    equal(ofAction({ append: { 'data.open': 'x' } }), [
      'ACTION.append.data.open: what is kept here is true or false, and must be a list for this.',
    ]);
    equal(ofAction({ drop: { 'data.hands': 5 } }), ['ACTION.drop.data.hands: this is a number, and a text is needed here.']);
    equal(ofAction({ set: { 'data.count': 1 }, of: 'everybody' }), [
      'ACTION.of: nothing here is somebody’s own: leave “of” out, or name “own.NAME”.',
    ]);
    equal(faults({ data: { a: '{people}' } }), [
      'data.a: what is kept begins with something of the file or of the settings: nothing else is known then.',
    ]);
    equal(faults({ own: { a: '{data.a}' } })[0]!.slice(0, 40), 'own.a: there is no {data.a} here: there ');
  });

  test('are people and holds that nobody means', () => {
    equal(ofAction({ advise: 'x', to: 'moderator' }), ['ACTION.to: nobody is meant by “moderator”: did you mean moderators?']);
    equal(ofAction({ remove: 'buzz', text: '' }), [
      'ACTION.remove: nobody is meant by “buzz”: write person, moderators, everybody, or a text with a name such as {request.person}.',
    ]);
    equal(ofAction({ grant: 'everybody' }), [
      'ACTION.grant: nobody is meant by “everybody”: write oldest, all, person, or a text with a name such as {request.person}.',
    ]);
    equal(ofAction({ remove: '{people}', text: '' }), ['ACTION.remove: this is a number, and a text is needed here.']);
    const own = { own: { count: 0 }, on: { released: { do: [{ add: { 'own.count': 1 } }] } } };
    equal(faults(own), ['on.released.do[0].add: nobody in particular is meant here: name somebody else than “person”.']);
    equal(faults({ requests: { go: { ...request('go'), who: 'operator' } }, on: { go: { do: [{ advise: 'x' }] } } }), [
      'on.go.do[0].advise: nobody in particular is meant here: name somebody else than “person”.',
    ]);
  });

  test('are answers where nobody asks', () => {
    const text = 'there is nobody to answer here: only transitions on an own request have this.';
    equal(faults({ on: { said: { do: [{ reply: 'x' }, { refuse: no }] } } }), [
      `on.said.do[0].reply: ${text}`,
      `on.said.do[1].refuse: ${text}`,
    ]);
    equal(faults({ initial: 'a', states: { a: { entry: [{ reply: 'x' }] } } }), [`states.a.entry[0].reply: ${text}`]);
  });

  test('are facts that are told otherwise than they are written', () => {
    const facts = { facts: { given: { to: 'text', count: 'number' } } };
    const told = (fields?: object, tell = 'given') => ofAction({ tell, ...(fields ? { fields } : {}) }, facts);
    equal(told({ to: 'x', count: 1 }), ['fine']);
    equal(told({ to: 'x' }), ['ACTION.fields: the field “count” of given is missing: say what it is.']);
    equal(told({ to: 5, count: 1 }), ['ACTION.fields.to: this is a number, and a text is needed here.']);
    equal(told({ to: 'x', count: 1, cuont: 2 }), [
      'ACTION.fields.cuont: the fact given has no field of this name: did you mean count?',
    ]);
    equal(
      told({ to: 'x' }, 'givn')[0],
      'ACTION.tell: there is no fact “givn” among those of this behaviour: did you mean given?',
    );
  });

  test('are rulings that a phase cannot have', () => {
    equal(ofRuling({ defer: { seconds: 1, late: 'grant', text: '' } }, 'appear'), [
      'RULING.defer: nothing can be held in the phase appear, only in create, enter, rename, speak, topic, browse: deny it, or allow it.',
    ]);
    equal(ofRuling({ rewrite: { subject: 'x' } }), ['RULING.rewrite.subject: only body can be written anew here.']);
    equal(ofRuling({ rewrite: { other: 'x' } }, 'topic'), [
      'RULING.rewrite.other: only subject and body can be written anew here.',
    ]);
    equal(ofRuling({ rewrite: { body: 'x' } }, 'browse'), [
      'RULING.rewrite.body: nothing can be written anew in the phase browse: deny it, or allow it.',
    ]);
  });

  test('are settings and fields whose bounds do not fit', () => {
    const setting = (form: object) => faults({ settings: { a: form } });
    equal(setting({ type: 'number', min: 5, max: 1 }), ['settings.a: “min” (5) is more than “max” (1): change one of them.']);
    equal(setting({ type: 'boolean', min: 5 }), ['settings.a: true or false has no “min” and no “max”: leave them out.']);
    equal(setting({ type: 'number', default: 5, max: 1 }), [
      'settings.a.default: this does not fit: Too big: expected number to be <=1.',
    ]);
    equal(setting({ type: 'text', default: 5 }), [
      'settings.a.default: this does not fit: Invalid input: expected string, received number.',
    ]);
    ok(setting({ type: 'text', default: '\u0000' })[0]!.includes('XML does not have'));
    equal(faults({ requests: { go: request('go', { a: { type: 'number', default: 'x' } }) }, on: { go: {} } }), [
      'requests.go.fields.a.default: this does not fit: Invalid input: expected number, received string.',
    ]);
  });

  test('are none in what is right', () => {
    is(
      faults({ $schema: '../behaviour.schema.json', on: { 'other.fact': { do: [{ announce: '{fact.anything}' }] } } })[0],
      'fine',
    );
  });
});
