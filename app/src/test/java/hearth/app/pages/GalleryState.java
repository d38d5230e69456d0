package hearth.app.pages;

import hearth.app.agent.ConnectionState;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.Live;
import hearth.link.wire.Meter;
import hearth.network.chain.Trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A page in a state that somebody may find it in.
 *
 * @param name of the picture
 * @param says what the agent says at a time
 * @param before what else is so before the page is opened
 * @param then what the operator does on it
 * @param now when it is looked at
 */
record GalleryState(
        String name,
        Route route,
        LongFunction<Live> says,
        Consumer<Show> before,
        Consumer<Stroll> then,
        Instant now) {

    @Override
    public String toString() {
        return name;
    }

    private static GalleryState of(String name, Route route, LongFunction<Live> says) {
        return new GalleryState(name, route, says, _ -> {}, _ -> {}, Sample.NOW);
    }

    private static GalleryState of(String name, PageId page, LongFunction<Live> says) {
        return of(name, Route.to(page), says);
    }

    private GalleryState with(Consumer<Show> more) {
        return new GalleryState(name, route, says, before.andThen(more), then, now);
    }

    private GalleryState doing(Consumer<Stroll> more) {
        return new GalleryState(name, route, says, before, then.andThen(more), now);
    }

    private GalleryState later(long seconds) {
        return new GalleryState(name, route, says, before, then, now.plusSeconds(seconds));
    }

    /** All of them, by page. */
    static List<GalleryState> all() {
        List<GalleryState> all = new ArrayList<>();
        firstRun(all);
        machines(all);
        work(all);
        power(all);
        benchmarks(all);
        money(all);
        rest(all);
        return all;
    }

    private static void firstRun(List<GalleryState> all) {
        all.add(of("first-run-1-wallet", PageId.FIRSTRUN, Sample::empty));
        all.add(of("first-run-1-words", PageId.FIRSTRUN, Sample::empty).doing(Stroll::makeWallet));
        all.add(
                of("first-run-1-have", PageId.FIRSTRUN, Sample::empty)
                        .with(show -> show.newcomer.exists = true));
        all.add(
                of("first-run-1-damaged", PageId.FIRSTRUN, Sample::empty)
                        .with(show ->
                                show.newcomer.damage =
                                        "The wallet’s list cannot be read. Put back your copy of"
                                                + " accounts.json, or move the folder away."));
        var there =
                of("first-run-2-machine", PageId.FIRSTRUN, Sample::empty)
                        .with(show -> show.newcomer.exists = true)
                        .doing(stroll -> stroll.press("Continue"));
        all.add(there);
        var share = there.doing(stroll -> stroll.press("Continue"));
        all.add(share.named("first-run-3-share"));
        var join = share.doing(stroll -> stroll.press("Join"));
        all.add(join.with(show -> show.newcomer.held = false).named("first-run-4-failed"));
        all.add(
                share.doing(
                                stroll -> {
                                    stroll.show().newcomer.held = true;
                                    stroll.press("Join");
                                })
                        .named("first-run-4-join"));
        all.add(
                join.with(show ->
                                show.newcomer.joined =
                                        Optional.of(
                                                new JourneyOutcome.Joined(1, "Practice", false)))
                        .named("first-run-4-joined"));
        all.add(
                join.with(show ->
                                show.newcomer.joined =
                                        Optional.of(
                                                new JourneyOutcome.Stopped(
                                                        JourneyStep.MACHINE,
                                                        "BENCH-3",
                                                        "The measurement was not trustworthy: other"
                                                                + " programs used 64 % of the"
                                                                + " processor.")))
                        .named("first-run-4-measuring-failed"));
    }

    private GalleryState named(String other) {
        return new GalleryState(other, route, says, before, then, now);
    }

    private static void machines(List<GalleryState> all) {
        all.add(
                of("overview-busy", PageId.OVERVIEW, EnergySample::metered)
                        .with(energy(EnergySample.energy())));
        all.add(of("overview-newcomer", PageId.OVERVIEW, Sample::newcomer));
        all.add(of("overview-empty", PageId.OVERVIEW, Sample::empty));
        all.add(of("overview-troubled", PageId.OVERVIEW, Sample::troubled));
        all.add(of("overview-stale", PageId.OVERVIEW, Sample::busy).later(42));
        all.add(
                of("agent-unreachable", PageId.OVERVIEW, Sample::busy)
                        .with(show ->
                                show.agent.state.set(
                                        new ConnectionState.Unreachable(
                                                "LINK-4",
                                                "The agent on this PC does not answer.",
                                                Sample.NOW.plusSeconds(8)))));
        all.add(of("machines", PageId.MACHINES, EnergySample::metered));
        all.add(of("machines-troubled", PageId.MACHINES, Sample::troubled));
        all.add(of("machines-stale", PageId.MACHINES, Sample::busy).later(42));
        var machine = new Route(PageId.MACHINE, "local");
        all.add(of("machine", machine, EnergySample::metered));
        all.add(of("machine-unmeasured", machine, Sample::empty));
        all.add(of("machine-troubled", machine, Sample::troubled));
        all.add(of("machine-stale", machine, Sample::busy).later(42));
    }

    private static void work(List<GalleryState> all) {
        all.add(of("slots", PageId.SLOTS, EnergySample::metered));
        all.add(of("slots-empty", PageId.SLOTS, Sample::empty));
        all.add(of("slots-troubled", PageId.SLOTS, Sample::troubled));
        all.add(
                of("slots-change", PageId.SLOTS, Sample::busy)
                        .doing(stroll -> stroll.press("Change what is lent")));
        all.add(of("workers", PageId.WORKERS, EnergySample::metered));
        all.add(of("workers-empty", PageId.WORKERS, Sample::empty));
        all.add(of("workers-troubled", PageId.WORKERS, Sample::troubled));
        var worker = new Route(PageId.WORKER, "contract-risk");
        all.add(of("worker", worker, EnergySample::metered));
        all.add(of("worker-held", worker, EnergySample::held));
        all.add(of("worker-empty", worker, Sample::empty));
        all.add(of("worker-troubled", worker, Sample::troubled));
        var insight = new Route(PageId.INSIGHT, "0x8b88a393");
        all.add(of("insight", insight, Sample::busy));
        all.add(of("insight-error", insight, Sample::busy).with(GalleryState::silent));
    }

    private static void silent(Show show) {
        show.agent.answers = false;
    }

    private static Consumer<Show> energy(EnergyReply reply) {
        return show -> {
            show.agent.energy = reply;
            show.agent.rules = EnergySample.rules();
            show.agent.worth = EnergySample.worth();
        };
    }

    private static void power(List<GalleryState> all) {
        var priced = energy(EnergySample.energy());
        all.add(of("power-none", PageId.POWER, Sample::empty));
        all.add(of("power", PageId.POWER, EnergySample::surplus).with(priced));
        all.add(of("power-held", PageId.POWER, EnergySample::held).with(priced));
        all.add(
                of("power-unpriced", PageId.POWER, EnergySample::silentMeter)
                        .with(energy(EnergySample.unpriced())));
        all.add(of("power-error", PageId.POWER, EnergySample::metered).with(GalleryState::silent));
        all.add(
                of("power-price", PageId.POWER, EnergySample::metered)
                        .with(priced)
                        .doing(stroll -> stroll.press("Tariff")));
        all.add(
                of("power-export", PageId.POWER, EnergySample::metered)
                        .with(priced)
                        .doing(stroll -> stroll.press("Export")));
        all.add(of("worth-none", PageId.WORTH, Sample::empty));
        all.add(of("worth", PageId.WORTH, EnergySample::metered).with(priced));
        all.add(
                of("worth-coins", PageId.WORTH, EnergySample::metered)
                        .with(priced)
                        .with(show -> show.agent.worth = EnergySample.worthInCoins()));
        all.add(of("worth-error", PageId.WORTH, EnergySample::metered).with(GalleryState::silent));
        all.add(of("rules-none", PageId.RULES, Sample::empty));
        all.add(of("rules", PageId.RULES, EnergySample::held).with(priced));
        all.add(of("rules-error", PageId.RULES, EnergySample::metered).with(GalleryState::silent));
        all.add(
                of("rules-new", PageId.RULES, EnergySample::metered)
                        .with(priced)
                        .doing(stroll -> stroll.press("New rule")));
        all.add(
                of("rules-remove", PageId.RULES, EnergySample::metered)
                        .with(priced)
                        .doing(stroll -> stroll.pressNamed("Remove")));
        all.add(of("meter", PageId.METER, Sample::busy));
        all.add(of("meter-preview", PageId.METER, Sample::busy).doing(Stroll::lookAtPort));
        all.add(
                of("meter-damaged", PageId.METER, Sample::busy)
                        .with(show ->
                                show.agent.meter =
                                        Meter.newBuilder()
                                                .setSound(2)
                                                .setDamaged(18)
                                                .setProblem(
                                                        "Most frames arrive damaged: check the"
                                                                + " cable and that the kind is"
                                                                + " right.")
                                                .build())
                        .doing(Stroll::lookAtPort));
        all.add(
                of("meter-error", PageId.METER, Sample::busy)
                        .with(GalleryState::silent)
                        .doing(stroll -> stroll.choose("Shelly")));
    }

    private static void benchmarks(List<GalleryState> all) {
        all.add(of("benchmarks", PageId.BENCHMARKS, Sample::busy));
        all.add(
                of(
                        "benchmarks-running",
                        PageId.BENCHMARKS,
                        at -> {
                            var live = Sample.busy(at).toBuilder();
                            live.getMachineBuilder()
                                    .setBenchRunning(BenchSample.running(at - 420_000));
                            return live.build();
                        }));
        all.add(
                of(
                        "benchmarks-empty",
                        PageId.BENCHMARKS,
                        at -> {
                            var live = Sample.empty(at).toBuilder();
                            live.getMachineBuilder().clearBenchmark();
                            return live.build();
                        }));
        all.add(
                of("benchmarks-untrusted", PageId.BENCHMARKS, Sample::busy)
                        .with(show -> show.agent.trustworthy = false));
        all.add(of("benchmarks-error", PageId.BENCHMARKS, Sample::busy).with(GalleryState::silent));
        all.add(
                of("benchmarks-share", PageId.BENCHMARKS, Sample::busy)
                        .doing(stroll -> stroll.press("Share card")));
    }

    private static void money(List<GalleryState> all) {
        all.add(of("rewards", PageId.REWARDS, EnergySample::metered));
        all.add(of("rewards-empty", PageId.REWARDS, Sample::empty));
        all.add(of("rewards-error", PageId.REWARDS, Sample::busy).with(GalleryState::silent));
        all.add(of("epoch", new Route(PageId.EPOCH, "412"), Sample::busy));
        var claim =
                of("claim", PageId.REWARDS, Sample::busy)
                        .with(show -> show.desk.claimable = true)
                        .doing(Stroll::claim);
        all.add(claim.named("claim-consent"));
        all.add(claim.with(show -> show.desk.claimable = false).named("claim-nothing"));
        all.add(
                claim.doing(
                                stroll -> {
                                    stroll.show().desk.held = true;
                                    stroll.sign();
                                })
                        .named("claim-pending"));
        all.add(claim.doing(Stroll::sign).named("claim-final"));
        all.add(
                claim.with(show -> show.desk.claimed = Optional.of(FakeDesk.paid(false)))
                        .doing(Stroll::sign)
                        .named("claim-not-final"));
        all.add(
                claim.with(show -> show.desk.claimed = Optional.of(FakeDesk.refused()))
                        .doing(Stroll::sign)
                        .named("claim-refused"));
        var wallet = of("wallet", PageId.WALLET, Sample::busy);
        all.add(wallet);
        all.add(
                wallet.with(
                                show -> {
                                    show.desk.open = true;
                                    show.desk.checked = true;
                                })
                        .named("wallet-open"));
        all.add(wallet.with(show -> show.desk.exists = false).named("wallet-none"));
        all.add(
                wallet.with(show ->
                                show.desk.trust =
                                        new Trust.Unverified("only one endpoint was asked"))
                        .named("wallet-unverified"));
        all.add(
                wallet.with(show ->
                                show.desk.problem =
                                        "The endpoint 127.0.0.1:8545 does not answer; nothing was"
                                                + " read from the chain.")
                        .named("wallet-error"));
        all.add(
                wallet.with(show ->
                                show.desk.damage =
                                        "The wallet’s list cannot be read. Put back your copy of"
                                                + " accounts.json, or move the folder away.")
                        .named("wallet-damaged"));
        sending(all, wallet);
        var check = wallet.doing(stroll -> stroll.press("Check the words"));
        all.add(check.named("wallet-words-locked"));
        all.add(check.with(show -> show.desk.open = true).named("wallet-words"));
        all.add(
                check.with(
                                show -> {
                                    show.desk.open = true;
                                    show.desk.sealed = false;
                                })
                        .named("wallet-words-all"));
    }

    private static void sending(List<GalleryState> all, GalleryState wallet) {
        var fresh = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        var send = wallet.doing(stroll -> stroll.press("Send"));
        var filled =
                send.doing(stroll -> {
                    stroll.fill("To", "Mira");
                    stroll.fill("Amount", "12.5");
                });
        all.add(send.named("send"));
        all.add(filled.named("send-filled"));
        all.add(send.doing(stroll -> stroll.fill("To", fresh)).named("send-new"));
        all.add(
                send.doing(
                                stroll -> {
                                    stroll.fill("To", "0x7b7b" + "00".repeat(15) + "7b7b7b");
                                    stroll.fill("Amount", "9999999");
                                })
                        .named("send-lookalike"));
        var consent = filled.doing(stroll -> stroll.press("Continue"));
        all.add(consent.named("send-consent"));
        all.add(
                filled.with(show ->
                                show.desk.sending.refuses =
                                        "The wallet has 3 SUB0, less than 12.5.")
                        .doing(stroll -> stroll.press("Continue"))
                        .named("send-refused"));
        all.add(
                consent.doing(
                                stroll -> {
                                    stroll.show().desk.held = true;
                                    stroll.sign();
                                })
                        .named("send-pending"));
        all.add(consent.doing(Stroll::sign).named("send-final"));
        all.add(wallet.doing(stroll -> stroll.press("Address book")).named("wallet-book"));
        all.add(
                wallet.with(show -> show.desk.sending.book.clear())
                        .doing(stroll -> {
                            stroll.press("Address book");
                            stroll.fill("To", fresh);
                        })
                        .named("wallet-book-new"));
        all.add(wallet.doing(stroll -> stroll.press("Receive")).named("wallet-receive"));
        all.add(wallet.doing(stroll -> stroll.press("Watch an address")).named("wallet-watch"));
        all.add(
                wallet.with(
                                show -> {
                                    show.desk.sending.others.add(FakeSendDesk.COLD);
                                    show.desk.underWay = FakeDesk.everyState();
                                })
                        .named("wallet-accounts"));
        all.add(wallet.with(show -> show.desk.watchedOnly = true).named("wallet-watched"));
        var stuck = wallet.with(show -> show.desk.underWay = List.of(FakeDesk.stuck()));
        all.add(stuck.named("wallet-stuck"));
        var raise = stuck.doing(stroll -> stroll.press("Raise the fee…"));
        all.add(raise.named("raise-consent"));
        all.add(raise.doing(Stroll::sign).named("raise-done"));
    }

    private static void rest(List<GalleryState> all) {
        all.add(of("network", PageId.NETWORK, Sample::busy));
        all.add(of("network-none", PageId.NETWORK, Sample::empty));
        all.add(of("network-away", PageId.NETWORK, Sample::troubled));
        all.add(
                of(
                        "network-wrong-chain",
                        PageId.NETWORK,
                        at -> {
                            var live = Sample.busy(at).toBuilder();
                            live.getNetworkBuilder()
                                    .setState("wrongchain")
                                    .setStateText(
                                            "127.0.0.1:8545 is chain 1, the network is chain 31337."
                                                    + " Nothing is sent.");
                            return live.build();
                        }));
        all.add(of("activity", PageId.ACTIVITY, Sample::busy));
        all.add(of("activity-error", PageId.ACTIVITY, Sample::busy).with(GalleryState::silent));
        all.add(of("settings", PageId.SETTINGS, Sample::busy));
        all.add(
                of("confirm-stop", PageId.SETTINGS, Sample::busy)
                        .doing(stroll -> stroll.section("Machine and agent"))
                        .doing(stroll -> stroll.press("Stop the agent")));
        for (var part : List.of("Machine and agent", "Energy", "Network", "Data", "About")) {
            all.add(
                    of(
                                    "settings-"
                                            + part.toLowerCase(Locale.ROOT).replaceFirst(" .*", ""),
                                    PageId.SETTINGS,
                                    EnergySample::metered)
                            .doing(stroll -> stroll.section(part)));
        }
        all.add(
                of("palette", PageId.OVERVIEW, Sample::busy)
                        .doing(s -> s.show().shell.palette("")));
        all.add(
                of("palette-nothing", PageId.OVERVIEW, Sample::busy)
                        .doing(s -> s.show().shell.palette("xyzzy")));
    }
}
