using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace ConvLog.Openings;

/// <summary>Converts the bytes of an error body to text, with a mark if it is truncated.</summary>
internal static class ErrorBodyText
{
    /// <param name="bytes">The body, or its beginning.</param>
    /// <param name="limit">The number of bytes to keep.</param>
    /// <param name="encoding">The body's encoding.</param>
    /// <param name="isWhole">Whether the body ended with these bytes.</param>
    /// <param name="length">The body's length; null if unknown.</param>
    /// <returns>The text, and the mark for its truncation; null if it is complete.</returns>
    public static (string Text, string? Cut) Of(ReadOnlySpan<byte> bytes, int limit, Encoding encoding, bool isWhole, long? length)
        => isWhole && bytes.Length <= limit
            ? (encoding.GetString(bytes), null)
            : (BeginningOf(bytes[..Math.Min(limit, bytes.Length)], encoding), length is null ? "… [cut]"
                : string.Create(CultureInfo.InvariantCulture, $"… [cut, {length} bytes]"));

    public static string Unreadable(Exception exception) => $"[unreadable: {exception.GetType().Name}]";

    public static Encoding EncodingOf(MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.CharSet is { } charset ? Encoding.GetEncoding(charset.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    // A decoder that is not flushed holds back the bytes of a character that was cut in two.
    private static string BeginningOf(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        char[] text = new char[encoding.GetMaxCharCount(bytes.Length)];
        int length = encoding.GetDecoder().GetChars(bytes, text, flush: false);
        return new string(text, 0, length);
    }
}
