    store: sqlite(
      env.DATABASE_URL || "data/threads.db",
      env.SQLITE_SYNC === "full" ? "full" : "normal",
    ),
