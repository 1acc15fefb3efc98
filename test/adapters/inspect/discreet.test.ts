// What an inspector does not show: words that people said, real addresses and, whatever the deployer lets be seen, secrets.
import { equal, is, match, ok } from 'uvu/assert';
import { z } from 'zod';
import { Discreet, lengthOf } from '../../../adapters/inspect/discreet.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { suite } from '../../suite.ts';
import { domain, lookedInto } from './looked-into.ts';

const nothing = { texts: false, addresses: false };

/** A conversation with words, addresses and a secret in all places. */
function talked(shows: { readonly texts: boolean; readonly addresses: boolean }) {
  const scene = lookedInto({ limits: { ring: 50 } }, { shows });
  const { engine, enters, says, take, watch, leaves } = scene;
  enters('woody', 'hall', 'Cowboy');
  const { events } = watch();
  enters('buzz', 'hall', 'Ranger');
  says('woody', 'infinity, buzz@toys/home, buzz%40toys and beyond');
  take(
    `<message type="groupchat" from="woody@toys/home" to="hall@${domain}"><subject>infinity</subject><x xmlns="urn:x" a="infinity" jid="zurg@toys">infinity</x></message>`,
  );
  take(`<message type="chat" from="buzz@toys/home" to="hall@${domain}/Cowboy"><body>infinity</body></message>`);
  take(`<presence from="buzz@toys/home" to="hall@${domain}/Ranger"><status>infinity</status></presence>`);
  engine.configure('hall', 'secret', { word: 'sesame' }, 'root@toys');
  says('woody', 'the word is sesame: infinity');
  take(
    `<iq type="set" id="1" from="jessie@toys/home" to="hall@${domain}"><query xmlns="jabber:iq:conference"><nick>Jessie</nick><secret>sesame</secret></query></iq>`,
  );
  take(`<presence from="zurg@toys/home" to="hall@${domain}/Zurg"/>`);
  take(`<message type="groupchat" from="zurg@toys/home" to="hall@${domain}"><body>infinity</body></message>`);
  leaves('buzz');
  scene.clock.pass(5_000);
  const { lens } = scene;
  const all = [events, lens.room('hall'), lens.past('hall'), lens.why('hall'), lens.rooms({}), lens.service()];
  engine.stop();
  return { ...scene, events, text: JSON.stringify(all) };
}

suite('what an inspector shows', test => {
  test('is neither text nor address, where nothing is allowed', () => {
    const { text, failures } = talked(nothing);
    equal(failures, []);
    for (const secret of ['infinity', 'beyond', '@toys', '%40toys', 'sesame', 'zurg@', 'woody', 'jessie'])
      is(text.includes(secret), false, secret);
    // but who goes by which nick, and how long something was
    for (const shown of ['Cowboy', 'Ranger', '(8 bytes)', '…8 characters']) ok(text.includes(shown), shown);
  });

  test('is no text, where only addresses are allowed', () => {
    const { text } = talked({ texts: false, addresses: true });
    for (const secret of ['infinity', 'beyond', 'sesame']) is(text.includes(secret), false, secret);
    match(text, /zurg@toys\/home/);
  });

  test('is no real address, where only texts are allowed', () => {
    const { text } = talked({ texts: true, addresses: false });
    for (const secret of ['@toys', '%40toys', 'sesame', 'woody']) is(text.includes(secret), false, secret);
    match(text, /infinity/);
  });

  test('is never a secret', () => {
    const { text } = talked({ texts: true, addresses: true });
    is(text.includes('sesame'), false);
    match(text, /the word is \(hidden\)/);
    match(text, /buzz@toys\/home, buzz%40toys and beyond/);
  });

  test('is no free text of settings, nor what was thrown, where texts are not shown: numbers and words of the program are', () => {
    const jumpy = behaviour({
      name: 'jumpy',
      about: 'Fails, and quotes what it was told.',
      settings: z.strictObject({
        mood: z.enum(['calm', 'wild']).default('wild'),
        times: z.int().default(3),
        text: z.string().default('infinity'),
        backend: z.strictObject({ url: z.string(), pin: z.int().meta({ secret: true }) }).default({ url: 'beyond', pin: 4711 }),
      }),
      rules: {
        speak(_, { content }) {
          throw new Error(`what is ${content.body}?`);
        },
      },
    });
    const kinds = [kind({ name: 'jumpy', about: 'Fails.', listed: true }, [jumpy])];
    const settings = (shows: { readonly texts: boolean; readonly addresses: boolean }) => {
      const { lens, engine, enters, says, failures } = lookedInto({ rooms: [{ name: 'hall', kind: 'jumpy' }] }, { shows, kinds });
      enters('woody');
      says('woody', 'infinity');
      const text = JSON.stringify([lens.why('hall'), lens.past('hall'), engine.room('hall')]);
      is(text.includes('4711'), false);
      ok(failures.length <= 1);
      const shown = { text: JSON.stringify(lens.why('hall')), settings: lens.room('hall')!.behaviours[0]!.settings };
      engine.stop();
      return shown;
    };
    const backend = { url: '…6 characters', pin: '(hidden)' };
    const hidden = settings(nothing);
    equal(hidden.settings, { mood: 'wild', times: 3, text: '…8 characters', backend });
    match(hidden.text, /failed in jumpy: .* \(the log says why\)/);
    const open = settings({ texts: true, addresses: false });
    equal(open.settings, { mood: 'wild', times: 3, text: 'infinity', backend: { url: 'beyond', pin: '(hidden)' } });
    match(open.text, /what is infinity\?/);
  });

  test('is no address that somebody chose as a nick', () => {
    const { lens, enters, says, watch, engine } = lookedInto(
      { limits: { ring: 5 } },
      { shows: { texts: true, addresses: false } },
    );
    enters('woody', 'hall', 'Cowboy');
    const { events } = watch();
    enters('sid', 'hall', 'woody@toys');
    says('sid', 'x');
    for (const told of [events, lens.room('hall'), lens.past('hall'), lens.why('hall')])
      is(JSON.stringify(told).includes('@toys'), false);
    engine.stop();
  });

  test('what is not shown cannot be searched for', () => {
    const { lens, enters, take, engine } = lookedInto({}, { shows: nothing });
    enters('woody');
    take(`<message type="groupchat" from="woody@toys/home" to="hall@${domain}"><subject>infinity</subject></message>`);
    is(lens.rooms({ search: 'infinity' }).matching, 0);
    is(lens.rooms({ search: 'hal' }).matching, 1);
    engine.stop();
  });

  test('the same one has the same pseudonym, and the addresses of rooms stay', () => {
    const discreet = new Discreet(nothing, domain);
    const names = discreet.wording(real => (real === 'woody@toys/home' ? 'Cowboy' : undefined));
    is(names.address('woody@toys/home'), 'Cowboy');
    is(names.address(`hall@${domain}/Cowboy`), `hall@${domain}/Cowboy`);
    is(names.address('zurg@toys/x'), names.address('zurg@toys/x'));
    is(names.address('toys').includes('toys'), false);
    // behind the address of a room another may stand
    is(names.text(`see hall@${domain}/woody@toys/home`).includes('woody'), false);
    is(names.text('see woody＠toys').includes('woody'), false);
    is(names.text(`see hall@${domain}`), `see hall@${domain}`);
  });

  test('lengths are in characters', () => {
    equal([lengthOf('a'), lengthOf('héllo 👋')], ['…1 character', '…7 characters']);
  });
});
