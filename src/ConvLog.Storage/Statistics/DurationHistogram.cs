using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics;

/// <summary>
/// A histogram of durations, with their exact sum. Percentiles are exact while there are few durations, each of which is kept; beyond that they
/// differ by at most 1 % (<see cref="DurationBucket"/>). A negative duration, which no clock should measure, counts as zero. Not thread-safe.
/// </summary>
/// <remarks>Everything is a sum, or a list without an order, so histograms can be merged in any order.</remarks>
internal sealed class DurationHistogram
{
    /// <summary>How many durations are kept: with fewer than a thousand, a percentile is one of them.</summary>
    public const int MostKept = 999;

    // The measured durations, in any order; null if there are too many, or if some are known by their bucket only. Most histograms have a few.
    private List<long>? _kept = [];

    // The counts if the durations are not kept. The buckets of a doubling are allocated on first use: durations of one kind are within a few doublings.
    private long[]?[] _octaves = [];

    // The number of buckets with a count.
    private int _used;

    /// <summary>The number of durations.</summary>
    public long Count { get; private set; }

    /// <summary>The sum of all durations in ticks. 128 bits, so that it cannot overflow.</summary>
    public Int128 TotalTicks { get; private set; }

    /// <summary>Each duration in ticks, in any order; none if not all are kept.</summary>
    public ReadOnlySpan<long> Kept => CollectionsMarshal.AsSpan(_kept);

    /// <summary>Whether there are no durations.</summary>
    public bool IsEmpty => _kept is { } kept ? kept.Count == 0 : _used == 0;

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
        if (!TryKeep([ticks]))
        {
            AddTo(DurationBucket.Of(ticks), 1);
        }
    }

    /// <summary>Adds another histogram.</summary>
    public void Add(DurationHistogram other)
    {
        if (other._kept is { } kept)
        {
            foreach (long ticks in kept)
            {
                Measure(new TimeSpan(ticks)); // Faster than the search for the used buckets.
            }

            return;
        }

        TotalTicks += other.TotalTicks;
        CountKept();
        foreach (var (bucket, count) in other.Buckets())
        {
            AddTo(bucket, count);
        }
    }

    /// <summary>Adds durations of one bucket, for a store that counts them in its database.</summary>
    /// <param name="bucket">The bucket (<see cref="DurationBucket.Of"/>).</param>
    /// <param name="count">The number of durations.</param>
    /// <param name="totalTicks">Their sum.</param>
    /// <param name="ticks">Each of them; null if there are too many.</param>
    public void Add(int bucket, long count, Int128 totalTicks, long[]? ticks = null)
    {
        TotalTicks += totalTicks;
        if (!TryKeep(count == 1 ? [(long)totalTicks] : ticks?.Length == count ? ticks : null))
        {
            AddTo(bucket, count);
        }
    }

    /// <summary>The percentile, by nearest rank; zero if there are no durations.</summary>
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

    /// <summary>How many durations are at least as long as a given one: exact while each is kept, else to a bucket.</summary>
    public long CountFrom(TimeSpan shortest)
    {
        if (_kept is { Count: > 0 } kept)
        {
            return kept.Count(ticks => ticks >= shortest.Ticks);
        }

        int first = DurationBucket.Of(shortest.Ticks);
        long counted = 0;
        foreach (var (bucket, count) in Buckets())
        {
            counted += bucket >= first ? count : 0;
        }

        return counted;
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

    // The average is exact: if both are in one bucket, the middle of the bucket may be below it.
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

    // If durations are kept: their negative count, then the difference of each from the previous one. Otherwise: the sum, the number of used buckets, and for
    // each its distance from the previous one and its count.
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
        long bucket = 0;
        for (long left = reader.ReadInt64(), first = left; left > 0; left--)
        {
            bucket += reader.ReadInt64();
            if (bucket is < 0 or >= DurationBucket.Count)
            {
                throw VarintReader.Damaged("there is no such bucket");
            }

            long count = reader.ReadInt64();
            if (!TryKeep(first == 1 && count == 1 ? [(long)total] : null))
            {
                AddTo((int)bucket, count);
            }
        }
    }

    private void AddKept(ref VarintReader reader, int count)
    {
        _kept?.EnsureCapacity(_kept.Count + count);
        long ticks = 0;
        for (; count > 0; count--)
        {
            ticks += reader.ReadInt64();
            Measure(ticks >= 0 ? new TimeSpan(ticks) : throw VarintReader.Damaged("a duration is below zero"));
        }
    }

    // False if these must be counted by their bucket, as all are from then on. Empty if they are known by their bucket only.
    private bool TryKeep(ReadOnlySpan<long> ticks)
    {
        if (_kept is null || ticks.IsEmpty || Count + ticks.Length > MostKept)
        {
            CountKept();
            return false;
        }

        _kept.AddRange(ticks);
        Count += ticks.Length;
        return true;
    }

    private static DurationHistogram Counted(List<long> kept)
    {
        var counted = new DurationHistogram { _kept = kept };
        counted.CountKept();
        return counted;
    }

    private void CountKept()
    {
        if (_kept is not { } kept)
        {
            return;
        }

        (_kept, Count) = (null, 0);
        _octaves = new long[DurationBucket.Count / DurationBucket.PerOctave][];
        foreach (long ticks in kept)
        {
            AddTo(DurationBucket.Of(ticks), 1);
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

    /// <summary>The used buckets, in ascending order.</summary>
    internal UsedBuckets Buckets() => _kept is { Count: > 0 } kept ? Counted(kept).Buckets() : new(_octaves);
}
