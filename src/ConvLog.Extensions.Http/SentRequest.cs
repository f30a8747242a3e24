namespace ConvLog.Extensions.Http;

/// <summary>What the attempts at one request share, also where they are made with copies of it, and side by side. Any thread.</summary>
internal sealed class SentRequest
{
    // A copy of a request has its options, and by them this.
    private static readonly HttpRequestOptionsKey<SentRequest> s_key = new("ConvLog.Request");

    private readonly Lock _lock = new();
    private readonly List<object> _outcomes = []; // Those that were logged, the latest last.
    private readonly List<object> _handlers = []; // Those that sent it, each as often as it did.
    private List<Action>? _waiting;
    private object? _end;
    private bool _awaitsEnd;

    /// <summary>That of a request, which has one from here on.</summary>
    public static SentRequest Of(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(s_key, out var sent))
        {
            request.Options.Set(s_key, sent = new SentRequest());
        }

        return sent;
    }

    /// <summary>Says that <see cref="End"/> will be called; false where someone else has said so.</summary>
    public bool TryAwaitEnd()
    {
        lock (_lock)
        {
            bool isFirst = !_awaitsEnd;
            _awaitsEnd = true;
            return isFirst;
        }
    }

    /// <summary>Says how it has ended as a whole: with the response or exception that the caller gets.</summary>
    public void End(object outcome)
    {
        List<Action>? waiting;
        lock (_lock)
        {
            _end = outcome;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.ForEach(static action => action());
    }

    /// <summary>Begins an attempt.</summary>
    /// <param name="handler">Which handler sends it: another one of the client may be outside of one that retries.</param>
    /// <returns>The attempt's number, from 1, and how many outcomes there are before it.</returns>
    public (int Number, int Before) Begin(object handler)
    {
        lock (_lock)
        {
            _handlers.Add(handler);
            return (_handlers.FindAll(one => ReferenceEquals(one, handler)).Count, _outcomes.Count);
        }
    }

    /// <summary>Whether a response or exception is to be logged: no handler has yet.</summary>
    public bool IsFirst(object outcome)
    {
        lock (_lock)
        {
            if (_outcomes.Exists(one => ReferenceEquals(one, outcome)))
            {
                return false;
            }

            _outcomes.Add(outcome);
            return true;
        }
    }

    /// <summary>Finds out whether an attempt that was canceled was so since the caller gets the outcome of another, which came while it ran.</summary>
    /// <param name="before">How many outcomes there were before the attempt.</param>
    /// <param name="then">Called with the answer: at once, or when the request ends.</param>
    public void FindWhetherLost(int before, Action<bool> then)
    {
        object[] others;
        lock (_lock)
        {
            // What ended by cancellation has won nothing.
            others = [.. _outcomes.Skip(before).Where(static one => one is not OperationCanceledException)];
            if (_awaitsEnd && _end is null && others.Length > 0)
            {
                (_waiting ??= []).Add(Answer);
                return;
            }
        }

        Answer();

        void Answer() => then(Array.Exists(others, one => ReferenceEquals(one, _end)));
    }
}
