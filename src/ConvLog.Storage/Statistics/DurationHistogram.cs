namespace ConvLog.Storage.Statistics;

/// <summary>
/// How often durations of about one length were measured, and their exact sum. Percentiles are exact as long as there are few durations, each of which is kept;
/// of more they are at most 1 % off (<see cref="DurationBucket"/>). A duration below zero, which no clock should measure, counts as zero. Not thread-safe.
/// </summary>
/// <remarks>Everything is a sum, or a list without an order, so histograms can be merged in any order.</remarks>
internal sealed class DurationHistogram
{
    /// <summary>How many durations are kept: a percentile of fewer than a thousand is one of them.</summary>
    public const int MostKept = 999;

    // The buckets of a doubling are made when one of them is needed: durations of one kind lie within a few doublings.
    private readonly long[]?[] _octaves = new long[DurationBucket.Count / DurationBucket.PerOctave][];

    // How many buckets have a count.
    private int _used;

    // Those that were measured, in any order; null where they are too many, or some are known by their bucket only.
    private List<long>? _kept = [];

    /// <summary>How many were measured.</summary>
    public long Count { get; private set; }

    /// <summary>What they took together, in ticks. 128 bits, so that no number of the longest durations overflows.</summary>
    public Int128 TotalTicks { get; private set; }

    /// <summary>Whether none was measured.</summary>
    public bool IsEmpty => _used == 0;

    public static DurationHistogram Read(ReadOnlySpan<byte> bytes)
    {
        var histogram = new DurationHistogram();
        histogram.AddBytes(bytes);
        return histogram;
    }

    /// <summary>Counts a duration.</summary>
    public void Measure(TimeSpan duration)
    {
        long ticks = Math.Max(0, duration.Ticks);
        TotalTicks += ticks;
        AddTo(DurationBucket.Of(ticks), 1);
        Keep(ticks);
    }

    /// <summary>Counts all that another one did.</summary>
    public void Add(DurationHistogram other)
    {
        TotalTicks += other.TotalTicks;
        foreach (var (bucket, count) in other.Buckets())
        {
            AddTo(bucket, count);
        }

        KeepAll(other._kept);
    }

    /// <summary>Counts durations of one bucket, as a store does that lets its database count.</summary>
    /// <param name="bucket">The bucket (<see cref="DurationBucket.Of"/>).</param>
    /// <param name="count">How many they are.</param>
    /// <param name="totalTicks">What they took together.</param>
    /// <param name="ticks">Each of them; null where they are too many.</param>
    public void Add(int bucket, long count, Int128 totalTicks, long[]? ticks = null)
    {
        TotalTicks += totalTicks;
        AddTo(bucket, count);
        KeepAll(count == 1 ? [(long)totalTicks] : ticks?.Length == count ? ticks : null);
    }

    /// <summary>The duration of which so many percent took no longer, by nearest rank; zero where nothing was measured.</summary>
    public TimeSpan Percentile(int percent)
    {
        var rank = (((Int128)Count * percent) + 99) / 100;
        if (_kept is { Count: > 0 } kept)
        {
            kept.Sort();
            return new TimeSpan(kept[(int)Int128.Max(rank, 1) - 1]);
        }

        foreach (var (bucket, count) in Buckets())
        {
            rank -= count;
            if (rank <= 0)
            {
                return new TimeSpan(DurationBucket.Middle(bucket));
            }
        }

        return TimeSpan.Zero;
    }

    public DurationStatistics ToStatistics()
    {
        if (Count <= 0)
        {
            return DurationStatistics.None;
        }

        var average = new TimeSpan((long)(TotalTicks / Count));
        return new DurationStatistics { Count = Count, Average = average, P50 = Percentile(50), P95 = Percentile(95), P99 = Longest(average) };
    }

    // The average is exact: where both are in one bucket, its middle may be less.
    private TimeSpan Longest(TimeSpan average)
    {
        var longest = Percentile(99);
        return _kept is null && average > longest && DurationBucket.Of(average.Ticks) == DurationBucket.Of(longest.Ticks) ? average : longest;
    }

    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        WriteTo(writer);
        return writer.ToArray();
    }

    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        AddFrom(ref reader);
        reader.ExpectEnd();
    }

    // Below zero, how many are kept, and how much longer each is than the one before. Else the sum, how many buckets are in use, and for each how far it lies
    // behind the one before, and its count.
    internal void WriteTo(VarintWriter writer)
    {
        if (_kept is { Count: > 0 } kept)
        {
            writer.Write(-kept.Count);
            kept.Sort();
            long before = 0;
            foreach (long ticks in kept)
            {
                writer.Write(ticks - before);
                before = ticks;
            }

            return;
        }

        writer.Write(TotalTicks);
        writer.Write(_used);
        int last = 0;
        foreach (var (bucket, count) in Buckets())
        {
            writer.Write(bucket - last);
            writer.Write(count);
            last = bucket;
        }
    }

    internal void AddFrom(ref VarintReader reader)
    {
        var total = reader.ReadInt128();
        if (total < 0)
        {
            AddKept(ref reader, total < -MostKept ? throw VarintReader.Damaged("so many durations are not kept") : -(int)total);
            return;
        }

        TotalTicks += total;
        long buckets = reader.ReadInt64();
        long before = Count;
        long bucket = 0;
        for (long i = 0; i < buckets; i++)
        {
            bucket += reader.ReadInt64();
            if (bucket is < 0 or >= DurationBucket.Count)
            {
                throw VarintReader.Damaged("there is no such bucket");
            }

            AddTo((int)bucket, reader.ReadInt64());
        }

        if (Count != before)
        {
            KeepAll(Count - before == 1 ? [(long)total] : null);
        }
    }

    private void AddKept(ref VarintReader reader, int count)
    {
        long ticks = 0;
        for (; count > 0; count--)
        {
            ticks += reader.ReadInt64();
            Measure(ticks >= 0 ? new TimeSpan(ticks) : throw VarintReader.Damaged("a duration is below zero"));
        }
    }

    private void Keep(long ticks)
    {
        if (Count > MostKept)
        {
            _kept = null;
        }

        _kept?.Add(ticks);
    }

    private void KeepAll(IReadOnlyCollection<long>? ticks)
    {
        if (_kept is null || ticks is null || Count > MostKept)
        {
            _kept = null;
            return;
        }

        _kept.AddRange(ticks);
    }

    private void AddTo(int bucket, long count)
    {
        Count += count;
        ref long counted = ref (_octaves[bucket / DurationBucket.PerOctave] ??= new long[DurationBucket.PerOctave])[bucket % DurationBucket.PerOctave];
        _used -= counted == 0 ? 0 : 1;
        counted += count;
        _used += counted == 0 ? 0 : 1;
    }

    // Those in use, in their order.
    private UsedBuckets Buckets() => new(_octaves);

    /// <summary>Walks the buckets that are in use. Not an iterator: a store does this for each of its writes.</summary>
    /// <param name="octaves">The counts.</param>
    private struct UsedBuckets(long[]?[] octaves)
    {
        private int _octave = 0;
        private int _next = 0;

        public (int Bucket, long Count) Current { get; private set; }

        public readonly UsedBuckets GetEnumerator() => this;

        public bool MoveNext()
        {
            for (; _octave < octaves.Length; _octave++, _next = 0)
            {
                var counts = octaves[_octave].AsSpan();
                while (_next < counts.Length)
                {
                    int i = _next++;
                    if (counts[i] != 0)
                    {
                        Current = ((_octave * DurationBucket.PerOctave) + i, counts[i]);
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
