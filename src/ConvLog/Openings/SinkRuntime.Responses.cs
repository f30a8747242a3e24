using System.Globalization;
using ConvLog.Entries;

namespace ConvLog.Openings;

/// <content>API responses. An error body that the caller is still reading is logged with its response later, at the place and time of the response.</content>
internal sealed partial class SinkRuntime
{
    private readonly List<CapturedBody> _openBodies = [];

    public void WriteApiResponse(string? method, string? url, int statusCode, TimeSpan elapsed, string? errorBody, bool isPii, bool isExpected,
        LogField[]? fields)
        => WriteApiResponse(EntryTarget, method, url, statusCode, elapsed, errorBody, bodyCut: null, isPii, isExpected, fields);

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
    public void WriteApiResponse(
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
        => Guarded(() => Publish(ResponseOf(place, method, url, statusCode, elapsed, isPii, isExpected, fields), errorBody, bodyCut));

    /// <summary>Begins logging an error response whose body the caller has not read yet.</summary>
    /// <returns>The object that receives the body; null if no body is kept, and the response has been logged.</returns>
    public CapturedBody? BeginApiResponse(
        string method, string url, HttpResponseMessage response, TimeSpan elapsed, bool isExpected, LogField[] fields)
    {
        CapturedBody? body = null;
        Guarded(() =>
        {
            var entry = ResponseOf(EntryTarget, method, url, (int)response.StatusCode, elapsed, isPii: false, isExpected, fields);
            if (!Capture.KeepsText)
            {
                Publish(entry, body: null, cut: null);
                return;
            }

            var headers = response.Content.Headers;
            long? total = headers.NonValidated.TryGetValues("Content-Length", out var given)
                && long.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;
            body = new CapturedBody(Capture.Limits.TextLength, ErrorBodyText.EncodingOf(headers.ContentType), total, Time,
                (ended, text, cut) => Ended(ended, entry, text, cut));
            lock (_lock)
            {
                _openBodies.Add(body);
            }
        });
        return body;
    }

    private ApiResponseEntry ResponseOf((EntryBuffer Buffer, string? After) place, string? method, string? url, int statusCode, TimeSpan elapsed, bool isPii,
        bool isExpected, LogField[]? fields)
    {
        CaptureLosses losses = default;
        var captured = Capture.Fields(Marked(fields, place.After), contentLength: 0, ref isPii, ref losses);
        var response = new ApiResponseEntry(place.Buffer)
        {
            Method = Capture.Text(method, ref losses.Visible).ToUpperInvariant(),
            Url = Url(url, ref losses),
            StatusCode = statusCode,
            Elapsed = elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed,
            Fields = new LogFields(captured),
            IsPii = isPii,
            IsExpected = isExpected,
            Timestamp = Time.GetUtcNow(),
        };
        place.Buffer.Ledger.LoseAll(losses.Visible, isPii);
        place.Buffer.Ledger.LoseAll(losses.Personal, isPii: true);
        return response;
    }

    private void Publish(ApiResponseEntry response, string? body, string? cut)
    {
        LossSet losses = default;
        response.ErrorBody = body is null || !Capture.KeepsText || !response.IsError ? null : ErrorBody(body, cut, ref losses);
        response.Scope.Ledger.LoseAll(losses, isPii: true);
        (response.Scope.Owner as FunctionEvent)?.Add(response);
        Publish(response);
    }

    private void Ended(CapturedBody body, ApiResponseEntry response, string text, string? cut)
    {
        lock (_lock)
        {
            _openBodies.Remove(body);
        }

        try
        {
            // The opening accepted the response when it arrived, so the opening's end does not matter here.
            Publish(response, text, cut);
        }
        catch (Exception e)
        {
            Drop(Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }

    // Bodies that are still being read are logged as received so far, while the opening accepts them.
    private void CloseBodies()
    {
        CapturedBody[] open;
        lock (_lock)
        {
            open = [.. _openBodies];
        }

        Array.ForEach(open, static body => body.Close());
    }

    // The query is personal, and so is the fact that it was too long.
    private string Url(string? url, ref CaptureLosses losses)
        => !Capture.KeepsText ? Capture.Content(url, ref losses.Visible)
        : UrlText.WithoutQuery(url ?? "").Length > Capture.Limits.TextLength ? Capture.Text(url, ref losses.Visible) : Capture.Text(url, ref losses.Personal);

    private string ErrorBody(string text, string? cut, ref LossSet losses)
    {
        string body = Capture.Text(text, ref losses);
        if (cut is null)
        {
            return body;
        }

        losses.Add(LossReason.TextLength);
        return body + cut;
    }
}
