// Tells when a file was saved. Editors write in place, or put another file where the old one was: the folder is watched,
// and what happens within a moment is told once. It reads nothing.
import { type FSWatcher, realpathSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface WatchOptions {
  /** Told when a folder cannot be watched any more: the words follow its name. */
  readonly onFailure?: (folder: string, error: Error) => void;
  /** Milliseconds without another change, after which a file counts as saved. */
  readonly quiet?: number;
}

/**
 * @param paths whole paths of files, which need not be there
 * @param onSave given the path as it was named; it may have been saved, removed, or not changed at all
 * @returns what ends it
 */
export function watchFiles(paths: readonly string[], onSave: (path: string) => void, options: WatchOptions = {}): () => void {
  const { quiet = 80, onFailure = () => {} } = options;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const watchers: FSWatcher[] = [];
  const places = new Map<string, Map<string, string>>();
  // a link may be put elsewhere, and what it leads to may be written
  for (const path of paths) for (const place of new Set([path, wholePath(path)])) note(place, path);

  function note(place: string, path: string): void {
    const folder = dirname(place);
    const known = places.get(folder) ?? new Map<string, string>();
    places.set(folder, known.set(basename(place), path));
  }

  function changed(path: string): void {
    clearTimeout(timers.get(path));
    timers.set(
      path,
      setTimeout(() => {
        timers.delete(path);
        onSave(path);
      }, quiet),
    );
  }

  for (const [folder, names] of places) {
    try {
      const watcher = watch(folder, (_, name) => {
        // some systems do not say which
        const meant = name === null ? [...names.values()] : [names.get(basename(String(name)))];
        for (const path of meant) if (path !== undefined) changed(path);
      });
      watcher.on('error', error => onFailure(folder, error));
      watchers.push(watcher);
    } catch (error) {
      onFailure(folder, error as Error);
    }
  }
  return () => {
    for (const watcher of watchers) watcher.close();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function wholePath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // it is not there, or not yet
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
