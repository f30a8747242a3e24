using ConvLog.Privacy;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract.Differential;

/// <summary>After any writes, erasures, holds and expiry, with repeated writes, a store returns the same as the in-memory store for every reader.</summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
/// <param name="cases">The number of histories; null for 8, 20 in CI and 60 in the long campaign.</param>
/// <param name="everyNth">Runs every n-th query, different ones for each history; 1 for all.</param>
public abstract class DifferentialProperty(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open, int? cases = null, int everyNth = 1)
{
    private readonly int _cases = cases ?? Amount.Of(usual: 8, inCi: 20, inLongCampaign: 60);

    private static readonly Arbitrary<History> s_histories = Arb.From(
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
        from delivery in Gen.Choose(0, int.MaxValue - 1)
        from questions in Gen.Choose(0, int.MaxValue - 1)
        select new History(numbers, delivery, questions),
        static history => history.Smaller());

    [Theory]
    [InlineData(PrivacyClass.Visible, 3)]
    [InlineData(PrivacyClass.Personal, 1)]
    public void The_store_answers_like_the_in_memory_store(PrivacyClass utterances, int quarters)
        => Prop.ForAll(s_histories, history => HoldsAsync(history, utterances)).Check(Cases.Of(Math.Max(1, _cases * quarters / 4)));

    private async Task HoldsAsync(History history, PrivacyClass utterances)
    {
        await using var reference = await InMemoryUnderTest.OpenAsync(utterances);
        await using var other = await open(utterances);
        await history.PlayOnceAsync(reference.Store);
        await history.PlayWithRetriesAsync(other.Store);
        await other.CatchUpAsync();
        await other.CountDaysAsync();

        var expected = await Answers.OfAsync(reference.Store, utterances, history.Questions, everyNth);
        var answers = await Answers.OfAsync(other.Store, utterances, history.Questions, everyNth);
        foreach (var (wanted, given) in expected.Zip(answers))
        {
            given.Question.Should().Be(wanted.Question);
            AnswerText.Difference(wanted.Answer, given.Answer).Should().BeNull("that is what the store in memory answers to {0}", wanted.Question);
        }
    }
}
