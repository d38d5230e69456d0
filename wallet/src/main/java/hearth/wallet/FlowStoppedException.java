package hearth.wallet;

/** Carries a problem to the flow's end; never leaves the package. */
final class FlowStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FlowProblem problem;

    FlowStoppedException(FlowProblem.Kind kind, String sentence) {
        super(sentence);
        this.problem = new FlowProblem(kind, sentence);
    }

    FlowProblem problem() {
        return problem;
    }
}
