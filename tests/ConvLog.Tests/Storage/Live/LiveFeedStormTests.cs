using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

/// <summary>No entry is lost under load while readers constantly disconnect and resume, sometimes on another host.</summary>
public sealed class LiveFeedStormTests
{
    private const int Conversations = 50;
    private const int Readers = 6;
    private const int ElsewhereEach = 25;

    private static readonly int s_entries = Amount.Of("CONVLOG_LIVE_ENTRIES", usual: 4_000, inCi: 4_000, inLongCampaign: 10_000);

    [Fact]
    public async Task No_entry_is_lost_to_readers_that_come_back_again_and_again()
    {
        var store = new InMemoryConversationStore();
        var hosts = (new ConversationReader(store), new ConversationReader(store));
        await using var first = hosts.Item1.FollowAsync(StoredSession.Other, new LiveQuery()).GetAsyncEnumerator();
        await first.MoveNextAsync();
        string place = first.Current.Place!;

        var readers = Enumerable.Range(0, Readers).Select(number => Task.Run(() => ReadAsync(hosts, place, new Random(number)))).ToList();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(half => Task.Run(() => WriteAsync(store, half))));

        foreach (var told in await Task.WhenAll(readers))
        {
            told.Count.Should().Be(s_entries);
        }
    }

    // The personal entries in between are not counted.
    private static async Task WriteAsync(InMemoryConversationStore store, int half)
    {
        var random = new Random(half);
        for (int number = half; number < s_entries;)
        {
            var batch = new List<StoreRecord>();
            for (int i = random.Next(1, 100); i > 0 && number < s_entries; i--, number += 2)
            {
                string conversation = $"c{random.Next(Conversations)}";
                batch.Add(Some.Opening(conversation) with { OpenedAt = TimeProvider.System.GetUtcNow() });
                batch.Add(Some.Entry((number * 2) + 1, $"{number}", conversation) with { Timestamp = TimeProvider.System.GetUtcNow() });
                batch.Add(Some.Entry((number * 2) + 2, "hidden", conversation, isPii: true) with { Timestamp = TimeProvider.System.GetUtcNow() });
            }

            await store.WriteAsync(batch);
            await Task.Yield();
        }
    }

    private static async Task<HashSet<string>> ReadAsync((ConversationReader, ConversationReader) hosts, string? place, Random random)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (int visit = 1; told.Count < s_entries; visit++)
        {
            var host = visit % ElsewhereEach == 0 ? hosts.Item2 : hosts.Item1;
            int batches = random.Next(1, 20);
            await foreach (var batch in host.FollowAsync(StoredSession.Other, new LiveQuery { Pulse = TimeSpan.FromSeconds(1) }, place))
            {
                batch.IsReset.Should().BeFalse();
                foreach (var happened in batch.Events)
                {
                    // As a browser does, keeps the position of the last event, or of a batch without events.
                    place = happened.Place ?? place;
                    if (happened.Logged?.Entry is { } entry)
                    {
                        told.Add(entry.Content);
                    }
                }

                place = batch.Events.Count == 0 ? batch.Place ?? place : place;
                if (told.Count == s_entries || (--batches <= 0 && batch.Place is not null))
                {
                    break;
                }
            }
        }

        return told;
    }
}
