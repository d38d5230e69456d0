package hearth.workers.risk.model;

/** The top of the machine's stack, each entry a taint and a value; what lies below is unknown. */
final class AbstractStack {
    static final int DEPTH = 64;
    private static final int DROPPED = 16;

    final int[] taints = new int[DEPTH];
    final int[] values = new int[DEPTH];
    int size;

    /** What {@link #pop} took. */
    int taint;

    int value;

    void push(int newTaint, int newValue) {
        if (size == DEPTH) {
            System.arraycopy(taints, DROPPED, taints, 0, DEPTH - DROPPED);
            System.arraycopy(values, DROPPED, values, 0, DEPTH - DROPPED);
            size -= DROPPED;
        }
        taints[size] = newTaint;
        values[size++] = newValue;
    }

    void pop() {
        if (size > 0) {
            size--;
            taint = taints[size];
            value = values[size];
        } else {
            taint = 0;
            value = -1;
        }
    }

    void drop(int count) {
        size = Math.max(0, size - count);
    }

    void duplicate(int depth) {
        int from = size - depth;
        if (from >= 0) {
            push(taints[from], values[from]);
        } else {
            push(0, -1);
        }
    }

    void swap(int depth) {
        int low = size - 1 - depth;
        if (low < 0) {
            low = deepen(-low);
        }
        int top = size - 1;
        if (low < 0 || top < 0) {
            return;
        }
        int heldTaint = taints[low];
        int heldValue = values[low];
        taints[low] = taints[top];
        values[low] = values[top];
        taints[top] = heldTaint;
        values[top] = heldValue;
    }

    private int deepen(int missing) {
        int room = Math.min(missing, DEPTH - size);
        System.arraycopy(taints, 0, taints, room, size);
        System.arraycopy(values, 0, values, room, size);
        for (int i = 0; i < room; i++) {
            taints[i] = 0;
            values[i] = -1;
        }
        size += room;
        return room - missing;
    }

    void save(int[] toTaints, int[] toValues, int at) {
        System.arraycopy(taints, 0, toTaints, at, size);
        System.arraycopy(values, 0, toValues, at, size);
    }

    void load(int[] fromTaints, int[] fromValues, int at, int count) {
        System.arraycopy(fromTaints, at, taints, 0, count);
        System.arraycopy(fromValues, at, values, 0, count);
        size = count;
    }
}
