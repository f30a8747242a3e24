using System.Net;
using System.Net.Http.Headers;
using ConvLog.Openings;

namespace ConvLog.Extensions.Http;

/// <summary>What of the body of an error response is logged, and how the log gets it.</summary>
internal static class ErrorBody
{
    // Its bytes are in memory, so that they can be copied at once. Other types may derive from these and do anything.
    private static readonly Type[] s_inMemory =
    [
        typeof(ByteArrayContent), typeof(StringContent), typeof(FormUrlEncodedContent), typeof(ReadOnlyMemoryContent),
        new HttpResponseMessage().Content.GetType(), // Of a response without any.
    ];

    /// <summary>Whether there is a text to be had.</summary>
    public static bool IsToBeRead(string method, HttpResponseMessage response)
        => !response.IsSuccessStatusCode && IsText(response.Content.Headers.ContentType)
            && response.StatusCode is not (< HttpStatusCode.OK or HttpStatusCode.NotModified)
            && !string.Equals(method, "HEAD", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is logged of a body that is no text; null where there is no body.</summary>
    public static string? MarkOf(HttpResponseMessage response)
        => response.IsSuccessStatusCode || IsText(response.Content.Headers.ContentType) ? null : $"[{response.Content.Headers.ContentType!.MediaType}]";

    /// <summary>Has a body copied: at once where it is in memory, else while the caller reads it.</summary>
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

    // A stream of events is no text that ends.
    private static bool IsText(MediaTypeHeaderValue? type)
        => type?.MediaType is not { } name
            || (name.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !name.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            || name.Contains("json", StringComparison.OrdinalIgnoreCase)
            || name.Contains("xml", StringComparison.OrdinalIgnoreCase)
            || name.Contains("form", StringComparison.OrdinalIgnoreCase);
}
