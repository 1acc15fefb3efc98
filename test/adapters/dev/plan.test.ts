// From the flags of `confab dev` to what it does.
import { equal, is, match } from 'uvu/assert';
import type { ConfigError } from '../../../adapters/config.ts';
import { devPlan } from '../../../adapters/dev/plan.ts';
import { suite } from '../../suite.ts';
import { capture } from '../capture.ts';
import { temporaryFolder } from '../folder.ts';
import { thrownBy } from '../thrown.ts';

const folder = temporaryFolder();
const planOf = (flags: Record<string, string[] | string> = {}, env: Record<string, string> = {}) => {
  const values = Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, [value].flat()]));
  return devPlan({ ...capture({ RUNTIME_DIRECTORY: folder.path, ...env }).io, values });
};
const faultOf = (flags: Record<string, string[] | string>) => thrownBy(() => planOf(flags)).message;

suite('dev: plan', test => {
  test('needs no flag at all', () => {
    const { config, ...plan } = planOf();
    equal(plan, {
      listen: { host: '127.0.0.1', port: 7350 },
      files: [],
      host: 'localhost',
      websocket: undefined,
      tokens: { page: folder.at('dev.token'), admin: folder.at('dev-admin.token') },
    });
    equal([config.domain, config.control], ['rooms.localhost', folder.at('rooms.localhost.sock')]);
  });

  test('has its people at the domain above that of a configuration, and leaves its server alone', () => {
    const file = folder.write(
      'confab.toml',
      'server = "chat.example.org"\ndomain = "rooms.example.org"\nsecretFile = "nowhere"\n',
    );
    const { config, host, websocket } = planOf({ config: file });
    equal([config.domain, host, websocket], ['rooms.example.org', 'example.org', undefined]);
    is(planOf({}, { CONFAB_CONFIG: file }).host, 'example.org');
    is(planOf({}, { CONFAB_DOMAIN: 'rooms.example.net' }).host, 'example.net');
  });

  test('keeps two of them apart that have different ports', () => {
    const control = (port: string) => planOf({ port }).config.control;
    equal([control('7350'), control('7351')], [folder.at('rooms.localhost.sock'), folder.at('rooms.localhost-7351.sock')]);
    match(control('0'), new RegExp(`-${process.pid}\\.sock$`));
    is(planOf({ port: '7351', control: '/tmp/c.sock' }).config.control, '/tmp/c.sock');
  });

  test('listens at loopback addresses alone', () => {
    const listen = (address: string) => planOf({ listen: address }).listen.host;
    equal(['::1', '[::1]', '127.0.0.9', 'localhost'].map(listen), ['::1', '::1', '127.0.0.9', '127.0.0.1']);
    match(faultOf({ listen: '0.0.0.0' }), /no loopback address.*use 127\.0\.0\.1 or ::1.*confab serve/);
    match(faultOf({ listen: '[::]' }), /no loopback address/);
    match(faultOf({ port: '70000' }), /from 0 to 65535/);
    match(faultOf({ port: 'http' }), /--port must be a number/);
    match(faultOf({ port: '65536' }), /--port must be a number from 0 to 65535/);
  });

  test('goes to the WebSocket that a real server has by custom, or to the one that is named', () => {
    const real = { server: '127.0.0.1:5347', domain: 'rooms.example.org', secret: 'x' };
    is(planOf(real).websocket, 'ws://127.0.0.1:5280/xmpp-websocket');
    is(planOf({ ...real, server: '[::1]:5347' }).websocket, 'ws://[::1]:5280/xmpp-websocket');
    is(planOf({ ...real, websocket: 'wss://example.org/ws' }).websocket, 'wss://example.org/ws');
    equal([planOf({ ...real, host: 'people.example' }).host, planOf(real).host], ['people.example', 'example.org']);
    match(faultOf({ ...real, websocket: 'http://example.org/ws' }), /--websocket must be the URL/);
    const error = thrownBy(() => planOf({ server: '127.0.0.1' }));
    match((error as ConfigError).problems.join(), /domain.*secretFile: is missing|secretFile/);
  });

  test('says what does not fit', () => {
    for (const name of ['websocket', 'host', 'secret', 'secret-file']) match(faultOf({ [name]: 'x' }), /is for a real server/);
    match(faultOf({ domain: 'rooms' }), /no domain above it.*rooms\.rooms/);
    match(faultOf({ config: folder.at('none.toml') }), /none\.toml/);
  });

  test('keeps the words where it is told to', () => {
    const { page, admin } = planOf({ 'token-file': '/tmp/words/page.token' }).tokens;
    equal([page, admin], ['/tmp/words/page.token', '/tmp/words/page-admin.token']);
  });
});
