  prefetched: boolean;
