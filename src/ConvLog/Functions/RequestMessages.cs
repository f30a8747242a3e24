namespace ConvLog.Functions;

/// <summary>
/// The messages of a request, as a model call keeps them. Immutable. A request that continues an earlier one, as in the rounds of a loop, shares its
/// messages, so it only needs memory for new ones.
/// </summary>
internal sealed class RequestMessages
{
    private readonly Shared _shared;
    private readonly int _all;
    private readonly int _limit;
    private readonly ShortenedList<ModelMessage> _messages;

    private RequestMessages(Shared shared, int all, int limit)
    {
        (_shared, _all, _limit) = (shared, all, limit);
        _messages = new ShortenedList<ModelMessage>(shared.Messages, all, limit);
        Ids = new ShortenedList<Guid>(shared.Ids, all, limit);
    }

    public static RequestMessages None { get; } = new(new Shared(), all: 0, limit: 0);

    /// <summary>The messages within the limit.</summary>
    public IReadOnlyList<ModelMessage> Messages => _messages;

    /// <summary>The IDs of the messages.</summary>
    public IReadOnlyList<Guid> Ids { get; }

    /// <summary>The number of messages, including those that the limit omitted.</summary>
    public int All => _all;

    /// <summary>The number of messages that the limit omitted from the middle.</summary>
    public int Omitted => _messages.Omitted;

    /// <summary>These messages followed by more. Safe to call from any thread.</summary>
    /// <param name="more">The messages that follow.</param>
    /// <param name="limit">The number of messages to keep; the same for all requests that share messages.</param>
    /// <param name="capture">Captures a message. Messages that the limit omits are not read.</param>
    public RequestMessages With(ReadOnlySpan<ModelMessage> more, int limit, Func<ModelMessage, ModelMessage> capture)
    {
        int all = _all + more.Length;
        var captured = more.ToArray();
        for (int i = 0; i < captured.Length; i++)
        {
            int place = _all + i;
            if (place < limit / 2 || place >= all - (limit - (limit / 2)))
            {
                captured[i] = capture(captured[i]);
            }
        }

        return new RequestMessages(_shared.With(_all, captured), all, limit);
    }

    /// <summary>The index of the first message that a publisher has not received; all are marked as received. One thread at a time.</summary>
    public int TakeUnpublished(object publisher)
    {
        // Messages that a shorter request published are also in this one, or were omitted from it.
        int published = _shared.Publisher == publisher && _shared.Published <= _all ? _shared.Published : 0;
        (_shared.Publisher, _shared.Published) = (publisher, _all);
        return published < _limit / 2 ? published : Math.Max(_limit / 2, published - Omitted);
    }

    /// <summary>Messages that several requests begin with. Only ever appended to.</summary>
    private sealed class Shared
    {
        private readonly Lock _lock = new();
        private ModelMessage[] _messages = [];
        private Guid[] _ids = [];
        private int _count;

        public ModelMessage[] Messages => _messages;

        public Guid[] Ids => _ids;

        /// <summary>The publisher that received the first messages.</summary>
        public object? Publisher { get; set; }

        public int Published { get; set; }

        /// <summary>The first messages followed by more: in this object if they follow its last message, otherwise in a copy.</summary>
        public Shared With(int count, ModelMessage[] more)
        {
            lock (_lock)
            {
                if (count > 0 && count == _count)
                {
                    Add(more);
                    return this;
                }

                var copy = new Shared();
                copy.Add(_messages.AsSpan(0, count));
                copy.Add(more);
                return copy;
            }
        }

        private void Add(ReadOnlySpan<ModelMessage> more)
        {
            int needed = _count + more.Length;
            if (needed > _messages.Length)
            {
                int size = _count == 0 ? needed : Math.Max(needed, 2 * _count);
                Array.Resize(ref _messages, size);
                Array.Resize(ref _ids, size);
            }

            more.CopyTo(_messages.AsSpan(_count));
            for (; _count < needed; _count++)
            {
                _ids[_count] = _messages[_count].Id;
            }
        }
    }
}
