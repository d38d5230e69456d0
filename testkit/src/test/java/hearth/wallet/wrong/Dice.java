package hearth.wallet.wrong;

import java.util.Random;

/** Draws what it must not from where it must not. */
public final class Dice {
    private final Random random = new Random(1);

    int roll() {
        return random.nextInt(6);
    }
}
