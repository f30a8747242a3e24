using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Fills table <c>score</c> for metrics and ratings that are stored: payloads may be damaged, and ids are hashes. Part of migration 7, where the partitions
/// themselves are.
/// </summary>
internal static class EarlierScores
{
    private const int Batch = 1_000;

    private const string Conversations = """
        SELECT conversation, day FROM #.conversation AS c
        WHERE conversation > $1 AND day >= $3 AND day < $4 AND (EXISTS (SELECT 1 FROM #.fact AS f WHERE f.conversation = c.conversation AND f.day = c.day AND f.kind = 2)
            OR EXISTS (SELECT 1 FROM #.feedback AS f WHERE f.conversation = c.conversation AND f.day = c.day AND f.rating IS NOT NULL))
        ORDER BY conversation LIMIT $2
        """;

    // In the order of the log, of which the last or the first value stands.
    private const string Metrics = """
        SELECT f.conversation, f.day, f.writer, f.sequence, f.payload, f.id, f.scope, f.kind, f.time, f.checksum, pii.ref IS NOT NULL
        FROM #.fact AS f LEFT JOIN #.pii ON pii.conversation = f.conversation AND pii.day = f.day AND pii.kind = 3 AND pii.ref = f.no
        WHERE f.conversation = ANY($1) AND f.day = ANY($2) AND f.kind = 2 ORDER BY f.conversation, f.writer, f.sequence, f.no
        """;

    private const string Ratings = """
        SELECT conversation, day, turn_id, source, rating, created FROM #.feedback WHERE conversation = ANY($1) AND day = ANY($2) AND rating IS NOT NULL
        ORDER BY conversation, no
        """;

    /// <summary>Fills a partition whose own tables are on this server, in the transaction of the migration.</summary>
    public static async ValueTask FillAsync(Session session, DaySpan days, CancellationToken cancellationToken)
    {
        for (long last = 0; ;)
        {
            var found = await session.ListAsync(
                Conversations, [last, Batch, days.First, days.Ends], static row => (Number: row.Int64(0), Day: row.Int32(1)), cancellationToken)
                .ConfigureAwait(false);
            if (found.Count == 0)
            {
                return;
            }

            object[] these = [found.ConvertAll(static one => one.Number).ToArray(), found.Select(static one => one.Day).Distinct().ToArray()];
            var standing = new Dictionary<(long Conversation, int Day, Guid Id), ScoreRow>();
            foreach (var (conversation, day, row) in await session.ListAsync(Metrics, these, Metric, cancellationToken).ConfigureAwait(false))
            {
                if (row is not null && (!standing.TryGetValue((conversation, day, row.Id), out var kept) || row.Replaces(kept.Created)))
                {
                    standing[(conversation, day, row.Id)] = row;
                }
            }

            foreach (var (conversation, day, rating) in await session.ListAsync(Ratings, these, Rating, cancellationToken).ConfigureAwait(false))
            {
                foreach (var row in ScoreRow.Of(rating))
                {
                    standing[(conversation, day, row.Id)] = row;
                }
            }

            await PutAsync(session, standing, cancellationToken).ConfigureAwait(false);
            last = found[^1].Number;
        }
    }

    // Null where it is damaged: nothing of that is used, and a reader finds the damage.
    private static (long Conversation, int Day, ScoreRow? Row) Metric(Row row)
    {
        long checksum = RowChecksums.ChecksumOf(
            row.Guid(5), row.Int64(2), row.Int64(3), row.Int64(6), row.Int64(7), row.Int64(8), row.Bytes(4), hasPersonal: row.Flag(10));
        return (row.Int64(0), row.Int32(1), checksum == row.Int64(9) && FactPayload.ReadMetric(row.Bytes(4)) is { } metric
            ? ScoreRow.OfMetric(metric with { Sequence = row.Int64(3) }, row.Int64(2)) : null);
    }

    private static (long Conversation, int Day, FeedbackRecord Rating) Rating(Row row) => (row.Int64(0), row.Int32(1), new FeedbackRecord
    {
        ConversationId = "",
        TurnId = row.Text(2),
        Source = (FeedbackSource)row.Int64(3),
        Rating = (FeedbackRating)row.Int64(4),
        CreatedAt = row.Time(5),
    });

    private static async ValueTask PutAsync(
        Session session, Dictionary<(long Conversation, int Day, Guid Id), ScoreRow> standing, CancellationToken cancellationToken)
    {
        var rows = new BulkRows(
            "score", "conversation bigint", "day bigint", "no bigint", "id uuid", "kind bigint", "name bytea", "number double precision", "category bytea",
            "created bigint", "removed boolean", "checksum bigint");
        foreach (var conversation in standing.GroupBy(static row => (row.Key.Conversation, row.Key.Day)))
        {
            int number = 0;
            foreach (var row in conversation.Select(static row => row.Value))
            {
                rows.Add(conversation.Key.Conversation, conversation.Key.Day, ++number, row.Id, (long)row.Kind, row.Name, row.Number, row.Category, row.Created,
                    row.IsRemoved, 0L);
            }
        }

        await rows.InsertAsync(session, cancellationToken).ConfigureAwait(false);
    }
}
