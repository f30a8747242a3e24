namespace ConvLog.Functions;

/// <summary>
/// The messages of a request, as a model call keeps them. Immutable. A request that goes on from an earlier one, as in the rounds of a loop, shares its
/// messages: it costs what is new.
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

    /// <summary>No messages.</summary>
    public static RequestMessages None { get; } = new(new Shared(), all: 0, limit: 0);

    /// <summary>The messages, within the limit.</summary>
    public IReadOnlyList<ModelMessage> Messages => _messages;

    /// <summary>The IDs of the messages.</summary>
    public IReadOnlyList<Guid> Ids { get; }

    /// <summary>How many they are, with those that the limit omitted.</summary>
    public int All => _all;

    /// <summary>How many messages the limit omitted, from the middle.</summary>
    public int Omitted => _messages.Omitted;

    /// <summary>These messages and more. Any thread.</summary>
    /// <param name="more">Those that follow.</param>
    /// <param name="limit">How many are kept; the same for all that share messages.</param>
    /// <param name="capture">Captures a message. What the limit omits is not read.</param>
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

    /// <summary>The place of the first message that a publisher has not been given; from now on it has been given all. One thread at a time.</summary>
    public int TakeUnpublished(object publisher)
    {
        // What a shorter request published is in this one, too, or omitted from it.
        int published = _shared.Publisher == publisher && _shared.Published <= _all ? _shared.Published : 0;
        (_shared.Publisher, _shared.Published) = (publisher, _all);
        return published < _limit / 2 ? published : Math.Max(_limit / 2, published - Omitted);
    }

    /// <summary>Messages that several requests begin with. More are only added.</summary>
    private sealed class Shared
    {
        private readonly Lock _lock = new();
        private ModelMessage[] _messages = [];
        private Guid[] _ids = [];
        private int _count;

        public ModelMessage[] Messages => _messages;

        public Guid[] Ids => _ids;

        /// <summary>Who was given the first of them, and how many.</summary>
        public object? Publisher { get; set; }

        public int Published { get; set; }

        /// <summary>The first of them and more: in this, if these follow its last, or in a copy.</summary>
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
