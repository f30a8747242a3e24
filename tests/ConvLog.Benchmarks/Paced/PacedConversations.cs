using System.Diagnostics;
using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// The load: concurrently open conversations, evenly distributed over their steps, each taking a step at its scheduled time. A conversation that ends is
/// replaced by a new one without waiting for its end.
/// </summary>
/// <param name="shape">The number and pace of the conversations.</param>
/// <param name="sink">The sink to log to.</param>
internal sealed class PacedConversations(PacedShape shape, ILogSink sink)
{
    private const int OpenedBetweenFlushes = 50;

    // Steps due within this time are taken one after another.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(5);

    private readonly PacedConversation[] _open = new PacedConversation[shape.Open];
    private readonly List<Task> _endings = [];
    private readonly List<long> _calls = [];
    private int _opened;
    private int _next;

    /// <summary>The number of entries logged so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Opens all conversations and immediately takes their first steps, a different number for each.</summary>
    public async Task OpenAsync()
    {
        for (int i = 0; i < _open.Length; i++)
        {
            _open[i] = New();
            for (int steps = i * HostConversation.StepCount / _open.Length; steps > 0; steps--)
            {
                _open[i].Step();
            }

            if (i % OpenedBetweenFlushes == 0)
            {
                await sink.FlushAsync().ConfigureAwait(false); // The queue cannot hold all of them.
            }
        }

        CountEntries();
    }

    /// <summary>Runs them for a period. Late steps are taken as soon as possible; steps still due at the end are omitted.</summary>
    /// <returns>The number of logged entries.</returns>
    public async Task<int> RunAsync(TimeSpan period)
    {
        long begun = Stopwatch.GetTimestamp();
        long taken = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < period; elapsed = Stopwatch.GetElapsedTime(begun))
        {
            for (long due = (long)(elapsed.TotalSeconds * shape.StepsPerSecond); taken < due; taken++)
            {
                Step();
            }

            await Task.Delay(s_tick, TimeProvider.System).ConfigureAwait(false);
        }

        await Task.WhenAll(_endings).ConfigureAwait(false);
        _endings.Clear();
        return CountEntries();
    }

    /// <summary>Ends all conversations and waits until they are stored.</summary>
    public Task EndAsync() => Task.WhenAll(_open.Select(static conversation => conversation.EndAsync()));

    private void Step()
    {
        if (!_open[_next].Step())
        {
            _endings.Add(_open[_next].EndAsync());
            _open[_next] = New();
            _open[_next].Step();
        }

        _next = (_next + 1) % _open.Length;
    }

    private PacedConversation New() => new(_opened++, sink, _calls);

    private int CountEntries()
    {
        int entries = _calls.Count;
        Entries += entries;
        _calls.Clear();
        return entries;
    }
}
