using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.Tests.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Storage.Statistics;

public class DurationHistogramTests
{
    private static readonly Gen<TimeSpan[]> s_measured = Gen.OneOf(Durations.Any.ArrayOf(), Durations.Usual.ArrayOf());

    private static DurationHistogram Of(IEnumerable<TimeSpan> durations)
    {
        var histogram = new DurationHistogram();
        foreach (var duration in durations)
        {
            histogram.Measure(duration);
        }

        return histogram;
    }

    [Fact]
    public void The_middle_of_every_bucket_is_within_one_percent_of_its_first_and_last_duration()
    {
        long first = 0;
        for (int bucket = 0; bucket < DurationBucket.Count; bucket++)
        {
            long width = bucket < 2 * DurationBucket.PerOctave ? 1 : 1L << ((bucket / DurationBucket.PerOctave) - 1);
            long last = first + (width - 1);
            DurationBucket.Of(first).Should().Be(bucket);
            DurationBucket.Of(last).Should().Be(bucket);

            var middle = (Int128)DurationBucket.Middle(bucket);
            ((middle - first) * 100).Should().BeInRange(0, first);
            ((last - middle) * 100).Should().BeInRange(0, last);
            first = unchecked(last + 1);
        }

        first.Should().Be(long.MinValue, "the last bucket ends with the longest duration there is");
    }

