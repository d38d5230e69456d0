package hearth.app.cli;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.TariffReply;
import hearth.link.wire.TariffRequest;

import java.io.PrintWriter;
import java.time.Instant;

/** A question about the tariff, or a change of it. */
abstract class TariffQuestion extends WholeAnswer<TariffReply> {
    /** The change, or nothing but the question. */
    abstract TariffRequest.Builder request() throws CommandFailedException;

    @Override
    final PanelMessage.Builder question() throws CommandFailedException {
        return PanelMessage.newBuilder().setTariff(request());
    }

    @Override
    final TariffReply whole(AgentMessage reply) {
        return reply.getTariff();
    }

    @Override
    final void words(PrintWriter out, TariffReply reply) {
        out.println(
                "price     "
                        + (reply.hasPriceMicros()
                                ? Words.money(reply.getPriceMicros(), reply.getCurrency(), 3)
                                        + " a kWh now"
                                : reply.getPriceMissing()));
        if (reply.getSeriesPoints() > 0) {
            out.println(
                    "series    "
                            + reply.getSeriesPoints()
                            + " prices, until "
                            + Instant.ofEpochMilli(reply.getSeriesUntil()));
        }
        if (!reply.getFetchProblem().isEmpty()) {
            out.println("source    " + reply.getFetchProblem());
        }
        out.println(
                "idle      borne by "
                        + (reply.getIdleRule().equals("workers") ? "its workers" : "you")
                        + ", "
                        + (reply.getIdleWatts().isEmpty()
                                ? "learned"
                                : reply.getIdleWatts() + " W set by you"));
        out.println(
                "coin      "
                        + switch (reply.getCoin()) {
                            case "fixed" -> reply.getCoinPrice() + " by you";
                            case "series" -> "by your source";
                            default -> "no market price";
                        });
        if (reply.getImported() > 0) {
            out.println(reply.getImported() + " prices were new.");
        }
        if (!reply.getToml().isEmpty()) {
            out.println();
            out.print(reply.getToml());
        }
    }
}
