  delegating, // in the thread of the agent that was called
