#if NET9_0_OR_GREATER // .NET 8 has no advice for bucket boundaries.
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Sinks;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ConvLog.Tests.Sinks;

/// <summary>
/// Regression: exporters have buckets for milliseconds by default (0, 5, 10 and so on up to 10,000), so the 99th percentile of writes, measured in seconds,
/// was 4.95 s on every healthy host.
/// </summary>
[Collection(nameof(Storage.Sinks.StoreSinkMeterTests))] // Writes of other tests would be counted.
public class HistogramTests
{
    [Fact]
    public void Every_histogram_advises_buckets_for_its_unit()
    {
        RuntimeHelpers.RunClassConstructor(typeof(GenAiMeter).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(SinkMeter).TypeHandle);
        var bounds = new SortedDictionary<string, (string? Unit, double Least, double Most)>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter, CaptureMeter.Meter) && instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal))
                {
                    double[] own = BoundsOf(instrument);
                    bounds[instrument.Name] = (instrument.Unit, own[0], own[^1]);
                }
            },
        };
        listener.Start();

        bounds.Should().HaveCount(7).And.ContainKeys("convlog.sink.write.duration", "convlog.sink.batch.size");
        bounds.Values.Where(static bound => bound.Unit is "s").Should().HaveCount(5);
        bounds.Values.Where(static bound => bound.Unit is "s" && (bound.Least > 0.1 || bound.Most > 500)).Should().BeEmpty();
        bounds["convlog.sink.write.duration"].Should().Be(("s", 0.001, 30));
    }

    [Fact]
    public async Task An_exporter_reports_the_99th_percentile_of_a_healthy_store_below_the_alert_threshold()
    {
        List<Metric> exported = [];
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(TracingSink.SourceName).AddInMemoryExporter(exported).Build();
        await using (var sink = new StoreSink(new InMemoryConversationStore()))
        {
            await using var conv = new Conversation(new ConversationInfo("c"), sink);
            for (int write = 0; write < 500; write++)
            {
                conv.Log.Info("m");
                (await conv.FlushAsync()).IsComplete.Should().BeTrue();
            }
        }

        provider.ForceFlush().Should().BeTrue();

        Percentile(exported.Last(static metric => string.Equals(metric.Name, "convlog.sink.write.duration", StringComparison.Ordinal)), 0.99).Should()
            .BeLessThan(1, "docs/operate.md says to alert above a second");
    }

    [Fact]
    public void Names_invented_by_a_model_do_not_become_separate_labels()
    {
        List<Metric> exported = [];
        string invented = new('x', 100_000);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(TracingSink.SourceName).AddInMemoryExporter(exported).Build();
        using (var conv = new Conversation(new ConversationInfo("c"), new TracingSink(new TracingSinkOptions())))
        {
            using var turn = conv.BeginTurn("hello");
            using (var model = turn.BeginModelCall(invented))
            {
                model.Complete(ModelMessage.Assistant("hello"), new ModelUsage(invented, 12, 4));
            }

            using var call = conv.BeginFunction(invented);
        }

        provider.ForceFlush().Should().BeTrue();

        List<string> labels = [];
        foreach (var metric in exported)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var (_, value) in point.Tags)
                {
                    labels.Add(value?.ToString() ?? "");
                }
            }
        }

        labels.Should().Contain(LabelValues.Other);
        labels.Max(static label => label.Length).Should().BeLessThanOrEqualTo(256);
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } own } => [.. own],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } own } => [.. own.Select(static bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } own } => [.. own.Select(static bound => (double)bound)],
        _ => throw new InvalidOperationException($"{instrument.Name} has the buckets of the exporter."),
    };

    // As computed by Prometheus, with linear interpolation within a bucket.
    private static double Percentile(Metric metric, double share)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            double left = point.GetHistogramCount() * share;
            double from = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                if (bucket.BucketCount >= left)
                {
                    return from + ((bucket.ExplicitBound - from) * left / bucket.BucketCount);
                }

                left -= bucket.BucketCount;
                from = bucket.ExplicitBound;
            }
        }

        throw new InvalidOperationException("Nothing was measured.");
    }
}
#endif
