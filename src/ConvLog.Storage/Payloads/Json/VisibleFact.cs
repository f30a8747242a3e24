using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Reads an API response or model call from its visible payload only.</summary>
internal static class VisibleFact
{
    /// <param name="kind">The kind, see <see cref="FactPayload.KindOf"/>.</param>
    /// <param name="id">Its ID.</param>
    /// <param name="call">The function event it belongs to, if known.</param>
    /// <param name="at">When it was logged.</param>
    /// <param name="visible">The payload.</param>
    /// <returns>The fact; null if the payload is damaged or empty.</returns>
    public static FactRecord? Read(long kind, Guid id, string? call, DateTimeOffset at, ReadOnlySpan<byte> visible)
    {
        var place = new MetricRecord
        {
            ConversationId = "",
            WriterId = default,
            Sequence = 0,
            Id = id,
            FunctionEventId = call,
            Timestamp = at,
            Metric = default,
        };
        try
        {
            return FactPayload.Read(kind, place, visible, personal: default);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidDataException or FormatException)
        {
            return null;
        }
    }
}
