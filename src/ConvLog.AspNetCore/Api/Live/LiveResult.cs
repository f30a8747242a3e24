using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Sends events as server-sent events until the client disconnects, loses access, or the host stops.</summary>
/// <param name="told">The events. The first batch has already been read.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Canceled when the host begins to stop.</param>
internal sealed class LiveResult(IAsyncEnumerator<LiveBatch> told, ContinuedAccess permission, TimeProvider time, CancellationToken stopping) : IResult
{
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(15);

    // A client that accepts no data for this time is disconnected, and can resume. It limits for how long permitted data is sent: see ContinuedAccess.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private long _lastSent;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ReadSlots.Release(httpContext);
        WriteHeaders(httpContext);
        try
        {
            await SendAsync(httpContext).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The stream just ends; a browser reconnects, perhaps to another host.
        }
        catch when (httpContext.Response.HasStarted)
        {
            httpContext.Abort();
            throw;
        }
        finally
        {
            await told.DisposeAsync().ConfigureAwait(false);
        }
    }

    public static void WriteHeaders(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = ContentType;
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";

        // Compression would delay an event until the next one, and the compressed length would reveal text that events have in common.
        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async Task SendAsync(HttpContext context)
    {
        using var text = new LiveText();
        text.Retry();
        bool isDue = true;
        do
        {
            if (await permission.RefusalAsync().ConfigureAwait(false) is { } refusal)
            {
                text.Clear();
                text.End(refusal);
                await WriteAsync(context, text).ConfigureAwait(false);
                return;
            }

            var batch = told.Current;
            if (batch.IsReset)
            {
                text.Reset(batch.Place);
            }
            else if (batch.Events.Count > 0)
            {
                Write(text, batch);
            }
            else if (isDue || time.GetElapsedTime(_lastSent) >= s_silence)
            {
                text.Position(batch.Place);
            }

            // After events without a position, the position is sent.
            isDue = batch.Place is null;
            await WriteAsync(context, text).ConfigureAwait(false);
        }
        while (await told.MoveNextAsync().ConfigureAwait(false));
    }

    private static void Write(LiveText text, LiveBatch batch)
    {
        foreach (var happened in batch.Events)
        {
            text.Event(happened);
        }
    }

    private async ValueTask WriteAsync(HttpContext context, LiveText text)
    {
        if (text.Written.IsEmpty)
        {
            return;
        }

        using var patience = new CancellationTokenSource(s_patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted, stopping);
        try
        {
            await context.Response.Body.WriteAsync(text.Written, ended.Token).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            context.Abort();
            context.RequestAborted.ThrowIfCancellationRequested();
            throw;
        }

        text.Clear();
        _lastSent = time.GetTimestamp();
    }
}
