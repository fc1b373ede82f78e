  prefetchFirst, // what is always needed is there before the first step
