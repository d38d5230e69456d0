package hearth.slots;

/** Runs programs in slots of one kind. */
public interface SlotRuntime {
    /** The kind. */
    SlotKind kind();

    /**
     * Starts a program in a slot. Blocks shortly.
     *
     * @throws SlotFailedException when it cannot be started
     */
    RunningSlot start(SlotSpec spec, SlotProgram program) throws SlotFailedException;
}
