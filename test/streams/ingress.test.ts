// The operator that turns stanzas into requests: in marbles what comes when, in tables what is refused and why.
import { type Element, parse } from 'ltx';
import { TestScheduler } from 'rxjs/testing';
import { equal, is, ok } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import type { Refused, ServiceRequest } from '../../machines/request.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { parseAddress } from '../../streams/address.ts';
import type { Dialect, Hearing } from '../../streams/dialect.ts';
import { askerOf } from '../../streams/hear-traffic.ts';
import { type IngressOptions, ingress } from '../../streams/ingress.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const settings = ServiceSettings.parse({ domain: 'rooms.disney', limits: { stanzaBytes: 10_000 } });
const no = refuse('conflict', 'No.');

/** A dialect that hears what has its name as a body, refuses what says `no`, and knows nothing else. */
function dialectOf(name: string, hearings: Hearing[] = []): Dialect {
  return {
    name,
    hear(stanza, hearing) {
      hearings.push(hearing);
      const said = String(stanza.payload[0]?.children[0] ?? '');
      if (said === 'no') return no;
      if (said === 'broken') throw new Error('a fault of ours');
      if (said !== name && said !== 'any') return undefined;
      return { type: 'browse service', ...askerOf(stanza, name) };
    },
    say: {},
    sayOfService: {},
  };
}

function optionsOf(more: Partial<IngressOptions> = {}): IngressOptions {
  let count = 0;
  return {
    settings,
    dialects: [dialectOf('one'), dialectOf('two')],
    stayOf: () => undefined,
    parse: parseAddress,
    stamp: () => ({ at: 1000 + ++count, fresh: `fresh-${count}` }),
    report: throwIt,
    ...more,
  };
}

function throwIt(error: unknown): never {
  throw error;
}

const element = (xml: string) => parse(xml) as Element as XmlElement;
const said = (body: string, attrs = '') =>
  element(`<message from='woody@disney/home' to='rooms.disney' ${attrs}><body>${body}</body></message>`);
const values = {
  a: said('one'),
  n: said('nothing'),
  b: said('broken'),
  p: element(`<presence from='woody@disney/home' to='rooms.disney'/>`),
};

function marbles(run: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void): void {
  new TestScheduler((actual, expected) => equal(actual, expected)).run(run);
}

/** The name of the dialect that heard it, or why it was refused. */
function shown(request: ServiceRequest): string {
  return request.type === 'refused' ? request.refusal.condition : (request as { dialect: string }).dialect;
}

/** What comes of one stanza. */
function heard(stanza: XmlElement | string, more: Partial<IngressOptions> = {}): ServiceRequest[] {
  const requests: ServiceRequest[] = [];
  marbles(({ cold }) => {
    cold('s', { s: typeof stanza === 'string' ? element(stanza) : stanza })
      .pipe(ingress(optionsOf(more)))
      .subscribe(request => requests.push(request));
  });
  return requests;
}

function ofMarbles(source: string, expected: string, subscription: string, unsubscription?: string, error?: unknown): void {
  marbles(({ cold, expectObservable, expectSubscriptions }) => {
    const stanzas = cold(source, values, error);
    const requests = stanzas.pipe(ingress(optionsOf({ report: () => {} })));
    expectObservable(requests, unsubscription).toBe(
      expected,
      { a: requestOf(1), b: requestOf(2), c: requestOf(3), r: refusalOf(2) },
      error,
    );
    expectSubscriptions(stanzas.subscriptions).toBe(subscription);
  });
}

function requestOf(count: number): unknown {
  const receipt = { kind: 'message', sentTo: 'rooms.disney' };
  const asker = { from: 'woody@disney/home', bare: 'woody@disney', host: 'disney', dialect: 'one', receipt };
  return { type: 'browse service', ...asker, at: 1000 + count, fresh: `fresh-${count}` };
}

function refusalOf(count: number): unknown {
  const refusal = refuse('service-unavailable', 'This is not done here.');
  return { ...(requestOf(count) as object), type: 'refused', dialect: '', refusal };
}

suite('ingress, in marbles', test => {
  test('turns each stanza into a request, at once and in order', () => {
    ofMarbles('-a-(na)-|', '-a-(rc)-|', '^-------!');
  });

  test('drops what is nobody’s affair, and gives it no time and no chance', () => {
    ofMarbles('-a-p-a-|', '-a---b-|', '^------!');
  });

  test('goes on after a stanza that could not be heard for a fault of ours', () => {
    ofMarbles('-b-a-|', '---a-|', '^----!');
  });

  test('is empty where nothing comes', () => {
    ofMarbles('|', '|', '(^!)');
    ofMarbles('---', '---', '^--');
  });

  test('passes an error of the source on', () => {
    ofMarbles('-a-#', '-a-#', '^--!', undefined, new Error('the link is broken'));
    ofMarbles('#', '#', '(^!)', undefined, 'early');
  });

  test('completes when the source does', () => {
    ofMarbles('-p---|', '-----|', '^----!');
  });

  test('lets go of the source when nobody listens any more', () => {
    ofMarbles('-a-a-a-', '-a-b--', '^----!', '-----!');
  });
});

