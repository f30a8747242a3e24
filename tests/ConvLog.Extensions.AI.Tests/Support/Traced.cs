using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>One trace, with the spans of ConvLog and of the host's telemetry, and the tokens that both count for one model.</summary>
public sealed class Traced : IDisposable
{
    private readonly ActivitySource _root = new("root." + Guid.NewGuid());
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();
    private readonly Activity _request;

    public Traced(bool hearsHost = true)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => Heard(source.Name, hearsHost) || Is(source.Name, _root.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_spans)
                {
                    _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "gen_ai.client.token.usage" && Heard(instrument.Meter.Name, hearsHost))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((_, count, tags, _) => Count(count, tags));
        _meters.SetMeasurementEventCallback<long>((_, count, tags, _) => Count(count, tags));
        _meters.Start();
        Activity.Current = null;
        _request = _root.StartActivity("request")!;
    }

    /// <summary>The name of the source and meter of the host's telemetry.</summary>
    public string Host { get; } = "host." + Guid.NewGuid();

    /// <summary>The model whose tokens are counted. Other tests run in the same process.</summary>
    public string Model { get; } = "model." + Guid.NewGuid();

    public Activity Request => _request;

    /// <summary>The tokens of input and output that were counted.</summary>
    public (long Input, long Output) Tokens { get; private set; }

    /// <summary>The ended spans, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            lock (_spans)
            {
                return [.. _spans.Where(span => span.TraceId == _request.TraceId && span != _request)];
            }
        }
    }

    public IReadOnlyList<Activity> Own => [.. Spans.Where(static span => span.Source.Name is TracingSink.SourceName)];

    public IReadOnlyList<Activity> Of(string operation) => [.. Spans.Where(span => Equals(span.GetTagItem("gen_ai.operation.name"), operation))];

    /// <summary>The host's spans as text: everything except times and IDs, and the host's parent span of each.</summary>
    public IReadOnlyList<string> HostSpans
        => [.. Spans.Where(span => Is(span.Source.Name, Host)).Select(static span =>
            $"{span.OperationName} | {span.DisplayName} | {span.Status} {span.StatusDescription} | {ParentOf(span)} | {string.Join(", ", TagsOf(span))}")];

    /// <summary>All text of the spans of ConvLog.</summary>
    public string OwnText => string.Join('\n', Own.Select(static span => $"{span.DisplayName} {span.StatusDescription} {string.Join(", ", TagsOf(span))} "
        + string.Join(", ", span.Events.Select(static e => e.Name + string.Join(", ", e.Tags)))));

    public void Dispose()
    {
        _request.Dispose();
        _listener.Dispose();
        _meters.Dispose();
        _root.Dispose();
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.Ordinal);

    private bool Heard(string name, bool hearsHost) => name is TracingSink.SourceName || (hearsHost && Is(name, Host));

    private static string? ParentOf(Activity span)
    {
        var parent = span.Parent;
        while (parent is { Source.Name: TracingSink.SourceName })
        {
            parent = parent.Parent;
        }

        return parent?.DisplayName;
    }

    private static IEnumerable<string> TagsOf(Activity span)
        => span.TagObjects.Where(static tag => tag.Key is not "gen_ai.response.time_to_first_chunk")
            .Select(static tag => $"{tag.Key}={(tag.Value is string[] many ? string.Join('+', many) : tag.Value)}");

    private void Count(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        bool isOfModel = false;
        bool isInput = false;
        foreach (var tag in tags)
        {
            isOfModel |= tag.Key is "gen_ai.request.model" && Equals(tag.Value, Model);
            isInput |= tag.Key is "gen_ai.token.type" && tag.Value is "input";
        }

        if (isOfModel)
        {
            Tokens = isInput ? (Tokens.Input + count, Tokens.Output) : (Tokens.Input, Tokens.Output + count);
        }
    }
}
