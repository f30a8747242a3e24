using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>The keys of what a function was called with, of the visible payload alone.</summary>
internal static class ArgumentKeys
{
    private static readonly FunctionEventRecord s_place
        = new() { ConversationId = "", WriterId = default, Sequence = 0, Id = "", Name = "", StartedAt = default };

    /// <summary>The keys; none where the payload is damaged.</summary>
    public static IReadOnlyCollection<string> Of(ReadOnlySpan<byte> visible)
    {
        try
        {
            return [.. CallPayload.Read(s_place, visible, personal: default).Arguments.Select(static argument => argument.Key)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return [];
        }
    }
}
