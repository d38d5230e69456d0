package hearth.workers.risk.pipeline;

import hearth.workers.risk.load.Batch;
import hearth.workers.risk.load.Cursor;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the second stage hands on, with its place in the order of extraction. */
record Scored(
        long order,
        List<Batch.NewCode> codes,
        List<Batch.Sighting> contracts,
        @Nullable Cursor cursor,
        Extracted.Kind kind) {}
