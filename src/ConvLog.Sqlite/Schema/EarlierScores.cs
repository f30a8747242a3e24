using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Fills table <c>score</c> for metrics and ratings that are stored: payloads may be damaged, and ids are hashes. Part of migration 7.
/// </summary>
internal static class EarlierScores
{
    // In the order of the log, of which the last or the first value stands.
    private const string Metrics = """
        SELECT conversation, writer, sequence, payload, id, scope, kind, time, checksum, EXISTS (SELECT 1 FROM pii WHERE pii.kind = 3 AND pii.ref = fact.no)
        FROM fact WHERE kind = 2 ORDER BY conversation, writer, sequence, no
        """;

    private const string Ratings = "SELECT conversation, turn_id, source, rating, created FROM feedback WHERE rating IS NOT NULL";

    /// <summary>Fills it, in the transaction of the migration.</summary>
    public static void Fill(Session session)
    {
        using var metrics = session.Prepare(Metrics);
        var standing = new Dictionary<Guid, ScoreRow>();
        long conversation = 0;
        while (metrics.Step())
        {
            if (metrics.Int64(0) != conversation)
            {
                PutAll(session, conversation, standing);
                conversation = metrics.Int64(0);
            }

            if (Metric(metrics) is { } row && (!standing.TryGetValue(row.Id, out var kept) || row.Replaces(kept.Created)))
            {
                standing[row.Id] = row;
            }
        }

        PutAll(session, conversation, standing);
        FillRatings(session);
    }

    // Null where it is damaged: nothing of that is used, and a reader finds the damage.
    private static ScoreRow? Metric(Statement row)
    {
        long checksum = RowChecksums.ChecksumOf(
            row.Guid(4), row.Int64(1), row.Int64(2), row.Int64(5), row.Int64(6), row.Int64(7), row.Bytes(3), hasPersonal: row.Int64(9) != 0);
        return checksum == row.Int64(8) && FactPayload.ReadMetric(row.Bytes(3)) is { } metric
            ? ScoreRow.OfMetric(metric with { Sequence = row.Int64(2) }, row.Int64(1)) : null;
    }

    private static void FillRatings(Session session)
    {
        using var ratings = session.Prepare(Ratings);
        while (ratings.Step())
        {
            var rating = new FeedbackRecord
            {
                ConversationId = "",
                TurnId = ratings.Text(1),
                Source = (FeedbackSource)ratings.Int64(2),
                Rating = (FeedbackRating)ratings.Int64(3),
                CreatedAt = ratings.Time(4),
            };
            foreach (var row in ScoreRow.Of(rating))
            {
                ScoreRows.Put(session, ratings.Int64(0), row, checksum: 0);
            }
        }
    }

    private static void PutAll(Session session, long conversation, Dictionary<Guid, ScoreRow> standing)
    {
        foreach (var row in standing.Values)
        {
            ScoreRows.Put(session, conversation, row, checksum: 0);
        }

        standing.Clear();
    }
}
