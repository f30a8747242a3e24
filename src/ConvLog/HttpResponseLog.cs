using System.Text;

namespace ConvLog;

/// <summary>Logs an <see cref="HttpResponseMessage"/>, whose error body may come only while it is read.</summary>
internal static class HttpResponseLog
{
    public static async Task WriteAsync(SinkRuntime runtime, HttpResponseMessage? response, TimeSpan elapsed, string? overrideUrl, bool isPii, CancellationToken cancellationToken)
    {
        // The scope is the caller's, whatever flow the body is read on.
        var scope = runtime.CurrentScope;
        string? body = response is null or { IsSuccessStatusCode: true }
            ? null
            : await ReadErrorAsync(response, runtime.Capture.Limits.TextLength, cancellationToken).ConfigureAwait(false);
        string? url = overrideUrl ?? response?.RequestMessage?.RequestUri?.OriginalString;
        runtime.WriteApiResponse(scope, response?.RequestMessage?.Method.Method, url, response is null ? 0 : (int)response.StatusCode, elapsed, body, isPii, fields: null);
    }

    private static async Task<string?> ReadErrorAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
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

            return EncodingOf(content).GetString(head, 0, read);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A broken or cancelled body is the caller's to find; the call is logged all the same.
            return $"[unreadable: {e.GetType().Name}]";
        }
    }

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
