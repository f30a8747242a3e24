using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Reads the visible properties of a function call from its visible payload only.</summary>
internal static class VisibleCall
{
    private static readonly FunctionEventRecord s_place
        = new() { ConversationId = "", WriterId = default, Sequence = 0, Id = "", Name = "", StartedAt = default };

    /// <summary>The call, without properties that are in columns; empty if the payload is damaged.</summary>
    public static FunctionEventRecord Of(ReadOnlySpan<byte> visible)
    {
        try
        {
            return CallPayload.Read(s_place, visible, personal: default);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return s_place;
        }
    }
}
