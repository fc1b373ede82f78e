  return sqlite(env.DATABASE_URL || "data/threads.db", env.SQLITE_SYNC || "normal");
