using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A captured value that is not a scalar: complete, valid UTF-8 JSON that is never modified.</summary>
internal sealed class JsonFragment(byte[] utf8)
{
    public ReadOnlySpan<byte> Utf8 => utf8;

    public int Length => utf8.Length;

    /// <summary>Whether it is a number, such as one with a fraction that was read from a store.</summary>
    public bool IsNumber => utf8 is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..];

    public JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(utf8, s_anyDepth);
        return document.RootElement.Clone();
    }

    public void WriteTo(Utf8JsonWriter writer) => writer.WriteRawValue(utf8, skipInputValidation: true);

    private static readonly JsonDocumentOptions s_anyDepth = new() { MaxDepth = 1_000 };
}