    [Fact]
    public void Each_percentile_is_within_one_percent_of_the_one_by_nearest_rank() => Cases.Hold(s_measured, static durations =>
    {
        var histogram = Of(durations);
        long[] sorted = [.. durations.Select(static d => Math.Max(0, d.Ticks)).Order()];

        foreach (int percent in new[] { 1, 50, 95, 99, 100 })
        {
            long exact = sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(percent * sorted.Length / 100m) - 1];
            Int128.Abs((Int128)histogram.Percentile(percent).Ticks - exact).Should().BeLessThanOrEqualTo(exact / 100, "p{0} is {1} ticks", percent, exact);
        }
    });

    [Fact]
    public void The_average_is_the_exact_sum_divided_by_the_count() => Cases.Hold(s_measured, static durations =>
    {
        var sum = durations.Aggregate((Int128)0, static (sum, duration) => sum + Math.Max(0, duration.Ticks));

        var statistics = Of(durations).ToStatistics();

        statistics.Count.Should().Be(durations.Length);
        statistics.Average.Ticks.Should().Be(durations.Length == 0 ? 0 : (long)(sum / durations.Length));
    });

    [Fact]
    public void Merged_histograms_are_the_histogram_of_all() => Cases.Hold(s_measured.Zip(s_measured), static pair =>
    {
        var merged = Of(pair.Item1);
        merged.Add(Of(pair.Item2));
        var fromBytes = Of(pair.Item1);
        fromBytes.AddBytes(Of(pair.Item2).ToBytes());

        byte[] all = Of(pair.Item1.Concat(pair.Item2)).ToBytes();
        merged.ToBytes().Should().Equal(all);
        fromBytes.ToBytes().Should().Equal(all);
    });

    [Fact]
    public void A_histogram_is_read_back_from_its_bytes() => Cases.Hold(s_measured, static durations =>
    {
        var histogram = Of(durations);

        var read = DurationHistogram.Read(histogram.ToBytes());

        read.ToBytes().Should().Equal(histogram.ToBytes());
        read.Count.Should().Be(durations.Length);
        read.ToStatistics().Should().Be(histogram.ToStatistics());
    });

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(DurationHistogram.MostKept)]
    public void Percentiles_of_fewer_than_a_thousand_durations_are_among_them(int count)
    {
        TimeSpan[] durations = [.. Enumerable.Range(1, count).Select(static i => TimeSpan.FromMilliseconds(5_096.123 + (7.3 * i)))];
        var merged = Of(durations[..(count / 2)]);
        merged.AddBytes(Of(durations[(count / 2)..]).ToBytes());

        foreach (var histogram in (DurationHistogram[])[Of(Enumerable.Reverse(durations)), merged])
        {
            var statistics = histogram.ToStatistics();

            (statistics.P50, statistics.P95, statistics.P99).Should().Be((Ranked(50), Ranked(95), Ranked(99)));
        }

        TimeSpan Ranked(int percent) => durations[(((count * percent) + 99) / 100) - 1];
    }

    [Fact]
    public void Durations_beyond_the_limit_are_not_kept()
    {
        var histogram = Of(Enumerable.Range(0, DurationHistogram.MostKept + 1).Select(static i => TimeSpan.FromSeconds(i + 0.123)));

        histogram.ToBytes().Length.Should().BeLessThan(2_000);
        DurationHistogram.Read(histogram.ToBytes()).ToStatistics().Should().Be(histogram.ToStatistics());
    }

    [Fact]
    public void Durations_known_only_by_bucket_are_not_treated_as_exact()
    {
        long ticks = TimeSpan.FromMilliseconds(4_914).Ticks;
        var told = new DurationHistogram();
        told.Add(DurationBucket.Of(ticks), 2, 2 * ticks, [ticks, ticks]);
        told.Percentile(50).Ticks.Should().Be(ticks);

        told.Add(DurationBucket.Of(ticks), 2, 2 * ticks);

        told.Percentile(50).Ticks.Should().Be(DurationBucket.Middle(DurationBucket.Of(ticks)));
    }

    [Fact]
    public void A_single_duration_stored_by_bucket_is_exact_by_its_sum()
    {
        var took = TimeSpan.FromMilliseconds(900);
        var stored = new VarintWriter();
        stored.Write((Int128)took.Ticks);
        stored.Write(1);
        stored.Write(DurationBucket.Of(took.Ticks));
        stored.Write(1);

        DurationHistogram.Read(stored.ToArray()).ToStatistics().P95.Should().Be(took);
    }

    [Fact]
    public void The_average_of_similar_durations_does_not_exceed_their_99th_percentile()
    {
        var took = TimeSpan.FromMilliseconds(4_914);

        var statistics = Of(Enumerable.Repeat(took, 5_000)).ToStatistics();

        (statistics.Average, statistics.P99).Should().Be((took, took));
    }

    [Fact]
    public void An_empty_histogram_is_zero_everywhere()
    {
        new DurationHistogram().ToStatistics().Should().Be(DurationStatistics.None);
        new DurationHistogram().Percentile(99).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_duration_below_zero_counts_as_zero()
        => Of([TimeSpan.FromSeconds(-3), TimeSpan.FromTicks(10)]).ToStatistics()
            .Should().Be(new DurationStatistics
            {
                Count = 2,
                Average = TimeSpan.FromTicks(5),
                P50 = TimeSpan.Zero,
                P95 = TimeSpan.FromTicks(10),
                P99 = TimeSpan.FromTicks(10),
            });

    [Fact]
    public void Percentiles_are_by_nearest_rank()
    {
        var histogram = Of(Enumerable.Range(1, 100).Select(static ticks => new TimeSpan(ticks))); // Short enough to be exact.

        histogram.ToStatistics().Should().Be(new DurationStatistics
        {
            Count = 100,
            Average = new TimeSpan(50),
            P50 = new TimeSpan(50),
            P95 = new TimeSpan(95),
            P99 = new TimeSpan(99),
        });
        histogram.Percentile(100).Ticks.Should().Be(100);
        histogram.Percentile(1).Ticks.Should().Be(1);
    }

    [Fact]
    public void Merging_from_bytes_allocates_nothing()
    {
        byte[] bytes = Of(Enumerable.Range(0, 1_000).Select(static i => TimeSpan.FromMilliseconds(20 + (i * 7)))).ToBytes();
        var histogram = DurationHistogram.Read(bytes);
        histogram.AddBytes(bytes);

        long before = GC.GetAllocatedBytesForCurrentThread();
        histogram.AddBytes(bytes);
        long after = GC.GetAllocatedBytesForCurrentThread();

        (after - before).Should().Be(0);
        histogram.Count.Should().Be(3_000);
    }

    [Fact]
    public void A_quarter_hour_of_a_thousand_answers_takes_less_than_a_kilobyte()
        => Of(Enumerable.Range(0, 1_000).Select(static i => TimeSpan.FromMilliseconds(200 + (i * 20)))).ToBytes().Length.Should().BeLessThan(1_024);

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        byte[] bytes = Of([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), TimeSpan.MaxValue, TimeSpan.MaxValue]).ToBytes();

        for (int length = 0; length < bytes.Length; length++)
        {
            int cut = length;
            FluentActions.Invoking(() => DurationHistogram.Read(bytes.AsSpan(0, cut))).Should().Throw<InvalidDataException>();
        }

        FluentActions.Invoking(() => DurationHistogram.Read([.. bytes, 0])).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Bytes_with_an_unknown_bucket_are_refused()
    {
        var writer = new VarintWriter();
        writer.Write(0);
        writer.Write(1);
        writer.Write(DurationBucket.Count);
        writer.Write(1);

        FluentActions.Invoking(() => DurationHistogram.Read(writer.ToArray())).Should().Throw<InvalidDataException>().WithMessage("*no such bucket*");
    }
}
