using System.Text;
using ConvLog.Entries;
using ConvLog.Openings;

namespace ConvLog;

/// <summary>Logs an <see cref="HttpResponseMessage"/>, whose error body may come only while it is read.</summary>
internal static class HttpResponseLog
{
    public static Task WriteAsync(SinkRuntime runtime, HttpResponseMessage? response, TimeSpan elapsed, string? overrideUrl, bool isPii, bool isExpected,
        CancellationToken cancellationToken)
        => WriteAsync(runtime, response?.RequestMessage?.Method.Method, overrideUrl ?? response?.RequestMessage?.RequestUri?.OriginalString, response, elapsed,
            isPii, isExpected, fields: null, cancellationToken);

    public static async Task WriteAsync(SinkRuntime runtime, string? method, string? url, HttpResponseMessage? response, TimeSpan elapsed, bool isPii,
        bool isExpected, LogField[]? fields, CancellationToken cancellationToken)
    {
        // The place is the caller's, whatever flow the body is read on.
        var place = runtime.Place;
        (string? body, string? cut) = response is null or { IsSuccessStatusCode: true } || !runtime.Capture.KeepsText
            ? default
            : await ReadErrorAsync(response, runtime.Capture.Limits.TextLength, cancellationToken).ConfigureAwait(false);
        runtime.WriteApiResponse(place, method, url, response is null ? 0 : (int)response.StatusCode, elapsed, body, cut, isPii, isExpected, fields);
    }

    private static async Task<(string? Body, string? Cut)> ReadErrorAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var content = response.Content;
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            long start = stream.CanSeek ? stream.Position : 0;

            // One byte more than is logged tells whether the text was cut.
            byte[] head = new byte[limit + 1];
            int read = 0;
            try
            {
                int part;
                do
                {
                    part = await stream.ReadAsync(head.AsMemory(read), cancellationToken).ConfigureAwait(false);
                    read += part;
                }
                while (part > 0 && read < head.Length);
            }
            finally
            {
                // The caller reads from the start, and runs into the same error where there was one.
                if (stream.CanSeek)
                {
                    stream.Position = start;
                }
                else
                {
                    response.Content = ReplayStream.ContentOf(content, head.AsMemory(0, read), stream);
                }
            }

            return read <= limit
                ? (EncodingOf(content).GetString(head, 0, read), null)
                : (BeginningOf(head.AsSpan(0, limit), EncodingOf(content)), CutMark(content.Headers.ContentLength));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A broken or cancelled body is the caller's to find; the call is logged all the same.
            return ($"[unreadable: {e.GetType().Name}]", null);
        }
    }

    // A decoder that is not told of the end keeps back the bytes of a character that was cut in two.
    private static string BeginningOf(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        char[] text = new char[encoding.GetMaxCharCount(bytes.Length)];
        int length = encoding.GetDecoder().GetChars(bytes, text, flush: false);
        return new string(text, 0, length);
    }

    private static string CutMark(long? length) => length is null ? "… [cut]" : FormattableString.Invariant($"… [cut, {length} bytes]");

    private static Encoding EncodingOf(HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet is { } charset ? Encoding.GetEncoding(charset.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
