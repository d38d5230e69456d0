package hearth.bench.network;

/** How a simulated node behaves once everybody has earned trust. */
enum Strategy {
    PC("honest PC", 8, 3),
    PI("honest Pi", 2, 6),
    SPLIT("PC split into 8 ids", 1, 8),
    CRASHING("crashing, 6 % of rounds", 4, 3),
    CLAIMING("Pi that claims double", 4, 3),
    LAZY("lazy: guesses 30 %", 4, 3),
    LIAR("liar: 1 in 200 units", 4, 3),
    COPYING("copies 50 %", 4, 3),
    RING("ring that holds all replicas", 1, 12);

    final String words;
    final int tickets;
    final int nodes;

    Strategy(String words, int tickets, int nodes) {
        this.words = words;
        this.tickets = tickets;
        this.nodes = nodes;
    }

    /** Whether a wrong answer is ever meant. */
    boolean cheats() {
        return this == LAZY || this == LIAR || this == RING;
    }

    /** Part of the assigned work that it computes, for its cost. */
    double computed() {
        return switch (this) {
            case LAZY -> 0.7;
            case COPYING, CLAIMING -> 0.5;
            case CRASHING -> 0.94;
            case PC, PI, SPLIT, LIAR, RING -> 1;
        };
    }
}
