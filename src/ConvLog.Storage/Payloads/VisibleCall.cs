using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>What everyone may see of a function call, of the visible payload alone.</summary>
internal static class VisibleCall
{
    private static readonly FunctionEventRecord s_place
        = new() { ConversationId = "", WriterId = default, Sequence = 0, Id = "", Name = "", StartedAt = default };

    /// <summary>The call, without what is in columns; nothing is in it where the payload is damaged.</summary>
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
