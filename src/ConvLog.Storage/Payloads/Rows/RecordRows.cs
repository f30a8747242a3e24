using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// Converts the rows of one conversation's turns, calls and team records. The columns are those that both database stores select, in this order.
/// </summary>
/// <param name="damage">Counts damage.</param>
/// <param name="parts">The personal parts of the conversation.</param>
/// <param name="conversation">The conversation's number.</param>
/// <param name="conversationId">The conversation's ID.</param>
/// <param name="writers">The IDs of its openings, by number.</param>
internal sealed class RecordRows(IDamageCount damage, PersonalParts parts, long conversation, string conversationId, IReadOnlyDictionary<long, Guid> writers)
{
    /// <summary>A turn.</summary>
    public TurnRecord Turn<TRow>(TRow row)
        where TRow : IRow
    {
        var shown = new TurnRecord
        {
            ConversationId = conversationId,
            Id = row.Text(1),
            WriterId = writers.GetValueOrDefault(row.Int64(2)),
            Sequence = row.Int64(3),
            Revision = row.Int32(4),
            StartedAt = row.Time(5),
            EndedAt = OptionalTime(row, 6),
            Latency = Duration(row, 7),
            ErrorType = row.OptionalText(8),
            Usage = ReadUsage(row),
            UserInput = row.Text(15),
            AgentResponse = row.Text(16),
            Stages = ReadStages(row),
        };
        long flags = row.Int64(17);
        bool isInBlock = parts.IsInBlock(row, 28);
        if (IsForeign(row)
            || !parts.IsIntact(row.Int64(18), !row.IsNull(19) || isInBlock,
            hasPersonal => RowChecksums.ChecksumOf(shown, row.Int64(2), shown.UserInput.Text, shown.AgentResponse.Text, flags, row.Bytes(21), hasPersonal)))
        {
            damage.ChecksumFailed();
            shown = shown with { UserInput = DamagedPayload.Text, AgentResponse = DamagedPayload.Text };
        }
        else
        {
            shown = TurnPayload.ReadDetails(shown, row.Bytes(21));
        }

        return TurnPayload.Read(shown, flags, parts.Open(row, 19, PiiKind.Turn, row.Int64(0), isInBlock));
    }

    /// <summary>A function event.</summary>
    public FunctionEventRecord Call<TRow>(TRow row)
        where TRow : IRow
    {
        var call = new FunctionEventRecord
        {
            ConversationId = conversationId,
            Id = row.Text(1),
            WriterId = writers.GetValueOrDefault(row.Int64(2)),
            Sequence = row.Int64(3),
            Revision = row.Int32(4),
            Name = row.Text(5),
            StartedAt = row.Time(6),
            Duration = Duration(row, 7),
            Outcome = (FunctionOutcome?)row.OptionalInt64(8),
        };
        bool isInBlock = parts.IsInBlock(row, 13);
        if (IsForeign(row) || !parts.IsIntact(row.Int64(10), !row.IsNull(11) || isInBlock,
            hasPersonal => RowChecksums.ChecksumOf(call, row.Int64(2), row.Bytes(9), hasPersonal)))
        {
            damage.ChecksumFailed();
            return call with { ErrorType = DamagedPayload.Text };
        }

        return CallPayload.Read(call, row.Bytes(9), parts.Open(row, 11, PiiKind.Call, row.Int64(0), isInBlock));
    }

    /// <summary>A rating that was not revoked.</summary>
    public FeedbackRecord Feedback<TRow>(TRow row)
        where TRow : IRow
    {
        bool hasComment = row.Int64(8) != 0;
        return Verified(row, 7, (feedback, number, hasPersonal) => RowChecksums.ChecksumOf(feedback, number, hasPersonal, hasComment),
            !row.IsNull(5), new FeedbackRecord
        {
            ConversationId = conversationId,
            TurnId = row.Text(1),
            Source = (FeedbackSource)row.Int64(2),
            Rating = (FeedbackRating)row.Int64(3),
            CreatedAt = row.Time(4),
            Comment = PersonalText(row, 5, PiiKind.Feedback) ?? (hasComment ? parts.MissingText : null),
            ReasonText = row.OptionalText(9),
        });
    }

