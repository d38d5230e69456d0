package hearth.kernel;

import java.util.function.Consumer;

/**
 * Work that stands beside other work and must not take it along when it has a bug: one sensor among
 * many, one meter's thread, one series of the history. Whatever it throws unchecked ends here and
 * is handed over, to be logged and told where its figure is missing. An {@link Error} goes on.
 */
public final class Contained {
    private Contained() {}

    /**
     * Does the work.
     *
     * @param told gets the bug, if there is one; must not throw
     */
    public static void run(Runnable work, Consumer<? super RuntimeException> told) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            told.accept(bug);
        }
    }
}
