/** One agent called by another: the child is a thread of its own, with a small context of its own. */
export interface Call {
  agent: string;
  message: string;
  child: string;
}

