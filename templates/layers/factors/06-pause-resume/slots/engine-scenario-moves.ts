  sleeping, // the clock jumps over it
