package hearth.workers.risk.load;

/**
 * A row of the graph has lost what it was written with. The graph is of no use any more; the next
 * one to open it moves it aside and begins a new one, which is filled from the chain.
 */
public final class DamagedGraphException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DamagedGraphException(String what) {
        super(what);
    }
}
