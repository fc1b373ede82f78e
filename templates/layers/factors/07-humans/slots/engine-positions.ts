  | ({ at: "waiting"; request: HumanRequest } & Partial<Held>)
