const call = fc.record({ agent: name, message: text, child: fc.constantFrom("a.1", "a.2") });
