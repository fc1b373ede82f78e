  human, // the answer of a person who is asked
