package hearth.network.gatekeeper;

import hearth.kernel.Address;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The other gatekeepers, asked all at once; who is slow or silent is not waited for. */
public final class Colleagues {
    private final List<Colleague> all;
    private final Executor io;

    /**
     * @param io for blocking calls
     */
    public Colleagues(List<Colleague> all, Executor io) {
        this.all = List.copyOf(all);
        this.io = io;
    }

    /** Something that is asked of each. */
    @FunctionalInterface
    interface Ask<T> {
        T of(Colleague one) throws NotAgreedException, InterruptedException;
    }

    /** Something that each is told. */
    @FunctionalInterface
    interface Tell {
        void to(Colleague one) throws NotAgreedException, InterruptedException;
    }

    /**
     * What came.
     *
     * @param reasons of those who gave no answer, with their addresses
     * @param early those of them for whom it was too early
     */
    record Came<T>(List<T> answers, List<String> reasons, Set<Address> early) {}

    /** An answer, or why there is none. */
    private sealed interface Said<T> {
        record Answer<T>(T value) implements Said<T> {}

        record Reason<T>(Address who, String sentence, boolean early) implements Said<T> {}
    }

    /** All of them. */
    Set<Address> addresses() {
        return all.stream().map(Colleague::address).collect(Collectors.toUnmodifiableSet());
    }

    /** Asks each and waits until what came is enough, or everybody has said something. */
    <T> Came<T> ask(Ask<T> ask, Predicate<List<T>> enough) throws InterruptedException {
        return ask(addresses(), ask, enough);
    }

    /** Asks some of them, in the same way. */
    <T> Came<T> ask(Set<Address> whom, Ask<T> ask, Predicate<List<T>> enough)
            throws InterruptedException {
        var some = all.stream().filter(one -> whom.contains(one.address())).toList();
        var said = new LinkedBlockingQueue<Said<T>>();
        for (var one : some) {
            io.execute(() -> {
                Said<T> answer =
                        new Said.Reason<>(one.address(), one.address() + " failed.", false);
                try {
                    answer = new Said.Answer<>(ask.of(one));
                } catch (NotAgreedException e) {
                    answer =
                            new Said.Reason<>(
                                    one.address(),
                                    one.address().hex().substring(0, 8) + ": " + e.sentence(),
                                    e.early());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    said.add(answer);
                }
            });
        }
        var answers = new ArrayList<T>();
        var reasons = new ArrayList<String>();
        var early = new HashSet<Address>();
        for (int i = 0; i < some.size() && !enough.test(answers); i++) {
            switch (said.take()) {
                case Said.Answer<T>(T value) -> answers.add(value);
                case Said.Reason<T>(Address who, String sentence, boolean soon) -> {
                    reasons.add(sentence);
                    if (soon) {
                        early.add(who);
                    }
                }
            }
        }
        return new Came<>(answers, reasons, early);
    }

    /** Tells each and waits for nobody. */
    void tell(Tell tell) {
        for (var one : all) {
            io.execute(() -> {
                try {
                    tell.to(one);
                } catch (NotAgreedException e) {
                    // it hears of it again, or from another: a list by the next, a finding at the
                    // end
                    LoggerFactory.getLogger(Colleagues.class)
                            .debug("{}: {}", one.address(), e.sentence());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
