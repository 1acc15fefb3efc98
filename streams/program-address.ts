// Addresses of people for whom a program speaks: in our own domain, with a mark before the name. Nobody else can have one:
// servers let nobody send from our domain, no room may be called so, and what is sent to one or from one is not passed on.

/** What stands before the name. */
export const programMark = '~';

/** Whether a part before the @ is that of somebody for whom a program speaks. */
export function isProgramLocal(local: string): boolean {
  return local.startsWith(programMark);
}
