/** Code chooses the next step, from what has happened so far. */
export interface Planned<S extends StoredStep = StoredStep> {
  plan(thread: Thread): S;
}

