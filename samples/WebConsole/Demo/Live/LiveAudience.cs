namespace WebConsole.Demo.Live;

/// <summary>The current viewers of the live page.</summary>
internal sealed class LiveAudience
{
    private readonly Lock _gate = new();
    private int _followers;
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Whether a request follows all new records: the stream of the live page, or of a program. Other pages follow only what they show.</summary>
    public static bool IsFollower(HttpRequest request)
    {
        string referrer = request.Headers.Referer.ToString();
        return request.Path.StartsWithSegments("/convlog/v1/live", StringComparison.Ordinal)
            && !request.Query.ContainsKey("conversation")
            && (referrer.Length == 0
                || (Uri.TryCreate(referrer, UriKind.Absolute, out var page) && page.AbsolutePath.EndsWith("/live", StringComparison.Ordinal)));
    }

    /// <summary>Adds a viewer until the result is disposed.</summary>
    public IDisposable Join()
    {
        TaskCompletionSource arrived;
        lock (_gate)
        {
            _followers++;
            arrived = _arrived;
        }

        arrived.TrySetResult();
        return new Seat(this);
    }

    /// <summary>Waits for a viewer.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _followers > 0 ? Task.CompletedTask : _arrived.Task.WaitAsync(cancellationToken);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_followers == 0)
            {
                _arrived = NewSignal();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Seat(LiveAudience audience) : IDisposable
    {
        private LiveAudience? _audience = audience;

        public void Dispose() => Interlocked.Exchange(ref _audience, null)?.Leave();
    }
}
