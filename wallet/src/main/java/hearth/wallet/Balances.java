package hearth.wallet;

import hearth.kernel.Wei;
import hearth.network.chain.Trust;

import java.time.Instant;

/**
 * What an owner has on the settlement chain, as of one block.
 *
 * @param tokens in the wallet
 * @param coins of the chain itself, for fees
 * @param staked in nodes that are live or leaving
 * @param claimed all rewards paid so far
 * @param symbol of the token
 * @param trust why tokens and coins can be believed; stake and claimed are the endpoint's word
 */
public record Balances(
        Wei tokens,
        Wei coins,
        Wei staked,
        Wei claimed,
        String symbol,
        long block,
        Instant at,
        Trust trust) {}
