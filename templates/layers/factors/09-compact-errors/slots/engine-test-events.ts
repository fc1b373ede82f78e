  fc.record({ type: fc.constant("compacted"), hidden: fc.array(fc.nat(12), { maxLength: 3 }) }),
