using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// A row of table <c>score</c>: a score, a label, or a derived row by which lists find a metric, a rating or its reasons. Of two rows with the same ID, the one
/// with the greater <see cref="Created"/> is kept.
/// </summary>
internal sealed record ScoreRow
{
    /// <summary>The number of bytes that the IDs of a rating and its reasons have in common.</summary>
    private const int SharedBytes = 8;

    public required Guid Id { get; init; }

    public required ScoreRowKind Kind { get; init; }

    /// <summary>The name of a score or metric, the label, or the reason.</summary>
    public required string Name { get; init; }

    public double? Number { get; init; }

    public string? Category { get; init; }

    /// <summary>Further properties of a score, label or assignment, as JSON; null for the others.</summary>
    public byte[]? Details { get; init; }

    /// <summary>The creation time, in ticks; for a metric, its position in the log, see <see cref="OfMetric"/>.</summary>
    public required long Created { get; init; }

    public bool IsRemoved { get; init; }

    /// <summary>Whether a second row with the same <see cref="Created"/> replaces the first.</summary>
    public bool LastWins { get; init; }

    public static ScoreRow Of(ScoreRecord score) => new()
    {
        Id = score.Id,
        Kind = KindOf(score.Value, ScoreRowKind.Number) ?? throw new ConversationStoreException(StoreFault.Refused, $"The score {score.Name} has no value."),
        Name = score.Name,
        Number = score.Value.Comparable,
        Category = score.Value.Category,
        Details = PayloadJson.Object(score, static (writer, score) =>
        {
            PayloadJson.Text(writer, "turn", score.TurnId);
            PayloadJson.Text(writer, "call", score.FunctionEventId);
            PayloadJson.Text(writer, "model", score.ModelCallId);
            PayloadJson.Number(writer, "source", (long)score.Source);
            PayloadJson.Text(writer, "scorer", score.Scorer);
            PayloadJson.Text(writer, "version", score.ScorerVersion);
            PayloadJson.Number(writer, "comment", score.Comment is null ? null : 1);
        }),
        Created = score.CreatedAt.UtcTicks,
        IsRemoved = score.IsRemoved,
    };

    public static ScoreRow Of(LabelRecord label) => new()
    {
        Id = label.Id,
        Kind = ScoreRowKind.Label,
        Name = label.Label,
        Details = PayloadJson.Object(label, static (writer, label) =>
        {
            PayloadJson.Text(writer, "turn", label.TurnId);
            PayloadJson.Text(writer, "author", label.Author);
        }),
        Created = label.CreatedAt.UtcTicks,
        IsRemoved = label.IsRemoved,
    };

    /// <summary>
    /// The row of an assignment. The removal of an assignment is a removed row, which can still be read for its time. Its number says whether the person is
    /// known.
    /// </summary>
    public static ScoreRow Of(AssignmentRecord assignment) => new()
    {
        Id = AssignmentRecord.Id,
        Kind = ScoreRowKind.Assignment,
        Name = assignment.AssignedTo ?? "",
        Number = assignment.AssignedToId is null ? null : 1,
        Details = PayloadJson.Object(assignment, static (writer, assignment) =>
        {
            PayloadJson.Text(writer, "author", assignment.AssignedBy);
            PayloadJson.Text(writer, "assignee", assignment.AssignedToId);
        }),
        Created = assignment.AssignedAt.UtcTicks,
        IsRemoved = assignment.AssignedTo is null,
    };

    /// <summary>The row of the person to whom a conversation is assigned. A removed row if only the name is known, or if the assignment was removed.</summary>
    public static ScoreRow OfPerson(AssignmentRecord assignment) => new()
    {
        Id = AssignmentRecord.PersonId,
        Kind = ScoreRowKind.Assignee,
        Name = assignment.AssignedToId ?? "",
        Created = assignment.AssignedAt.UtcTicks,
        IsRemoved = assignment.AssignedToId is null,
    };

