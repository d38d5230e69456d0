package hearth.workers.risk.model;

import static hearth.workers.risk.model.AbstractStack.taint;
import static hearth.workers.risk.model.AbstractStack.value;

/** Whom a function calls, and what it pays to whom. */
final class Payments {
    private final Notes notes;

    Payments(Notes notes) {
        this.notes = notes;
    }

    void call(long to, long amount, int position) {
        if (Taint.exact(taint(amount)) && value(amount) == 0) {
            notes.note(Trait.CALLS_OUT, position);
        } else {
            notes.note(Trait.PAYS, position);
            amount(taint(amount), position);
            receiver(taint(to), position);
        }
    }

    private void amount(int taint, int position) {
        notes.noteIf(taint, Taint.BALANCE, Trait.PAYS_FROM_BALANCE, position);
        notes.noteIf(taint, Taint.SCALAR, Trait.PAYS_AMOUNT_SCALAR, position);
        notes.noteIf(taint, Taint.MAPPED, Trait.PAYS_AMOUNT_MAPPED, position);
        notes.noteIf(taint, Taint.SENT, Trait.PAYS_AMOUNT_SENT, position);
        notes.noteIf(taint, Taint.MUL, Trait.PAYS_AMOUNT_SCALED, position);
        notes.noteIf(taint, Taint.CONST, Trait.PAYS_AMOUNT_CONSTANT, position);
    }

    private void receiver(int taint, int position) {
        if ((taint & Taint.CALLER) != 0) {
            notes.note(Trait.PAYS_CALLER, position);
        } else if ((taint & Taint.MAPPED) != 0) {
            notes.note(Trait.PAYS_LISTED, position);
        } else if ((taint & Taint.SCALAR) != 0) {
            notes.note(Trait.PAYS_STORED, position);
        } else if ((taint & Taint.ARGUMENT) != 0) {
            notes.note(Trait.PAYS_ARGUMENT, position);
        } else if ((taint & Taint.CONST) != 0) {
            notes.note(Trait.PAYS_CONSTANT, position);
        }
    }
}
