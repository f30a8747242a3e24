namespace ConvLog.Extensions.Http;

/// <summary>The shared state of all attempts at one request, even if they send copies of it concurrently. Safe to use from any thread.</summary>
internal sealed class SentRequest
{
    // A copy of a request has the same options and therefore this state.
    private static readonly HttpRequestOptionsKey<SentRequest> s_key = new("ConvLog.Request");

    private readonly Lock _lock = new();
    private readonly List<HttpCall> _attempts = [];
    private readonly List<object> _outcomes = []; // Responses and exceptions, the latest last.
    private object? _end;
    private bool _awaitsEnd;

    /// <summary>The state of a request, created on first use.</summary>
    public static SentRequest Of(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(s_key, out var sent))
        {
            request.Options.Set(s_key, sent = new SentRequest());
        }

        return sent;
    }

    /// <summary>Announces a call of <see cref="End"/>; false if it was already announced.</summary>
    public bool TryAwaitEnd()
    {
        lock (_lock)
        {
            bool isFirst = !_awaitsEnd;
            _awaitsEnd = true;
            return isFirst;
        }
    }

    /// <summary>Ends the whole request with the response or exception that the caller gets.</summary>
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

            // If handlers are nested, the innermost logs: it began last.
            open = _attempts.FindAll(attempt => _attempts.FindLast(attempt.IsOfSameRequest)!.IsOfSameHandler(attempt));
        }

        open.ForEach(static attempt => attempt.EndWithRequest());
    }

    /// <summary>Starts an attempt.</summary>
    /// <returns>Its number among the attempts of its handler, from 1, and the number of earlier outcomes.</returns>
    public (int Number, int Before) Begin(HttpCall attempt)
    {
        lock (_lock)
        {
            _attempts.Add(attempt);
            int number = 0;
            foreach (var one in _attempts)
            {
                // Another handler of the client may be outside the one that retries.
                number += one.IsOfSameHandler(attempt) ? 1 : 0;
            }

            return (number, _outcomes.Count);
        }
    }

    /// <summary>Whether a response or exception is new: no inner handler has seen it.</summary>
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

    /// <summary>Whether the caller gets the outcome of another attempt that ended while this one ran; null if that is not known yet.</summary>
    /// <param name="before">The number of outcomes before this attempt.</param>
    /// <param name="own">The exception of this attempt; null while it runs.</param>
    public bool? HasLost(int before, Exception? own)
    {
        lock (_lock)
        {
            // A canceled attempt cannot be the one that succeeded.
            var others = _outcomes.Skip(before).TakeWhile(one => one != own).Where(static one => one is not OperationCanceledException);
            return !_awaitsEnd || !others.Any() ? false : _end is null ? null : others.Contains(_end);
        }
    }
}
