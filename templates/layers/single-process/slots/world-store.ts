    store: files("threads"),
