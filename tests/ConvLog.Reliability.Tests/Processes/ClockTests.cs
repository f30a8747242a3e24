using ManualClock = ConvLog.Testing.ManualClock;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>C10: clocks move backwards, jump forwards or stop. The order of entries is the order in which they were logged.</summary>
public class ClockTests
{
    private static readonly TimeSpan[] s_jumps =
        [TimeSpan.FromHours(-1), TimeSpan.FromDays(3_650), TimeSpan.FromDays(-7_300), TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.FromDays(60)];

    [Fact]
    public async Task Entries_keep_their_order_despite_clock_changes()
    {
        using var folder = new TemporaryFolder();
        await using var store = new SqliteConversationStore(folder.File("convlog.db"));
        await using var sink = new StoreSink(store);
        var start = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var expected = new List<string>();
        for (int opening = 0; opening < 3; opening++)
        {
            foreach (var jump in s_jumps)
            {
                // The clock of a machine that was adjusted, used by a conversation that is reopened or continued.
                var clock = new ManualClock(start += jump);
                var conversation = new Conversation(new ConversationInfo("c-1"), sink, new ConversationOptions { TimeProvider = clock });
                for (int entry = 0; entry < 5; entry++)
                {
                    expected.Add($"entry {expected.Count}");
                    conversation.Log.Info(expected[^1]);
                }

                conversation.Dispose();
            }
        }

        (await sink.FlushAsync()).IsComplete.Should().BeTrue();
        var read = (await store.ReadAsync("c-1"))!;
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal(expected);
        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle().Which.All.Entries.Should().Be(expected.Count);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }
}
