using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>
/// C03, C05: SQLite fails at every opportunity in turn while a batch is written. The batch is stored completely or not at all, the caller is notified, and the
/// same store accepts the same batch again without duplicates.
/// </summary>
[Collection(InjectedFaults.Name)]
public class NthWriteTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(FaultKind.File, false)]
    [InlineData(FaultKind.File, true)]
    [InlineData(FaultKind.Space, false)]
    [InlineData(FaultKind.Space, true)]
    [InlineData(FaultKind.Step, false)]
    [InlineData(FaultKind.Step, true)]
    public async Task A_batch_that_fails_at_any_point_is_written_completely_or_not_at_all_and_can_be_retried(FaultKind kind, bool forGood)
    {
        int strikes = await FaultNumbers.SweepAsync(numbers => FailAsync(kind, forGood, numbers));

        strikes.Should().BePositive();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strikes} faults"));
    }

    // Returns the number of faults that occurred; the first number that is not reached ends the loop.
    private static async Task<int> FailAsync(FaultKind kind, bool forGood, int[] numbers)
    {
        await using var faulted = new FaultedStore();
        await faulted.WriteAsync(await WitnessedWriter.RecordsAsync(60));
        int strikes = 0;
        foreach (int number in numbers)
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"after {kind} fault {number} with CONVLOG_SEED={Amount.Seed}");
            var batch = await WitnessedWriter.RecordsAsync(12);
            var (struck, failure) = await FaultedStore.DuringAsync(kind, number, forGood, async () => await faulted.Store.WriteAsync(batch));
            CheckWholeOrNothing(faulted.Path, batch, failure, because);
            await faulted.WriteAsync(batch);
            if (!struck)
            {
                break;
            }

            strikes++;
            await Answers.CompareAsync(faulted.Expected, faulted.Store, batch.Select(static record => record.ConversationId).Distinct(StringComparer.Ordinal),
                because);
        }

        Integrity.Check(faulted.Path, $"after {kind} faults with CONVLOG_SEED={Amount.Seed}");
        (await faulted.Store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
        return strikes;
    }

    private static void CheckWholeOrNothing(string path, List<StoreRecord> batch, Exception? failure, string because)
    {
        using var stored = new StoredPrefix(path);

        // The following comparison reads messages by the calls that refer to them, and late turn details by their turn.
        var asked = batch.Where(static record => !StoredPrefix.IsElsewhere(record)).ToList();
        int count = asked.Count(stored.Contains);
        if (failure is null)
        {
            count.Should().Be(asked.Count, "it was acknowledged {0}", because);
            return;
        }

        failure.Should().BeAssignableTo<ConversationStoreException>(because).Which.Fault.Should().Be(StoreFault.Unavailable, because);
        count.Should().BeOneOf([0, asked.Count], because);
    }
}
