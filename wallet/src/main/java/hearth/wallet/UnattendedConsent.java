package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.chain.NetworkFile;

import java.math.BigInteger;

/**
 * Answers for {@code --yes} and for steps the operator agreed to as a whole: stakes up to a cap,
 * joins and claims that pay the stored payout address, leaving. Nothing else is signed unattended.
 */
public final class UnattendedConsent implements ConsentPrompt {
    private final Unlocked wallet;
    private final NetworkFile network;
    private final Wei stakeCap;

    /**
     * @param stakeCap the most that an allowance or a stake may be
     */
    public UnattendedConsent(Unlocked wallet, NetworkFile network, Wei stakeCap) {
        this.wallet = wallet;
        this.network = network;
        this.stakeCap = stakeCap;
    }

    @Override
    public Answer ask(Consent consent) {
        Address payout = wallet.account().payout();
        return switch (consent.intent()) {
            case Intent.Approve approve -> capped(approve.amount());
            case Intent.Stake stake -> capped(stakeOf(stake.moreTickets()));
            case Intent.Join join ->
                    join.payout().equals(payout)
                            ? capped(stakeOf(join.tickets()))
                            : elsewhere(join.payout(), payout);
            case Intent.Claim claim ->
                    !claim.owner().equals(wallet.account().address())
                            ? refused("it claims for another owner")
                            : consent.receiver().filter(payout::equals).isPresent()
                                    ? agreed()
                                    : elsewhere(consent.receiver().orElse(Addresses.ZERO), payout);
            case Intent.Leave _ -> agreed();
            case Intent.Withdraw _ -> refused("taking a stake back needs the panel or a terminal");
            case Intent.ReplaceNodeKey _ ->
                    refused("another node key needs the panel or a terminal");
            case Intent.SetPayout _ ->
                    refused("another payout address needs the panel or a terminal");
            case Intent.Transfer _ -> refused("sending coins needs the panel or a terminal");
        };
    }

    private Wei stakeOf(int tickets) {
        return new Wei(network.stakePerTicket().value().multiply(BigInteger.valueOf(tickets)));
    }

    private Answer capped(Wei amount) {
        return amount.compareTo(stakeCap) <= 0
                ? agreed()
                : refused(
                        "the stake of "
                                + CoinText.plain(amount.value())
                                + " is above the limit of "
                                + CoinText.plain(stakeCap.value()));
    }

    private static Answer elsewhere(Address named, Address stored) {
        return refused(
                "it pays "
                        + Addresses.checksummed(named)
                        + ", not your payout address "
                        + Addresses.checksummed(stored));
    }

    private Answer agreed() {
        return new Answer.Agreed(wallet, false);
    }

    private static Answer refused(String reason) {
        return new Answer.Refused("Not signed without being asked: " + reason + ".");
    }
}
