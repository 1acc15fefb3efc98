// Suites that need a real server: run where it is installed, left out loudly where it is not.
import { leaveOut, suite, type Test } from '../suite.ts';
import { haveServer, type ServerName, startServer } from './known-servers.ts';
import type { RealServer, ServerOptions } from './real-server.ts';

export { type ServerName, serverNames } from './known-servers.ts';

/** Starts the server that the suite was given. */
export type Start = (options?: ServerOptions) => Promise<RealServer>;

/** Defines a suite when the server is installed; else says that it is left out, a failure with CI=true. */
export function whenServer(name: ServerName, title: string, define: (test: Test, start: Start) => void): void {
  if (haveServer(name)) suite(title, test => define(test, options => startServer(name, options)));
  else leaveOut(`${title}: ${name} is not installed (Debian: apt-get install ${name})`);
}
