// The room of a web page, as programs and operators find it.
import { equal, is, throws } from 'uvu/assert';
import { answerControl } from '../../adapters/control-commands.ts';
import { makeEngine } from '../../adapters/engine.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';
import { fakeContext } from './fake-service.ts';

function withEngine(act: (engine: ReturnType<typeof makeEngine>) => Promise<void> | void) {
  return async () => {
    const patterns = [{ names: '*=2f*', kind: 'url' }];
    const engine = makeEngine({ domain: 'd', create: 'anyone', patterns }, {});
    try {
      await act(engine);
    } finally {
      engine.stop();
    }
  };
}

const href = 'HTTPS://Example.org:443/News#top';
const name = 'example.org=2f=4eews';
const enters = { name: 'presence', attrs: { from: 'woody@x/r', to: `${name}@d/Woody` }, children: [] } as unknown as XmlElement;

suite('the room of a page', test => {
  test(
    'is found by its URL, whether it is there or not',
    withEngine(engine => {
      const found = { jid: `${name}@d`, name, fields: { href: 'https://example.org/News' } };
      equal(engine.lead('page', 'url', { href }), { ...found, stands: false });
      engine.take(enters);
      equal(engine.lead('page', 'url', { href }), { ...found, stands: true });
    }),
  );

  test(
    'is not found where there is none, which is said',
    withEngine(engine => {
      throws(() => engine.lead('page', 'url', { href: 'x' }), /not the URL of a page/);
      throws(() => engine.lead('page', 'by-isbn', {}), /not done here/);
      throws(() => engine.lead('page', 'url', null as never), /fields must be an object/);
    }),
  );

  test(
    'is shown to operators by its URL',
    withEngine(async engine => {
      const context = { ...fakeContext(), engine } as never;
      const ask = async (room: string) => {
        const answer = await answerControl(JSON.stringify({ command: 'room', room }), context);
        return answer.ok ? (answer.result as { jid: string }).jid : answer.error;
      };
      is(await ask(href), `There is no room ${href}: \`confab rooms\` lists those that there are.`);
      engine.take(enters);
      is(await ask(href), `${name}@d`);
      is(await ask(`https://example.org/News?utm_source=${'x'.repeat(2_000)}`), `${name}@d`);
      is(await ask(name), `${name}@d`);
      is(await ask('https://a b/'), 'This is not the URL of a page: write it whole, such as https://example.org/news.');
    }),
  );
});
