  fc.record({ type: fc.constant("tool_started"), intent: name, key }),
