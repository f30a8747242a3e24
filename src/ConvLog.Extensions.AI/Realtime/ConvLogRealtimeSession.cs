using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>A realtime session that is logged.</summary>
/// <param name="inner">The session with the model.</param>
/// <param name="log">The log of the session.</param>
internal sealed class ConvLogRealtimeSession(IRealtimeClientSession inner, RealtimeLog log) : IRealtimeClientSession
{
    public RealtimeSessionOptions? Options => inner.Options;

    public async Task SendAsync(RealtimeClientMessage message, CancellationToken cancellationToken = default)
    {
        // Logged before it is sent, since the answer may arrive during the send.
        log.Sending(message);
        try
        {
            await inner.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.SendFailed(message, e, cancellationToken);
            throw;
        }
    }

    public async IAsyncEnumerable<RealtimeServerMessage> GetStreamingResponseAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = Start(cancellationToken);
        await using var _ = stream.ConfigureAwait(false);
        while (await NextAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            yield return stream.Current;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);
    }

    public ValueTask DisposeAsync()
    {
        // Logged before it closes: requests that fail because of the close count as abandoned.
        log.RecordUserLeft();
        return inner.DisposeAsync();
    }

    private IAsyncEnumerator<RealtimeServerMessage> Start(CancellationToken cancellationToken)
    {
        try
        {
            return inner.GetStreamingResponseAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception e)
        {
            log.Fail(e, cancellationToken);
            throw;
        }
    }

    // Functions that are invoked inside this session run while its next message is awaited.
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<RealtimeServerMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            using var current = log.MakeCurrent();
            if (!await stream.MoveNextAsync().ConfigureAwait(false))
            {
                log.End(cancellationToken);
                return false;
            }
        }
        catch (Exception e)
        {
            log.Fail(e, cancellationToken);
            throw;
        }

        log.Received(stream.Current);
        return true;
    }
}
