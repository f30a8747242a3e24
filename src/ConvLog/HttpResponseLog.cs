using ConvLog.Entries;
using ConvLog.Openings;

namespace ConvLog;

/// <summary>Logs an <see cref="HttpResponseMessage"/>, whose error body may arrive only while it is read.</summary>
internal static class HttpResponseLog
{
    public static async Task WriteAsync(SinkRuntime runtime, HttpResponseMessage? response, TimeSpan elapsed, string? overrideUrl, bool isPii, bool isExpected,
        CancellationToken cancellationToken)
    {
        // The place is the caller's, whichever flow the body is read on.
        var place = runtime.EntryTarget;
        var request = response?.RequestMessage;
        (string? body, string? cut) = response is null or { IsSuccessStatusCode: true } || !runtime.Capture.KeepsText
            ? default
            : await ReadErrorAsync(response, runtime.Capture.Limits.TextLength, runtime.Time, cancellationToken).ConfigureAwait(false);
        runtime.Responses.Write(place, request?.Method.Method, overrideUrl ?? request?.RequestUri?.OriginalString,
            response is null ? 0 : (int)response.StatusCode, elapsed, body, cut, isPii, isExpected, fields: null);
    }

    // If the body takes too long, the part received so far is logged. The pending read continues for the caller: no data is lost and nothing is canceled.
    private static async Task<(string? Body, string? Cut)> ReadErrorAsync(
        HttpResponseMessage response, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var content = response.Content;
            long started = time.GetTimestamp();
            var stream = await content.ReadAsStreamAsync(CancellationToken.None).WaitAsync(CapturedBody.Longest, time, cancellationToken).ConfigureAwait(false);
            long start = stream.CanSeek ? stream.Position : 0;

            // One byte more than is logged shows whether the text was truncated.
            var body = new ReplayStream(stream, new byte[limit + 1]);
            bool hasEnded = false;
            try
            {
                while (!hasEnded && body.HasRoom)
                {
                    var left = CapturedBody.Longest - time.GetElapsedTime(started);
                    hasEnded = await body.ReadAheadAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false) == 0;
                }
            }
            catch (TimeoutException) when (body.IsReading)
            {
                // The part received so far is logged below.
            }
            finally
            {
                // The caller reads from the start, and gets the same error if there was one.
                if (stream.CanSeek && !body.IsReading)
                {
                    stream.Position = start;
                }
                else
                {
                    response.Content = body.ContentLike(content);
                }
            }

            return ErrorBodyText.Of(body.Head, limit, ErrorBodyText.EncodingOf(content.Headers.ContentType), hasEnded,
                content.Headers.ContentLength);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A broken or canceled body is the caller's to handle; the call is logged anyway.
            return (ErrorBodyText.Unreadable(e), null);
        }
    }
}
