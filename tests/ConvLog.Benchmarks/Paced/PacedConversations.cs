using System.Diagnostics;
using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// The load: conversations that are open at once, spread evenly over their steps, each with a step at its time by the clock. One that ends is replaced by a new
/// one; its end is not waited for.
/// </summary>
/// <param name="shape">How many, and how often.</param>
/// <param name="sink">Where they log.</param>
internal sealed class PacedConversations(PacedShape shape, ILogSink sink)
{
    private const int OpenedBetweenFlushes = 50;

    // Steps that are due within this time are taken one after another.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(5);

    private readonly PacedConversation[] _open = new PacedConversation[shape.Open];
    private readonly List<Task> _endings = [];
    private readonly List<long> _calls = [];
    private int _opened;
    private int _next;

    /// <summary>How many entries were logged so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Opens all of them and takes their first steps at once, so that each has another number of steps before it.</summary>
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
                await sink.FlushAsync().ConfigureAwait(false); // They fit into no queue together.
            }
        }

        CountEntries();
    }

    /// <summary>Runs them for a period. Steps that were late are taken as soon as possible, those that are due at the end are left out.</summary>
    /// <returns>How many entries were logged.</returns>
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

    /// <summary>Ends all of them and waits until they are stored.</summary>
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
