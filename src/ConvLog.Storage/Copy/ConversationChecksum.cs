using System.Security.Cryptography;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage.Copy;

/// <summary>
/// SHA-256 over a conversation in a canonical JSON form: everything that a store returns, except users' pseudonyms, which differ between stores. Two stores
/// with the same data have the same checksum.
/// </summary>
internal static class ConversationChecksum
{
    public static byte[] Of(StoredConversation conversation)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartArray();
            Write(json, conversation.Summary);
            foreach (var record in (IEnumerable<StoreRecord>)[
                .. conversation.Turns, .. conversation.FunctionEvents, .. conversation.Logged,
                .. conversation.ModelMessages.OrderBy(static message => message.Id),
                .. conversation.Feedback, .. conversation.Annotations, .. conversation.Notes, .. conversation.Scores,
                .. conversation.Labels, .. Assignment(conversation), .. conversation.DeadLetters])
            {
                RecordWriting.Write(json, record);
            }

            json.WriteEndArray();
        }

        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static IEnumerable<StoreRecord> Assignment(StoredConversation conversation) => conversation.Assignment is { } assignment ? [assignment] : [];

    private static void Write(Utf8JsonWriter json, StoredSummary summary)
    {
        var known = summary.Conversation;
        bool isPseudonym = known.UserId is not null && string.Equals(known.UserId, summary.UserPseudonym, StringComparison.Ordinal);
        RecordWriting.Write(json, isPseudonym ? known with { UserId = "" } : known);
        json.WriteBooleanValue(isPseudonym);
        json.WriteBooleanValue(summary.UserPseudonym is not null);
        json.WriteStringValue(TextRules.WithoutLoneSurrogates(summary.Title.Text));
        json.WriteBooleanValue(summary.Title.IsMasked);
        json.WriteStringValue(TextRules.WithoutLoneSurrogates(summary.Title.Shown));
        WriteNumber(json, summary.StartedAt.UtcTicks);
        WriteNumber(json, summary.ClosedAt?.UtcTicks);
        Write(json, summary.Visible);
        Write(json, summary.All);
        json.WriteNumberValue(summary.TurnCount);
        json.WriteNumberValue(summary.TotalTokens);
        WriteNumber(json, summary.SlowestLatency?.Ticks);
        json.WriteStartArray();
        foreach (var outcome in summary.FunctionOutcomes)
        {
            WriteNumber(json, (int?)outcome);
        }

        json.WriteEndArray();
        WriteFeedback(json, summary);
        if (summary.ReadMark is { } mark)
        {
            RecordWriting.Write(json, mark);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBooleanValue(summary.IsAnnotated);
        WriteNumber(json, summary.PiiPurgedAt?.UtcTicks);
        json.WriteBooleanValue(summary.IsErasurePending);
    }

    private static void WriteFeedback(Utf8JsonWriter json, StoredSummary summary)
    {
        json.WriteStartArray();
        foreach (var (key, count) in summary.Ratings.OrderBy(static pair => pair.Key))
        {
            json.WriteNumberValue((int)key.Source);
            json.WriteNumberValue((int)key.Rating);
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteStartArray();
        foreach (var source in summary.Commented.Order())
        {
            json.WriteNumberValue((int)source);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ActivityCounts counts)
    {
        json.WriteNumberValue(counts.Entries);
        json.WriteNumberValue(counts.Warnings);
        json.WriteNumberValue(counts.Errors);
        WriteNumber(json, counts.LastActivityAt.UtcTicks);
    }

    private static void WriteNumber(Utf8JsonWriter json, long? number)
    {
        if (number is { } given)
        {
            json.WriteNumberValue(given);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