suite('ingress', test => {
  test('reports what could not be heard for a fault of ours, and does nothing else', () => {
    const reports: unknown[] = [];
    const stanza = said('broken');
    equal(heard(stanza, { report: (error, of) => reports.push([(error as Error).message, of === stanza]) }), []);
    equal(reports, [['a fault of ours', true]]);
  });

  test('asks the dialects in their order, until one hears', () => {
    is(shown(heard(said('any'))[0]!), 'one');
    is(shown(heard(said('two'))[0]!), 'two');
  });

  test('asks the dialect first in which somebody stays', () => {
    const message = `<message from='woody@disney/home' to='grp@rooms.disney'><body>any</body></message>`;
    is(shown(heard(message, { stayOf: () => ({ dialect: 'two', inside: true }) })[0]!), 'two');
    is(shown(heard(message, { stayOf: () => ({ dialect: 'one', inside: true }) })[0]!), 'one');
    is(shown(heard(message, { stayOf: () => ({ dialect: 'three', inside: true }) })[0]!), 'one');
  });

  test('tells a dialect the room and the stay, and neither for the service', () => {
    const hearings: Hearing[] = [];
    const asked: string[] = [];
    const more: Partial<IngressOptions> = {
      dialects: [dialectOf('one', hearings)],
      stayOf(room, real) {
        asked.push(`${room} ${real}`);
        return { dialect: 'one', inside: false };
      },
    };
    heard(`<message from='Woody@Disney/home' to='GRP@rooms.disney/dude'><body>one</body></message>`, more);
    heard(said('one'), more);
    equal(asked, ['grp@rooms.disney woody@disney/home']);
    equal(hearings, [
      { room: 'grp@rooms.disney', stay: { dialect: 'one', inside: false }, settings },
      { room: undefined, stay: undefined, settings },
    ]);
  });

  test('refuses what a dialect refuses', () => {
    const [request] = heard(said('no', `id='7'`)) as [Refused];
    equal(request, {
      type: 'refused',
      from: 'woody@disney/home',
      bare: 'woody@disney',
      host: 'disney',
      dialect: '',
      receipt: { kind: 'message', sentTo: 'rooms.disney', id: '7' },
      refusal: no,
      at: 1001,
      fresh: 'fresh-1',
    } as unknown as Refused);
  });

  test('refuses an iq or a message that nobody hears, and is silent about presence', () => {
    const to = `from='woody@disney/home' to='grp@rooms.disney'`;
    for (const type of ['get', 'set'])
      is(shown(heard(`<iq type='${type}' id='1' ${to}><q xmlns='urn:q'/></iq>`)[0]!), 'service-unavailable');
    is(shown(heard(`<message ${to}><body>what?</body></message>`)[0]!), 'service-unavailable');
    for (const type of ['', `type='probe'`, `type='subscribe'`, `type='unavailable'`])
      equal(heard(`<presence ${type} ${to}/>`), []);
  });

  test('never answers an error or a result', () => {
    const to = `from='woody@disney/home' to='grp@rooms.disney'`;
    const answers = [
      ...['iq', 'message', 'presence'].map(kind => `<${kind} type='error' id='1' ${to}/>`),
      `<iq type='result' id='1' ${to}/>`,
      `<iq type='result' ${to}><a/><b/></iq>`,
      `<iq type='error' id='1' ${to}><p:x/></iq>`,
      `<message type='error' to='a b@rooms.disney' from='woody@disney'/>`,
      `<iq type='result' id='1' ${to}><q>${'x'.repeat(20_000)}</q></iq>`,
    ];
    for (const answer of answers) equal(heard(answer, { refusedBy: () => 'size' }), [], answer);
  });

  test('has dialects hear errors and results', () => {
    const [request] = heard(`<message type='error' from='a@b' to='rooms.disney'><body>one</body></message>`);
    is(request?.type, 'browse service');
  });
});

suite('ingress refuses a stanza', test => {
  const conditionOf = (stanza: string, more?: Partial<IngressOptions>) => {
    const requests = heard(stanza, more) as Refused[];
    is(requests.length, 1, stanza);
    is(requests[0]!.type, 'refused', stanza);
    ok(requests[0]!.refusal.text.length > 10);
    return requests[0]!.refusal.condition;
  };
  const to = `from='woody@disney/home' to='grp@rooms.disney'`;

  test('that cannot be read', () => {
    is(conditionOf(`<message from='woody@disney' to='a b@rooms.disney'/>`), 'jid-malformed');
    is(conditionOf(`<message ${to}><p:x/></message>`), 'bad-request');
  });

  test('that the parser did not read to its end', () => {
    is(conditionOf(`<message ${to}><body>one</body></message>`, { refusedBy: () => 'size' }), 'not-acceptable');
    is(heard(`<message ${to}><body>one</body></message>`, { refusedBy: () => undefined })[0]!.type, 'browse service');
  });

  test('that is an iq without a type that there is, without an id, or without exactly one element', () => {
    is(conditionOf(`<iq id='1' ${to}><q/></iq>`), 'bad-request');
    is(conditionOf(`<iq type='put' id='1' ${to}><q/></iq>`), 'bad-request');
    is(conditionOf(`<iq type='get' ${to}><q/></iq>`), 'bad-request');
    is(conditionOf(`<iq type='get' id='1' ${to}/>`), 'bad-request');
    is(conditionOf(`<iq type='set' id='1' ${to}><a/><b/></iq>`), 'bad-request');
  });

  test('that is a presence of a type that there is not', () => {
    is(conditionOf(`<presence type='available' ${to}/>`), 'bad-request');
    const [request] = heard(`<presence type='${'x'.repeat(500)}' ${to}/>`) as [Refused];
    ok(request.refusal.text.length < 100, 'and is not quoted at length');
  });

  test('that is larger than it may be, in bytes', () => {
    const message = (text: string) => `<message ${to}><body>one</body><x>${text}</x></message>`;
    const around = '<body>one</body><x></x>'.length;
    is(conditionOf(message('x'.repeat(10_001 - around))), 'not-acceptable');
    is(conditionOf(message('é'.repeat(5_001 - around / 2))), 'not-acceptable');
    is(heard(message('x'.repeat(10_000 - around)))[0]!.type, 'browse service');
  });
});
