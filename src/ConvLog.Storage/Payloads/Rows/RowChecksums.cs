using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Computes the checksums of rows with more columns than a payload. Numbers are those that the store assigned.</summary>
internal static class RowChecksums
{
    public static long ChecksumOf(FunctionEventRecord call, long writer, ReadOnlySpan<byte> visible, bool hasPersonal)
    {
        var checksum = new Checksum(writer);
        checksum.Add(call.Sequence);
        checksum.Add(call.Revision);
        checksum.Add(call.StartedAt.UtcTicks);
        checksum.Add(call.Duration?.Ticks);
        checksum.Add((long?)call.Outcome);
        checksum.Add(Encoding.UTF8.GetBytes(call.Id));
        checksum.Add(Encoding.UTF8.GetBytes(call.Name));
        checksum.Add(visible);
        checksum.Add(hasPersonal ? 1L : 0L);
        return checksum.Value;
    }

    public static long ChecksumOf(Guid id, long writer, long sequence, long scope, long kind, long time, ReadOnlySpan<byte> payload, bool hasPersonal)
    {
        var checksum = new Checksum(writer);
        checksum.Add(id);
        checksum.Add(sequence);
        checksum.Add(scope);
        checksum.Add(kind);
        checksum.Add(time);
        checksum.Add(payload);
        checksum.Add(hasPersonal ? 1L : 0L);
        return checksum.Value;
    }

    public static long ChecksumOf(TurnRecord turn, long writer, string input, string response, long flags, ReadOnlySpan<byte> details,
        bool hasPersonal)
    {
        var checksum = new Checksum(writer);
        checksum.Add(turn.Sequence);
        checksum.Add(turn.Revision);
        checksum.Add(flags);
        checksum.Add(turn.StartedAt.UtcTicks);
        checksum.Add(turn.LastAt?.UtcTicks);
        checksum.Add(turn.Latency?.Ticks);
        checksum.Add(turn.Usage?.InputTokens);
        checksum.Add(turn.Usage?.OutputTokens);
        checksum.Add(turn.Usage?.ReportedTotal);
        checksum.Add(turn.Usage?.TimeToFirstToken?.Ticks);
        foreach (var stage in Enum.GetValues<TurnStage>())
        {
            checksum.Add(turn.Stages?.DurationOf(stage)?.Ticks);
        }

        var cost = UsageCost.Of(turn.Usage);
        foreach (string? text in (ReadOnlySpan<string?>)[turn.Id, input, response, turn.ErrorType, turn.Usage?.Model, cost.Currency, cost.Cost])
        {
            checksum.Add(text);
        }

        checksum.Add(hasPersonal ? 1L : 0L);
        checksum.Add(details);
        return checksum.Value;
    }

    /// <summary>The checksum of a rating.</summary>
    /// <param name="feedback">The rating. Its comment is ignored.</param>
    /// <param name="conversation">The number of the conversation.</param>
    /// <param name="hasPersonal">Whether the comment is stored.</param>
    /// <param name="hasComment">The value of the column <c>has_comment</c>.</param>
    public static long ChecksumOf(FeedbackRecord feedback, long conversation, bool hasPersonal, bool hasComment)
    {
        var checksum = Started(conversation, feedback.CreatedAt, hasPersonal);
        checksum.Add((long)feedback.Source);
        checksum.Add((long?)feedback.Rating);
        checksum.Add(feedback.TurnId);
        checksum.Add(hasComment ? 1L : 0L);
        checksum.Add(feedback.ReasonText);
        return checksum.Value;
    }

    public static long ChecksumOf(AnnotationRecord annotation, long conversation, bool hasPersonal)
    {
        var checksum = Started(conversation, annotation.CreatedAt, hasPersonal);
        checksum.Add(annotation.Id);
        checksum.Add(annotation.TurnId);
        checksum.Add(annotation.Author);
        checksum.Add(annotation.IsRemoved ? 1L : 0L);
        return checksum.Value;
    }

    public static long ChecksumOf(NoteRecord note, long conversation, bool hasPersonal)
    {
        var checksum = Started(conversation, note.CreatedAt, hasPersonal);
        checksum.Add(note.Id);
        checksum.Add(note.Author);
        return checksum.Value;
    }

    /// <summary>The checksum of a score, label or assignment; rows derived from facts and ratings have none, but their sources do.</summary>
    public static long ChecksumOf(ScoreRow row, long conversation, bool hasPersonal)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(row.Created);
        checksum.Add(hasPersonal ? 1L : 0L);
        checksum.Add(row.Id);
        checksum.Add((long)row.Kind);
        checksum.Add(row.Name);
        checksum.Add(row.Number is { } number ? BitConverter.DoubleToInt64Bits(number) : null);
        checksum.Add(row.Category);
        checksum.Add(row.Details ?? []);
        checksum.Add(row.IsRemoved ? 1L : 0L);
        return checksum.Value;
    }

    public static long ChecksumOf(DeadLetterRecord letter, long conversation, bool hasPersonal)
    {
        var checksum = Started(conversation, letter.RefusedAt, hasPersonal);
        checksum.Add(letter.Id);
        checksum.Add(letter.Kind);
        checksum.Add(letter.Reason);
        return checksum.Value;
    }

    /// <summary>The checksum of a scope.</summary>
    public static long ChecksumOf(long conversation, string? turnId, string? functionEventId)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(turnId);
        checksum.Add(functionEventId);
        return checksum.Value;
    }

    /// <summary>The checksum of an encrypted personal payload.</summary>
    public static long ChecksumOf(PiiKind kind, long reference, ReadOnlySpan<byte> sealedPayload)
    {
        var checksum = new Checksum((long)kind);
        checksum.Add(reference);
        checksum.Add(sealedPayload);
        return checksum.Value;
    }

    /// <summary>The checksum of an encrypted block of personal payloads.</summary>
    public static long ChecksumOf(long number, long conversation, ReadOnlySpan<byte> places, ReadOnlySpan<byte> sealedPayloads)
    {
        var checksum = new Checksum(number);
        checksum.Add(conversation);
        checksum.Add(places);
        checksum.Add(sealedPayloads);
        return checksum.Value;
    }

    private static Checksum Started(long conversation, DateTimeOffset time, bool hasPersonal)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(time.UtcTicks);
        checksum.Add(hasPersonal ? 1L : 0L);
        return checksum;
    }
}
