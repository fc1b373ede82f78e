  | { do: "prefetch" }
