// The names of the files of recordings: the room's name as every file system takes it, and when it began. The older is the
// one that stands first among those of a room.

/** Letters of a room's name that are written as they are; of others the bytes, as in a URL. */
const plain = /^[\w.+-]$/u;
/** Most file systems take names of 255 bytes. */
const longest = 150;

/** @param more tells files of the same moment apart */
export function fileName(room: string, at: number, more = 1): string {
  const stamp = new Date(at).toISOString().replaceAll(/[-:]/gu, '');
  return `${safe(room)}~${stamp}${more > 1 ? `-${more}` : ''}.jsonl`;
}

/** The room in its safe form, and what tells files of it apart in order; undefined where it is no recording's name. */
export function readFileName(name: string): { readonly room: string; readonly at: string } | undefined {
  const [, room, stamp, more = '1'] = /^([\w.+%-]+)~(\d{8}T\d{6}\.\d{3}Z)(?:-(\d+))?\.jsonl$/u.exec(name) ?? [];
  return room === undefined ? undefined : { room, at: `${stamp}-${more.padStart(6, '0')}` };
}

function safe(room: string): string {
  let written = '';
  for (const letter of room) {
    const isFirst = written === '';
    // no hidden file, and no option of a command
    const isPlain = plain.test(letter) && !(isFirst && (letter === '.' || letter === '-'));
    const next = isPlain ? letter : [...new TextEncoder().encode(letter)].map(hex).join('');
    if (written.length + next.length > longest) return `${written}%`;
    written += next;
  }
  return written;
}

function hex(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
