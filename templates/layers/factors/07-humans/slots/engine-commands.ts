  | { do: "contact_human"; question: Question }