    /// <summary>
    /// The rows of a rating and its reasons. Existing rows of the same rating that are not among them count as removed, see <see cref="RangeOf"/>.
    /// </summary>
    public static IEnumerable<ScoreRow> Of(FeedbackRecord feedback)
    {
        var id = RatingId(feedback);
        yield return new ScoreRow
        {
            Id = id,
            Kind = ScoreRowKind.Rating,
            Name = ScoreRules.Rating,
            Number = feedback.Rating == FeedbackRating.Like ? 1 : 0,
            Created = feedback.CreatedAt.UtcTicks,
            IsRemoved = feedback.Rating is null,
        };
        foreach (string reason in feedback.Rating is null ? [] : feedback.Reasons.Distinct(StringComparer.Ordinal))
        {
            yield return new ScoreRow
            {
                Id = WithTail(id, JudgmentId.Of("reason", reason)),
                Kind = ScoreRowKind.Reason,
                Name = reason,
                Created = feedback.CreatedAt.UtcTicks,
            };
        }
    }

    /// <summary>The lowest and the highest ID that rows of one rating can have, in the byte order of the stores.</summary>
    public static (Guid Least, Guid Greatest) RangeOf(FeedbackRecord feedback)
    {
        Span<byte> bytes = stackalloc byte[16];
        RatingId(feedback).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[SharedBytes..].Clear();
        var least = new Guid(bytes, bigEndian: true);
        bytes[SharedBytes..].Fill(byte.MaxValue);
        return (least, new Guid(bytes, bigEndian: true));
    }

    /// <summary>Whether two IDs are of rows of one rating.</summary>
    public static bool AreOfOneRating(Guid one, Guid other)
    {
        Span<byte> first = stackalloc byte[16];
        Span<byte> second = stackalloc byte[16];
        one.TryWriteBytes(first, bigEndian: true, out _);
        other.TryWriteBytes(second, bigEndian: true, out _);
        return first[..SharedBytes].SequenceEqual(second[..SharedBytes]);
    }

    /// <summary>
    /// The row of a metric's value; null if it is personal, or neither a number, nor yes or no, nor a text. The value that is last in the log is kept; of
    /// values written only once, the first, unless another value exists. Those have positions below zero, the first one the greatest.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="writer">The number of its opening.</param>
    public static ScoreRow? OfMetric(MetricRecord metric, long writer)
    {
        if (metric.Metric.IsPii || !CurrentMetrics.HasValue(metric))
        {
            return null;
        }

        var value = ScoreValue.Of(metric.Metric);
        long place = EntryNumber.Of(writer, Math.Min(metric.Sequence, EntryNumber.MostSequences - 1), isPersonal: false);
        return new ScoreRow
        {
            Id = JudgmentId.Of("metric", metric.Metric.Key),
            Kind = KindOf(value, ScoreRowKind.MetricNumber)!.Value,
            Name = metric.Metric.Key,
            Number = value.Comparable,
            Category = value.Category,
            Created = metric.WriteOnce ? -place - 1 : place,
            LastWins = !metric.WriteOnce,
        };
    }

    /// <summary>Whether it is a separate record with a checksum. The others are derived from facts and ratings.</summary>
    public bool IsRecord => Kind is <= ScoreRowKind.Label or ScoreRowKind.Assignment;

    /// <summary>Whether it replaces an existing row.</summary>
    /// <param name="created">The <see cref="Created"/> of the existing row.</param>
    public bool Replaces(long created) => Created > created || (LastWins && Created == created);

    private static ScoreRowKind? KindOf(ScoreValue value, ScoreRowKind first) => value.Type is { } type ? first + (int)type : null;

    private static Guid RatingId(FeedbackRecord feedback)
        => WithTail(JudgmentId.Of(ScoreRules.Rating, feedback.TurnId, feedback.Source.ToString()), Guid.Empty);

    private static Guid WithTail(Guid id, Guid tail)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> last = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        tail.TryWriteBytes(last, bigEndian: true, out _);
        last[..SharedBytes].CopyTo(bytes[SharedBytes..]);
        return new Guid(bytes, bigEndian: true);
    }
}
