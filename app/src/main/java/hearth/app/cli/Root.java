package hearth.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** The command line's root; without a command the panel opens. */
@Command(
        name = "hearth",
        mixinStandardHelpOptions = true,
        version = "Hearth 0.1.0",
        description =
                "Puts this machine to work in decentralised networks, and shows what it earns.",
        subcommands = {
            PanelCommand.class,
            StatusCommand.class,
            PracticeCommand.class,
            JoinCommand.class,
            LeaveCommand.class,
            ClaimCommand.class,
            NetworkCommand.class,
            WorkersCommand.class,
            RewardsCommand.class,
            WalletCommand.class,
            BenchCommand.class,
            HistoryCommand.class,
            PowerCommand.class,
            EnergyCommand.class,
            TariffCommand.class,
            RulesCommand.class,
            ActivityCommand.class,
            RiskCommand.class,
            MeterCommand.class,
            AgentCommand.class,
            GatekeeperCommand.class
        })
final class Root implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return PlainWindow.open(common.data());
    }
}
