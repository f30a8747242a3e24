namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// The stored statistics of the calls in the conversations of a past day: for each function, endpoint and model the figures of an <see cref="ICallReport"/>
/// except those of the log. A conversation with a call that has no end is listed instead of counted: whether that call was abandoned depends on the time of
/// the query. Not thread-safe.
/// </summary>
internal sealed class CountedCalls
{
    // Larger days, such as those where each call has its own name, are not stored, and are counted from their calls.
    private const int MostBytes = 1 << 20;

    private static readonly CallTargetKind[] s_kinds = Enum.GetValues<CallTargetKind>();

    private readonly Targets[] _targets = [.. s_kinds.Select(static kind => new Targets(kind == CallTargetKind.Model))];

    /// <summary>Counts all calls of one kind in a conversation.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="conversation">The conversation, with these calls; of functions, with its API responses.</param>
    /// <param name="number">Its number in the store.</param>
    public void Add(CallTargetKind kind, ExaminedConversation conversation, long number)
    {
        if (conversation.Calls.Count > 0)
        {
            _targets[(int)kind].Add(conversation, number);
        }
    }

    /// <summary>Serializes the calls of all kinds.</summary>
    public byte[] ToBytes() => [.. s_kinds.SelectMany(ToBytes)];

    /// <summary>Serializes the calls of one kind.</summary>
    public byte[] ToBytes(CallTargetKind kind)
    {
        var writer = new VarintWriter();
        byte[] bytes = _targets[(int)kind].ToBytes();
        writer.Write(bytes.Length > MostBytes ? [] : bytes);
        return writer.ToArray();
    }

    /// <summary>Reads the bytes of one kind.</summary>
    /// <returns>Null if the calls were too large to store.</returns>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes(CallTargetKind)"/>.</exception>
    public static CountedTargets? Read(ReadOnlySpan<byte> bytes) => Read(bytes, s_kinds[0]);

    /// <summary>Reads the calls of one kind from the bytes of all kinds.</summary>
    /// <returns>Null if the calls were too large to store.</returns>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes()"/>.</exception>
    public static CountedTargets? Read(ReadOnlySpan<byte> bytes, CallTargetKind kind)
    {
        var reader = new VarintReader(bytes);
        for (var passed = s_kinds[0]; passed < kind; passed++)
        {
            reader.ReadBytes();
        }

        var kept = reader.ReadBytes();
        return kept.IsEmpty ? null : new CountedTargets(kept);
    }

    /// <summary>The parts of a day, as read.</summary>
    /// <returns>Null if calls of the day are outside the period, or a part was too large to store: the day must then be counted from its rows.</returns>
    public static List<CountedTargets>? Whole(IReadOnlyCollection<CountedTargets?> parts, CallSeries series)
        => parts.All(part => part?.IsWithin(series) == true) ? [.. parts.OfType<CountedTargets>()] : null;

    private sealed class Targets(bool hasProviders)
    {
        private readonly Dictionary<(string Name, string? Provider), Target> _targets = [];
        private readonly Dictionary<string, Target> _ofAllProviders = new(StringComparer.Ordinal);
        private readonly SortedSet<long> _open = [];
        private long _conversations;

        public void Add(ExaminedConversation conversation, long number)
        {
            if (conversation.Calls.Exists(static call => call.Outcome is null))
            {
                _open.Add(number);
                return;
            }

            _conversations++;
            foreach (var calls in conversation.Calls.GroupBy(static call => call.Target))
            {
                Add(_targets, calls.Key, calls);
            }

            // A conversation that called several providers for one model counts once.
            foreach (var calls in hasProviders ? conversation.Calls.GroupBy(static call => call.Target.Name, StringComparer.Ordinal) : [])
            {
                Add(_ofAllProviders, calls.Key, calls);
            }

            void Add<TKey>(Dictionary<TKey, Target> targets, TKey key, IEnumerable<ExaminedCall> calls)
                where TKey : notnull
            {
                var target = targets.TryGetValue(key, out var kept) ? kept : targets[key] = new Target();
                target.Cell.Add(conversation, calls, _conversations);
                target.Conversations.Add(number);
            }
        }

        // The quarters of the first and the last call, the conversations that are not counted, and the functions, endpoints or models.
        public byte[] ToBytes()
        {
            var writer = new VarintWriter();
            var quarters = _targets.Values.SelectMany(static target => target.Cell.Target.Quarters).DefaultIfEmpty().ToList();
            writer.Write(quarters.Min());
            writer.Write(quarters.Max());
            writer.WriteAscending(_open);
            var several = _targets.Keys.GroupBy(static target => target.Name, StringComparer.Ordinal)
                .Where(static name => name.Skip(1).Any()).Select(static name => name.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var ((name, provider), target) in _targets)
            {
                target.WriteTo(writer, name, provider, several.Contains(name) ? CountedProviders.OneOfSeveral : CountedProviders.Only);
            }

            foreach (string name in several)
            {
                _ofAllProviders[name].WriteTo(writer, name, null, CountedProviders.All);
            }

            return writer.ToArray();
        }
    }

    private sealed class Target
    {
        public CallDetailCell Cell { get; } = new();

        public SortedSet<long> Conversations { get; } = [];

        public void WriteTo(VarintWriter writer, string name, string? provider, CountedProviders providers)
        {
            writer.Write(name);
            writer.WriteOptional(provider);
            writer.Write((long)providers);
            Write(writer, Cell.Target.WriteTo);
            Write(writer, Cell.WriteTo);
            Write(writer, part => part.WriteAscending(Conversations));
        }

        // Written with its length, so that readers can skip it.
        private static void Write(VarintWriter writer, Action<VarintWriter> write)
        {
            var part = new VarintWriter();
            write(part);
            writer.Write(part.ToArray());
        }
    }
}
