using System.Net;
using System.Net.Http.Headers;
using ConvLog.Openings;

namespace ConvLog.Extensions.Http;

/// <summary>Decides which part of an error response's body is logged, and captures it.</summary>
internal static class ErrorBody
{
    // Their bytes are in memory and can be copied immediately. Derived types may have side effects.
    private static readonly Type[] s_inMemory =
    [
        typeof(ByteArrayContent), typeof(StringContent), typeof(FormUrlEncodedContent), typeof(ReadOnlyMemoryContent),
        new HttpResponseMessage().Content.GetType(), // The content of a response without a body.
    ];

    /// <summary>Whether the body is text to be logged.</summary>
    public static bool IsToBeRead(string method, HttpResponseMessage response)
        => !response.IsSuccessStatusCode && IsText(response.Content.Headers.ContentType)
            && response.StatusCode is not (< HttpStatusCode.OK or HttpStatusCode.NotModified)
            && !string.Equals(method, "HEAD", StringComparison.OrdinalIgnoreCase);

    /// <summary>The placeholder for a body that is not text; null if there is no such body.</summary>
    public static string? MarkOf(HttpResponseMessage response)
        => response.IsSuccessStatusCode || IsText(response.Content.Headers.ContentType) ? null : $"[{response.Content.Headers.ContentType!.MediaType}]";

    /// <summary>Captures a body: immediately if it is in memory, otherwise while the caller reads it.</summary>
    public static void Capture(HttpResponseMessage response, CapturedBody? body)
    {
        if (body is null)
        {
            return;
        }

        try
        {
            if (Array.IndexOf(s_inMemory, response.Content.GetType()) < 0)
            {
                response.Content = new CapturedContent(response.Content, body, response.Version);
                return;
            }

            var copy = new CopyingStream(Stream.Null, body);
            response.Content.CopyTo(copy, context: null, CancellationToken.None);
            copy.End();
        }
        catch (Exception e)
        {
            body.Fail(e);
        }
    }

    // A stream of events is excluded, since it does not end.
    private static bool IsText(MediaTypeHeaderValue? type)
        => type?.MediaType is not { } name
            || (name.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !name.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            || name.Contains("json", StringComparison.OrdinalIgnoreCase)
            || name.Contains("xml", StringComparison.OrdinalIgnoreCase)
            || name.Contains("form", StringComparison.OrdinalIgnoreCase);
}
