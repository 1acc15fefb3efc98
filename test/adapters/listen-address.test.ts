import { equal, is, throws } from 'uvu/assert';
import { isLoopback, readListenAddress } from '../../adapters/listen-address.ts';
import { suite } from '../suite.ts';

suite('listen address', test => {
  test('is an address and a port; any port that is free where it is 0', () => {
    equal(readListenAddress('127.0.0.1:9105'), { host: '127.0.0.1', port: 9105 });
    equal(readListenAddress('localhost:0'), { host: 'localhost', port: 0 });
    equal(readListenAddress('[::1]:65535'), { host: '::1', port: 65_535 });
  });

  test('says how it must be written', () => {
    for (const text of ['9105', ':9105', '127.0.0.1', '::1:9105', 'http://127.0.0.1:9105', 'a b:1', '[::1]', 'h:port']) {
      throws(() => readListenAddress(text), /^must be ADDRESS:PORT, such as 127\.0\.0\.1:9105 or \[::1\]:9105, not "/);
    }
    throws(() => readListenAddress('127.0.0.1:65536'), /must have a port from 0 to 65535/);
  });

  test('knows what only this machine reaches', () => {
    const of = (text: string) => isLoopback(readListenAddress(text));
    equal(['127.0.0.1:1', '127.8.8.8:1', 'localhost:1', '[::1]:1'].map(of), [true, true, true, true]);
    is(of('0.0.0.0:1') || of('[::]:1') || of('127.0.0.1.example.org:1'), false);
  });
});
