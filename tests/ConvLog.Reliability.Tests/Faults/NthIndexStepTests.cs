using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>C05: SQLite fails at every opportunity in turn while texts are indexed. The next attempt indexes each text exactly once.</summary>
[Collection(InjectedFaults.Name)]
public class NthIndexStepTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(FaultKind.File, false)]
    [InlineData(FaultKind.File, true)]
    [InlineData(FaultKind.Space, true)]
    [InlineData(FaultKind.Step, false)]
    [InlineData(FaultKind.Step, true)]
    public async Task An_index_that_fails_at_any_point_catches_up_the_next_time(FaultKind kind, bool forGood)
    {
        int strikes = await FaultNumbers.SweepAsync(numbers => FailAsync(kind, forGood, numbers));

        strikes.Should().BePositive();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strikes} faults"));
    }

    // Returns the number of faults that occurred; the first number that is not reached ends the loop.
    private static async Task<int> FailAsync(FaultKind kind, bool forGood, int[] numbers)
    {
        await using var faulted = new FaultedStore();
        int strikes = 0;
        foreach (int number in numbers)
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"after {kind} fault {number} with CONVLOG_SEED={Amount.Seed}");
            await faulted.WriteAsync(await WitnessedWriter.RecordsAsync(12));
            var (struck, failure) = await FaultedStore.DuringAsync(kind, number, forGood, () => faulted.Store.CatchUpAsync());
            (failure as ConversationStoreException)?.Fault.Should().Be(StoreFault.Unavailable, "{0}, not {1}", because, failure);
            (failure is null or ConversationStoreException).Should().BeTrue("{0}, and not {1}", because, failure?.GetType().Name);
            await faulted.Store.CatchUpAsync();
            await Answers.CompareSearchAsync(faulted.Expected, faulted.Store, because);
            if (!struck)
            {
                break;
            }

            strikes++;
        }

        Integrity.Check(faulted.Path, $"after {kind} faults with CONVLOG_SEED={Amount.Seed}");
        return strikes;
    }
}
