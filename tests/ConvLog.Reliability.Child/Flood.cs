using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Reliability.Child;

/// <summary>
/// Writes batches until it is told to end, and says how many entries are stored. Between batches it pauses at random, so that others get to checkpoint all of
/// the WAL: only then does the next commit restart it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="assignment">What it is to do.</param>
/// <param name="report">Where to say it.</param>
internal sealed class Flood(SqliteConversationStore store, Assignment assignment, Report report)
{
    private const int EntriesOfOne = 100;
    private const int LongestPause = 100;

    private static readonly string s_text = new('x', 400);
    private readonly Random _random = new(assignment.Seed);
    private long _stored;

    public async Task RunAsync(CancellationToken stop)
    {
        await using var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = EntriesOfOne, DisposeTimeout = assignment.Deadline });
        for (int number = 1; !stop.IsCancellationRequested; number++)
        {
            var conversation = new Conversation(new ConversationInfo(string.Create(CultureInfo.InvariantCulture, $"{assignment.Conversations}{number}")), sink);
            for (int entry = 0; entry < EntriesOfOne; entry++)
            {
                conversation.Log.Info(s_text, ("entry", entry));
            }

            if ((await sink.FlushAsync(stop).ConfigureAwait(false)).IsComplete)
            {
                _stored += EntriesOfOne;
                report.Say(Report.Flushed, new FlushCounts(_stored, 0, 0));
            }

            await Pause(stop).ConfigureAwait(false);
        }
    }

    private async Task Pause(CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(LongestPause)), TimeProvider.System, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }
}
