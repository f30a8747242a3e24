using System.Globalization;
using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>
/// Pairs of stores in memory that differ only in personal data and call users alike, for what is built on stores: whatever a reader without the permission gets
/// of it must be the same, byte for byte.
/// </summary>
public static class TwinStores
{
    // Each hosts two sites, so the smallest case is worth a minute and not an hour.
    private const int MostTries = 60;

    /// <summary>The ids that conversations in them have. Not each is always there.</summary>
    public static IReadOnlyList<string> Conversations => Vocabulary.Conversations;

    /// <summary>A time after all that happened in them.</summary>
    public static DateTimeOffset Now => Some.At(600);

    /// <summary>
    /// Tries a property on pairs that are always the same: the seed of each is its number. A case that fails is told with fewer steps, as long as it fails.
    /// </summary>
    /// <param name="utterances">Whether all that is said counts as personal.</param>
    /// <param name="cases">How many pairs.</param>
    /// <param name="holds">Looks at a pair, and throws where the two differ; what is passed with them is the number of the case.</param>
    public static async Task ForAllAsync(PrivacyClass utterances, int cases, Func<int, IConversationStore, IConversationStore, Task> holds)
    {
        for (int seed = 0; seed < cases; seed++)
        {
            var twins = Of(seed, utterances);
            if (await FailureAsync(seed, twins, holds) is { } failure)
            {
                (twins, failure) = await SmallestAsync(seed, twins, failure, holds);
                throw new InvalidOperationException($"Case {seed}: {twins}\n{failure.Message}", failure);
            }
        }
    }

    /// <summary>How many of the first cases of <see cref="ForAllAsync"/> fail.</summary>
    public static async Task<int> CountFailuresAsync(PrivacyClass utterances, int cases, Func<int, IConversationStore, IConversationStore, Task> holds)
    {
        int failures = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            failures += await FailureAsync(seed, Of(seed, utterances), holds) is null ? 0 : 1;
        }

        return failures;
    }

    private static Twins Of(int seed, PrivacyClass utterances)
    {
        var random = new Random(seed);
        int[] numbers = [.. Enumerable.Range(0, random.Next(40, 120)).Select(_ => random.Next(int.MaxValue - 1))];
        return new Twins(numbers, random.Next(int.MaxValue - 1), Questions: 0, utterances);
    }

    private static async Task<(Twins Twins, Exception Failure)> SmallestAsync(int seed, Twins twins, Exception failure,
        Func<int, IConversationStore, IConversationStore, Task> holds)
    {
        for (int tries = 0; tries < MostTries;)
        {
            (Twins, Exception)? smaller = null;
            foreach (var candidate in twins.Smaller().Take(MostTries - tries))
            {
                tries++;
                if (await FailureAsync(seed, candidate, holds) is { } other)
                {
                    smaller = (candidate, other);
                    break;
                }
            }

            if (smaller is null)
            {
                break;
            }

            (twins, failure) = smaller.Value;
        }

        return (twins, failure);
    }

    private static async Task<Exception?> FailureAsync(int seed, Twins twins, Func<int, IConversationStore, IConversationStore, Task> holds)
    {
        try
        {
            await holds(seed, await PlayedAsync(twins, isTwin: false), await PlayedAsync(twins, isTwin: true));
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static async Task<IConversationStore> PlayedAsync(Twins twins, bool isTwin)
    {
        int users = 0;
        var store = new InMemoryConversationStore(twins.Utterances == PrivacyClass.Personal, new ManualClock(Now))
        {
            NewPseudonym = _ => string.Create(CultureInfo.InvariantCulture, $"user-{++users:000000000000}"),
        };
        await twins.PlayAsync(store, isTwin);
        return store;
    }
}