    /// <summary>An improved answer.</summary>
    public AnnotationRecord Annotation<TRow>(TRow row)
        where TRow : IRow
        => Verified(row, 7, RowChecksums.ChecksumOf, !row.IsNull(5), new AnnotationRecord
        {
            ConversationId = conversationId,
            Id = row.Guid(1),
            TurnId = row.Text(2),
            Author = row.OptionalText(3),
            CreatedAt = row.Time(4),
            ImprovedAnswer = PersonalText(row, 5, PiiKind.Annotation) ?? parts.MissingText,
        });

    /// <summary>A note.</summary>
    public NoteRecord Note<TRow>(TRow row)
        where TRow : IRow
        => Verified(row, 6, RowChecksums.ChecksumOf, !row.IsNull(4), new NoteRecord
        {
            ConversationId = conversationId,
            Id = row.Guid(1),
            Author = row.OptionalText(2),
            CreatedAt = row.Time(3),
            Text = PersonalText(row, 4, PiiKind.Note) ?? parts.MissingText,
        });

    /// <summary>A score, a label or an assignment.</summary>
    public StoreRecord Score<TRow>(TRow row)
        where TRow : IRow
    {
        var read = new ScoreRow
        {
            Id = row.Guid(1),
            Kind = (ScoreRowKind)row.Int64(2),
            Name = row.Text(3),
            Number = row.OptionalDouble(4),
            Category = row.OptionalText(5),
            Details = row.Bytes(6).ToArray(),
            Created = row.Int64(7),
            IsRemoved = row.Int64(11) != 0,
        };
        bool isWhole = parts.IsIntact(row.Int64(10), !row.IsNull(8), hasPersonal => RowChecksums.ChecksumOf(read, conversation, hasPersonal));
        if (!isWhole)
        {
            damage.ChecksumFailed();
        }

        return ScoreRowReading.Read(read, conversationId, isWhole, PersonalText(row, 8, PiiKind.Score), parts.MissingText);
    }

    /// <summary>A record that was refused.</summary>
    public DeadLetterRecord DeadLetter<TRow>(TRow row)
        where TRow : IRow
        => Verified(row, 7, RowChecksums.ChecksumOf, !row.IsNull(5), new DeadLetterRecord
        {
            ConversationId = conversationId,
            Id = row.Guid(1),
            Kind = row.Text(2),
            Reason = row.Text(3),
            RefusedAt = row.Time(4),
            Payload = PersonalText(row, 5, PiiKind.DeadLetter),
        });

    private static ModelUsage? ReadUsage<TRow>(TRow row)
        where TRow : IRow
        => row.OptionalText(9) is not { } model
        ? null
        : new UsageCost(row.OptionalText(12), row.OptionalText(13)).ToUsage(model, row.OptionalInt64(10), row.OptionalInt64(11), Duration(row, 14)) with
        {
            TotalTokens = row.OptionalInt64(27),
        };

    private static TurnStages? ReadStages<TRow>(TRow row)
        where TRow : IRow
        => NumberedStages.Of(Duration(row, 22), Duration(row, 23), Duration(row, 24), Duration(row, 25), Duration(row, 26));

    // A flipped bit in an index can lead to the row of another conversation, which is valid in itself.
    private bool IsForeign<TRow>(TRow row)
        where TRow : IRow
        => !writers.ContainsKey(row.Int64(2));

    // A damaged record is returned anyway, and counted.
    private T Verified<TRow, T>(TRow row, int column, Func<T, long, bool, long> checksumOf, bool hasPersonal, T record)
        where TRow : IRow
    {
        if (!parts.IsIntact(row.Int64(column), hasPersonal, has => checksumOf(record, conversation, has)))
        {
            damage.ChecksumFailed();
        }

        return record;
    }

    private string? PersonalText<TRow>(TRow row, int column, PiiKind kind)
        where TRow : IRow
        => parts.Open(row, column, kind, row.Int64(0)) is { } payload ? Encoding.UTF8.GetString(payload) : null;

    private static DateTimeOffset? OptionalTime<TRow>(TRow row, int column)
        where TRow : IRow
        => row.IsNull(column) ? null : row.Time(column);

    private static TimeSpan? Duration<TRow>(TRow row, int column)
        where TRow : IRow
        => row.OptionalInt64(column) is { } ticks ? new(ticks) : null;
}
