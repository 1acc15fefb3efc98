// Where a configuration has rooms recorded: the folder is relative to whoever names it.
import { isTable } from './config-layers.ts';

/** The table `record` with the whole path of its folder; as it is where it is no such table. */
export function recordWithWholePath<T>(record: T, whole: (path: string) => string): T {
  const dir = isTable(record) ? record.dir : undefined;
  return typeof dir === 'string' && dir !== '' ? { ...record, dir: whole(dir) } : record;
}
