  | { type: "compacted"; hidden: number[] }
