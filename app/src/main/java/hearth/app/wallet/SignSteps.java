package hearth.app.wallet;

import hearth.app.ui.Numbers;
import hearth.app.ui.StepList;
import hearth.app.ui.StepList.Stage;
import hearth.app.ui.StepList.Step;
import hearth.app.ui.Texts;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowEvent;

import java.util.List;

/** How far a signed transaction is: signed, sent, in a block, final. Not tied to a scene. */
final class SignSteps {
    private static final Texts TEXTS = Texts.of(SignSteps.class);
    private final Stage[] stages = {Stage.RUNNING, Stage.TO_COME, Stage.TO_COME, Stage.TO_COME};
    private final String[] details = {"", "", "", ""};
    private final String signing;

    /**
     * @param signing what is done before it is sent, in words
     */
    SignSteps(String signing) {
        this.signing = signing;
    }

    /** Takes what the flow told. */
    void take(FlowEvent event) {
        switch (event) {
            case FlowEvent.Sent sent -> {
                reach(1);
                details[1] = Numbers.middle(sent.transaction().hex());
            }
            case FlowEvent.Moved moved -> {
                switch (moved.state()) {
                    case TransactionState.Included included -> {
                        reach(3);
                        details[2] =
                                TEXTS.get(
                                        "step.block", Numbers.whole(included.inclusion().block()));
                    }
                    case TransactionState.Final done -> {
                        reach(4);
                        details[2] =
                                TEXTS.get("step.block", Numbers.whole(done.inclusion().block()));
                    }
                    case TransactionState.Pending _ -> reach(2);
                    case TransactionState.Reverted _, TransactionState.Replaced _ -> {}
                }
            }
            case FlowEvent.Checked checked -> {
                if (!checked.trust().verified()) {
                    details[2] = TEXTS.get("step.unverified", details[2]);
                }
            }
            case FlowEvent.Started _, FlowEvent.Skipped _, FlowEvent.Done _ -> {}
        }
    }

    /** Takes how it ended. */
    void end(SignDialog.Ending ending) {
        switch (ending) {
            case SignDialog.Ending.Done done -> {
                reach(done.isFinal() ? 4 : 3);
                details[2] = TEXTS.get("step.block", Numbers.whole(done.block()));
                if (!done.isFinal()) {
                    stages[3] = Stage.TO_COME;
                    details[3] = TEXTS.get("step.notfinal");
                }
            }
            case SignDialog.Ending.Sent _ -> {
                reach(2);
                stages[2] = Stage.TO_COME;
            }
            case SignDialog.Ending.UnderWay _ -> {}
            case SignDialog.Ending.Stopped stopped -> fail(stopped.problem().sentence());
        }
    }

    /** The step that runs failed. */
    void fail(String sentence) {
        for (int i = 0; i < stages.length; i++) {
            if (stages[i] == Stage.RUNNING) {
                stages[i] = Stage.FAILED;
                details[i] = sentence;
                return;
            }
        }
    }

    private void reach(int step) {
        for (int i = 0; i < stages.length; i++) {
            stages[i] = i < step ? Stage.DONE : i == step ? Stage.RUNNING : stages[i];
        }
    }

    /** The lines of the list. */
    List<StepList.Step> steps() {
        return List.of(
                new Step(stages[0], signing, details[0], ""),
                new Step(stages[1], TEXTS.get("step.sent"), details[1], ""),
                new Step(stages[2], TEXTS.get("step.included"), details[2], ""),
                new Step(stages[3], TEXTS.get("step.final"), details[3], ""));
    }
}
