namespace ConvLog.Extensions.Http;

/// <summary>What the attempts at one request share, also where they are made with copies of it, and side by side. Any thread.</summary>
internal sealed class SentRequest
{
    // A copy of a request has its options, and by them this.
    private static readonly HttpRequestOptionsKey<SentRequest> s_key = new("ConvLog.Request");

    private readonly Lock _lock = new();
    private readonly List<HttpCall> _attempts = [];
    private readonly List<object> _outcomes = []; // Responses and exceptions, the latest last.
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
        List<HttpCall> open;
        lock (_lock)
        {
            _end = outcome;
            if (_attempts.TrueForAll(static attempt => attempt.IsLogged))
            {
                return;
            }

            // Of handlers inside of each other, the innermost logs: it began last.
            open = _attempts.FindAll(attempt => _attempts.FindLast(attempt.IsOfSameRequest)!.IsOfSameHandler(attempt));
        }

        open.ForEach(static attempt => attempt.EndWithRequest());
    }

    /// <summary>Begins an attempt.</summary>
    /// <returns>Its number among those of its handler, from 1, and how many outcomes there are before it.</returns>
    public (int Number, int Before) Begin(HttpCall attempt)
    {
        lock (_lock)
        {
            _attempts.Add(attempt);
            int number = 0;
            foreach (var one in _attempts)
            {
                // Another handler of the client may be outside of one that retries.
                number += one.IsOfSameHandler(attempt) ? 1 : 0;
            }

            return (number, _outcomes.Count);
        }
    }

    /// <summary>Whether a response or exception is new: no handler inside of the caller has seen it.</summary>
    public bool IsFirst(object outcome)
    {
        lock (_lock)
        {
            if (_outcomes.Contains(outcome))
            {
                return false;
            }

            _outcomes.Add(outcome);
            return true;
        }
    }

    /// <summary>Whether the caller gets the outcome of another attempt, which came while this one ran; null where that is not known yet.</summary>
    /// <param name="before">How many outcomes there were before this attempt.</param>
    /// <param name="own">What this attempt has failed with; null while it runs.</param>
    public bool? HasLost(int before, Exception? own)
    {
        lock (_lock)
        {
            // What ended by cancellation has won nothing.
            var others = _outcomes.Skip(before).TakeWhile(one => one != own).Where(static one => one is not OperationCanceledException);
            return !_awaitsEnd || !others.Any() ? false : _end is null ? null : others.Contains(_end);
        }
    }
}
