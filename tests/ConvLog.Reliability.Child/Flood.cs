using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Reliability.Child;

/// <summary>Writes entries as fast as it can until it is told to end, and says how many are stored.</summary>
/// <param name="store">The store.</param>
/// <param name="assignment">What it is to do.</param>
/// <param name="report">Where to say it.</param>
internal sealed class Flood(SqliteConversationStore store, Assignment assignment, Report report)
{
    private const int EntriesOfOne = 100;

    private static readonly string s_text = new('x', 400);
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
                report.Say(Report.Flushed, new FlushResult(_stored, 0, 0));
            }
        }
    }
}
