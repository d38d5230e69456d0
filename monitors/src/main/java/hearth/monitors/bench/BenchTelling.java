package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells a parent process what happens, as lines of words between tabs. */
record BenchTelling(PrintStream out, CountDownLatch stopped) implements BenchProgress {
    @Override
    public void begins(String id, int part, int parts) {
        out.println(String.join("\t", "begins", id, "" + part, "" + parts));
    }

    @Override
    public void ended(BenchLine line, int part, int parts) {
        var words =
                new ArrayList<>(
                        List.of(
                                "line",
                                line.id(),
                                line.unit(),
                                "" + part,
                                "" + parts,
                                busy(line.others())));
        switch (line.figure()) {
            case Reading.Missing<BenchLine.Figure>(Instant _, String why) -> {
                words.add("missing");
                words.add(plain(why));
            }
            case Reading.Measured<BenchLine.Figure> measured -> {
                words.add(measured.value().rule().name());
                measured.value().runs().forEach(run -> words.add(Double.toString(run)));
            }
        }
        out.println(String.join("\t", words));
    }

    @Override
    public void loaded(long seconds, long of, double rate) {
        out.println(String.join("\t", "load", "" + seconds, "" + of, "" + rate));
    }

    @Override
    public boolean cancelled() {
        return stopped.getCount() == 0;
    }

    void condition(String name, String value) {
        out.println(String.join("\t", "condition", plain(name), plain(value)));
    }

    static String busy(Reading<Ratio> load) {
        return load.measured().map(ratio -> Double.toString(ratio.value())).orElse("");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }
}
