package hearth.bench.training;

/**
 * How a forest is grown.
 *
 * @param trees trees of each repetition
 * @param repetitions forests with different seeds whose mean is taken
 * @param depth questions on a path
 * @param rate how much of each tree is believed
 * @param featureShare share of the features that a tree may ask
 * @param rowShare share of the rows that a tree sees
 * @param ridge what is added to every leaf's weight
 * @param leafWeight least weight of a leaf
 * @param instructions whether shares of single instructions may be asked
 */
record Recipe(
        int trees,
        int repetitions,
        int depth,
        double rate,
        double featureShare,
        double rowShare,
        double ridge,
        double leafWeight,
        boolean instructions) {
    Recipe {
        if (trees < 1 || repetitions < 1 || depth < 1 || depth > 8) {
            throw new IllegalArgumentException(
                    "recipe: " + trees + " " + repetitions + " " + depth);
        }
    }
}
