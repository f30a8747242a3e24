using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Faults;

/// <summary>
/// Cases B05 to B07, C03, C05 and D03 of the fault list combined at random: whatever a store does, each record is stored once, in order, or is reported as
/// poison.
/// </summary>
public class StoreChaosFaults
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_poison_is_lost_and_every_record_is_counted_in_any_fault_sequence(bool saysWhy)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var store = new ChaoticStore(random, saysWhy);
            var options = new StoreSinkOptions
            {
                BatchSize = random.Next(1, 20),
                BatchDelay = TimeSpan.FromMilliseconds(random.Next(3)),
                Retries = random.Next(3),
                TimeProvider = new ImmediateTime(),
            };
            await using var sink = new StoreSink(store, options);
            using var conv = new Conversation(new ConversationInfo("c"), sink);
            var contents = Enumerable.Range(0, 40).Select(i => random.Next(8) == 0 ? $"poison {i}" : $"{i}").ToList();
            foreach (string content in contents)
            {
                conv.Log.Info(content);
                if (random.Next(10) == 0)
                {
                    await conv.FlushAsync();
                }
            }

            int poison = contents.Count(static content => content.StartsWith("poison", StringComparison.Ordinal));
            (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1 + contents.Count - poison, poison, 0), "seed {0}", seed);
            store.Contents.Should().Equal(contents.Where(static content => !content.StartsWith("poison", StringComparison.Ordinal)), "seed {0}", seed);
            if (saysWhy)
            {
                store.DeadLetters.Should().Be(poison, "seed {0}", seed);
            }
        }
    }

    /// <summary>Ends every wait at once.</summary>
    private sealed class ImmediateTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }

    /// <summary>
    /// Occasionally fails several consecutive calls, each time for another reason and after a partial write. Keeps the first record of each ID, as a store
    /// does.
    /// </summary>
    private sealed class ChaoticStore(Random random, bool saysWhy) : WriteOnlyStore
    {
        private readonly HashSet<Guid> _ids = [];
        private readonly List<string> _contents = [];
        private int _failing;
        private int _calm;
        private int _failure;

        public IReadOnlyList<string> Contents => _contents;

        public int DeadLetters { get; private set; }

        public override async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (_failing == 0 && --_calm < 0 && random.Next(4) == 0)
            {
                // The calm calls prevent an undetectable case: an unreported outage that pauses only for the dead letter looks like a poison record.
                (_failing, _failure, _calm) = (random.Next(1, 6), random.Next(4), 2);
            }

            if (_failing > 0)
            {
                _failing--;
                Keep(records, random.Next(records.Count + 1));
                throw _failure switch
                {
                    0 => new ConversationStoreException(StoreFault.Unusable, "Mend it."),
                    1 when !saysWhy => new IOException(),
                    _ => new ConversationStoreException(StoreFault.Unavailable, "Not now."),
                };
            }

            if (records.Any(IsPoison))
            {
                throw saysWhy || random.Next(2) == 0 ? new ConversationStoreException(StoreFault.Refused, "Not this.") : new FormatException();
            }

            Keep(records, records.Count);
        }

        private static bool IsPoison(StoreRecord record) => record is EntryRecord entry && entry.Content.StartsWith("poison", StringComparison.Ordinal);

        private void Keep(IReadOnlyList<StoreRecord> records, int count)
        {
            foreach (var record in records.Take(count).TakeWhile(static record => !IsPoison(record)))
            {
                if (record is EntryRecord entry && _ids.Add(entry.Id))
                {
                    _contents.Add(entry.Content);
                }
                else if (record is DeadLetterRecord letter && _ids.Add(letter.Id))
                {
                    DeadLetters++;
                }
            }
        }
    }
}
