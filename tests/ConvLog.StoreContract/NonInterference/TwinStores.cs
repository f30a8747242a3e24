using System.Globalization;
using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>Pairs of stores in memory that differ only in personal data and call users alike, for what is built on stores: whatever a reader without the permission gets of it must be the same, byte for byte.</summary>
public static class TwinStores
{
    /// <summary>The ids that conversations in them have. Not each is always there.</summary>
    public static IReadOnlyList<string> Conversations => Vocabulary.Conversations;

    /// <summary>A time after all that happened in them.</summary>
    public static DateTimeOffset Now => Some.At(600);

    /// <summary>Tries a property on random pairs.</summary>
    /// <param name="utterances">Whether all that is said counts as personal.</param>
    /// <param name="affordable">How many pairs, where nothing else is said.</param>
    /// <param name="holds">Looks at a pair, and throws where the two differ.</param>
    public static void ForAll(PrivacyClass utterances, int affordable, Func<IConversationStore, IConversationStore, Task> holds)
    {
        var histories = Arb.From(
            from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
            from difference in Gen.Choose(0, int.MaxValue - 1)
            select new Twins(numbers, difference, Questions: 0, utterances),
            static twins => twins.Smaller());
        Prop.ForAll(histories, async twins => await holds(await PlayedAsync(twins, isTwin: false), await PlayedAsync(twins, isTwin: true))).Check(Cases.Of(affordable));
    }

    private static async Task<IConversationStore> PlayedAsync(Twins twins, bool isTwin)
    {
        int users = 0;
        var store = new InMemoryConversationStore(twins.Utterances == PrivacyClass.Personal, new ManualClock(Now))
        {
            NewPseudonym = () => string.Create(CultureInfo.InvariantCulture, $"user-{++users:000000000000}"),
        };
        await twins.PlayAsync(store, isTwin);
        return store;
    }
}
