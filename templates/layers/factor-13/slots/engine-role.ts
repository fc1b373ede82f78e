  prefetch?: Prefetch;
