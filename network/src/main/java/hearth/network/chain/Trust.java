package hearth.network.chain;

/** Why a figure of a chain can be believed, or why it cannot. */
public sealed interface Trust {
    /**
     * Proven under a block that several endpoints name.
     *
     * @param endpoints how many, at least two
     */
    record Agreed(long block, int endpoints) implements Trust {}

    /** Proven under a block of a node that runs on this very computer. */
    record OwnNode(long block) implements Trust {}

    /**
     * Somebody says so.
     *
     * @param why it could not be checked, as a part of a sentence
     */
    record Unverified(String why) implements Trust {}

    /** Whether it was checked against more than one stranger's word. */
    default boolean verified() {
        return switch (this) {
            case Agreed _, OwnNode _ -> true;
            case Unverified _ -> false;
        };
    }

    /** For people: a part of a sentence. */
    default String words() {
        return switch (this) {
            case Agreed(long block, int endpoints) ->
                    "proven under block " + block + ", which " + endpoints + " endpoints name";
            case OwnNode(long block) -> "proven under block " + block + " of this computer's node";
            case Unverified(String why) -> "unverified: " + why;
        };
    }

    /** The weaker of two. */
    default Trust and(Trust other) {
        return verified() ? other : this;
    }
}
