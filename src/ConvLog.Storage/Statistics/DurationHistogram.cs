namespace ConvLog.Storage.Statistics;

/// <summary>
/// How often durations of about one length were measured, and their exact sum. Percentiles are at most 1 % off (<see cref="DurationBucket"/>). A duration below
/// zero, which no clock should measure, counts as zero. Not thread-safe.
/// </summary>
/// <remarks>Everything is a sum, so histograms can be merged in any order.</remarks>
internal sealed class DurationHistogram
{
    // The buckets of a doubling are made when one of them is needed: durations of one kind lie within a few doublings.
    private readonly long[]?[] _octaves = new long[DurationBucket.Count / DurationBucket.PerOctave][];

    // How many buckets have a count.
    private int _used;

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
    }

    /// <summary>Counts all that another one did.</summary>
    public void Add(DurationHistogram other)
    {
        TotalTicks += other.TotalTicks;
        foreach (var (bucket, count) in other.Buckets())
        {
            AddTo(bucket, count);
        }
    }

    /// <summary>Counts durations of one bucket, as a store does that lets its database count.</summary>
    /// <param name="bucket">The bucket (<see cref="DurationBucket.Of"/>).</param>
    /// <param name="count">How many they are.</param>
    /// <param name="totalTicks">What they took together.</param>
    public void Add(int bucket, long count, Int128 totalTicks)
    {
        TotalTicks += totalTicks;
        AddTo(bucket, count);
    }

    /// <summary>The duration of which so many percent took no longer, by nearest rank; zero where nothing was measured.</summary>
    public TimeSpan Percentile(int percent)
    {
        var rank = (((Int128)Count * percent) + 99) / 100;
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
        return new DurationStatistics { Count = Count, Average = average, P50 = Percentile(50), P95 = Percentile(95), P99 = Percentile(99) };
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

    // The sum, how many buckets are in use, and for each how far it lies behind the one before, and its count.
    internal void WriteTo(VarintWriter writer)
    {
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
        TotalTicks += reader.ReadInt128();
        long buckets = reader.ReadInt64();
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
