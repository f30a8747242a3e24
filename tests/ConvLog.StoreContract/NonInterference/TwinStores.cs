using System.Globalization;
using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>
/// Pairs of in-memory stores that differ only in personal data and use the same pseudonyms, for tests of code built on stores: a reader without the permission
/// must get the same from both, byte for byte.
/// </summary>
public static class TwinStores
{
    // Each case hosts two sites, so finding the smallest one may take a minute but not an hour.
    private const int MostTries = 60;

    /// <summary>The conversation IDs in the stores. Not all of them always exist.</summary>
    public static IReadOnlyList<string> Conversations => Vocabulary.Conversations;

    /// <summary>A time after all their records.</summary>
    public static DateTimeOffset Now => Some.At(600);

    /// <summary>Checks a property on reproducible pairs: the seed of each is its number. A failing case is reported with as few steps as still fail.</summary>
    /// <param name="utterances">Whether utterances are personal.</param>
    /// <param name="cases">The number of pairs.</param>
    /// <param name="holds">Compares a pair, and throws if the two differ; it gets the number of the case and the two stores.</param>
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

    /// <summary>The number of the first cases of <see cref="ForAllAsync"/> that fail.</summary>
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
