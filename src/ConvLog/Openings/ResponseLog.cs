using System.Globalization;
using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog.Openings;

/// <summary>
/// Logs the API responses of an opening. An error body that the caller is still reading is logged with its response later, at the place and time of the
/// response.
/// </summary>
/// <param name="runtime">The opening.</param>
internal sealed class ResponseLog(SinkRuntime runtime)
{
    private readonly List<CapturedBody> _open = [];

    /// <param name="place">The event, turn or conversation it belongs to, with the ID of the ended one that it follows.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL.</param>
    /// <param name="statusCode">The status code.</param>
    /// <param name="elapsed">The duration of the call.</param>
    /// <param name="errorBody">The body, or its beginning.</param>
    /// <param name="bodyCut">The mark for the body's truncation; null if it is complete.</param>
    /// <param name="isPii">Whether the whole response is personal.</param>
    /// <param name="isExpected">Whether the caller expects this status.</param>
    /// <param name="fields">The fields, owned by the callee; null if there are none.</param>
    public void Write(
        (EntryBuffer Buffer, string? After) place,
        string? method,
        string? url,
        int statusCode,
        TimeSpan elapsed,
        string? errorBody,
        string? bodyCut,
        bool isPii,
        bool isExpected,
        LogField[]? fields)
        => runtime.Guarded(() => Publish(ResponseOf(place, method, url, statusCode, elapsed, isPii, isExpected, fields), errorBody, bodyCut));

    /// <summary>Begins logging an error response whose body the caller has not read yet.</summary>
    /// <returns>The object that receives the body; null if no body is kept, and the response has been logged.</returns>
    public CapturedBody? Begin(
        string method, string url, HttpResponseMessage response, TimeSpan elapsed, bool isExpected, LogField[] fields)
    {
        CapturedBody? body = null;
        runtime.Guarded(() =>
        {
            var entry = ResponseOf(runtime.EntryTarget, method, url, (int)response.StatusCode, elapsed, isPii: false, isExpected, fields);
            if (!runtime.Capture.KeepsText)
            {
                Publish(entry, body: null, cut: null);
                return;
            }

            var headers = response.Content.Headers;
            long? total = headers.NonValidated.TryGetValues("Content-Length", out var given)
                && long.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;
            body = new CapturedBody(runtime.Capture.Limits.TextLength, ErrorBodyText.EncodingOf(headers.ContentType), total, runtime.Time,
                (ended, text, cut) => Ended(ended, entry, text, cut));
            lock (_open)
            {
                _open.Add(body);
            }
        });
        return body;
    }

    /// <summary>Logs bodies that are still being read with the content received so far, while the opening accepts them.</summary>
    public void Close()
    {
        CapturedBody[] open;
        lock (_open)
        {
            open = [.. _open];
        }

        Array.ForEach(open, static body => body.Close());
    }

    private ApiResponseEntry ResponseOf((EntryBuffer Buffer, string? After) place, string? method, string? url, int statusCode, TimeSpan elapsed, bool isPii,
        bool isExpected, LogField[]? fields)
    {
        CaptureLosses losses = default;
        var captured = runtime.Capture.Fields(ConversationRuntime.Marked(fields, place.After), contentLength: 0, ref isPii, ref losses);
        var response = new ApiResponseEntry(place.Buffer)
        {
            Method = runtime.Capture.Text(method, ref losses.Visible).ToUpperInvariant(),
            Url = Url(url, ref losses),
            StatusCode = statusCode,
            Elapsed = elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed,
            Fields = new LogFields(captured),
            IsPii = isPii,
            IsExpected = isExpected,
            Timestamp = runtime.Time.GetUtcNow(),
        };
        place.Buffer.Ledger.LoseAll(losses.Visible, isPii);
        place.Buffer.Ledger.LoseAll(losses.Personal, isPii: true);
        return response;
    }

    private void Publish(ApiResponseEntry response, string? body, string? cut)
    {
        LossSet losses = default;
        if (body is not null && runtime.Capture.KeepsText && response.IsError)
        {
            response.ErrorBody = runtime.Capture.Text(body, ref losses) + cut;
            if (cut is not null)
            {
                losses.Add(LossReason.TextLength);
            }
        }

        response.Scope.Ledger.LoseAll(losses, isPii: true);
        (response.Scope.Owner as FunctionEvent)?.Add(response);
        runtime.Publish(response);
    }

    private void Ended(CapturedBody body, ApiResponseEntry response, string text, string? cut)
    {
        lock (_open)
        {
            _open.Remove(body);
        }

        try
        {
            // The opening accepted the response when it arrived, so the opening's end does not matter here.
            Publish(response, text, cut);
        }
        catch (Exception e)
        {
            runtime.Drop(runtime.Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }

    // The query is personal, and so is the fact that it was too long.
    private string Url(string? url, ref CaptureLosses losses)
        => !runtime.Capture.KeepsText ? runtime.Capture.Content(url, ref losses.Visible)
        : UrlText.WithoutQuery(url ?? "").Length > runtime.Capture.Limits.TextLength ? runtime.Capture.Text(url, ref losses.Visible)
        : runtime.Capture.Text(url, ref losses.Personal);
}
