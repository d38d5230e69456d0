package hearth.workers.risk.model;

import java.util.Arrays;

/** The facts of one code, and the function where each was first seen. */
final class FactSink {
    private static final int COUNT = CodeFact.values().length;

    private final int[] values = new int[COUNT];
    private final int[] offsets = new int[COUNT];

    void clear() {
        Arrays.fill(values, 0);
        Arrays.fill(offsets, -1);
    }

    void set(CodeFact fact, int value) {
        values[fact.index()] = value;
    }

    int get(CodeFact fact) {
        return values[fact.index()];
    }

    void countIf(boolean seen, CodeFact fact, FunctionFacts function) {
        if (seen && values[fact.index()]++ == 0) {
            offsets[fact.index()] = function.entry;
        }
    }

    /** Entry of the first function with the fact, or -1. */
    int offset(CodeFact fact) {
        return offsets[fact.index()];
    }

    void copyTo(int[] features, int at) {
        System.arraycopy(values, 0, features, at, COUNT);
    }
}
