using System.Diagnostics;

namespace ConvLog.Tests.Support;

/// <summary>A conversation that is traced, and its spans.</summary>
public abstract class TracedTest : IDisposable
{
    protected const string Canary = "canary-4711";

    protected static readonly ActivitySource Other = new("Experimental.Other");

    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;

    protected TracedTest()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is TracingSink.SourceName or "Experimental.Other",
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
    }

    /// <summary>The ID of the conversation.</summary>
    protected string Id { get; } = Guid.NewGuid().ToString();

    // Only those of this test: others run in the same process.
    protected IReadOnlyList<Activity> Spans
    {
        get
        {
            lock (_spans)
            {
                return [.. _spans.Where(span => Equals(span.GetTagItem("gen_ai.conversation.id"), Id))];
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static void Fails(Conversation conv, string name, Exception exception)
    {
        try
        {
            conv.RunFunction(name, () => throw exception);
        }
        catch (Exception e) when (ReferenceEquals(e, exception))
        {
            // The tests check the outcome.
        }
    }

    protected Conversation Open(TracingSinkOptions? options = null) => new(new ConversationInfo(Id) { AgentId = "shop" }, new TracingSink(options));

    protected Activity Span(string name) => Spans.Should().ContainSingle(span => span.DisplayName == name).Subject;
}
