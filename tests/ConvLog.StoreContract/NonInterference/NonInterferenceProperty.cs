using ConvLog.Privacy;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>
/// Two stores that differ only in personal data return the same to a reader without the permission, after any writes, erasures, holds and expiry.
/// </summary>
/// <param name="open">Opens an empty store with visible or personal utterances.</param>
/// <param name="cases">The number of pairs for each; null for 3, 8 in CI and 25 in the long campaign.</param>
/// <param name="everyNth">Runs every n-th query, different ones for each history; 1 for all.</param>
public abstract class NonInterferenceProperty(Func<PrivacyClass, ValueTask<IStoreUnderTest>> open, int? cases = null, int everyNth = 1)
{
    private readonly int _cases = cases ?? Amount.Of(usual: 2, inCi: 8, inLongCampaign: 25);

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void Answers_without_permission_depend_only_on_visible_data(PrivacyClass utterances)
        => Prop.ForAll(HistoriesOf(utterances), HoldsAsync).Check(Cases.Of(_cases));

    private static Arbitrary<Twins> HistoriesOf(PrivacyClass utterances) => Arb.From(
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
        from difference in Gen.Choose(0, int.MaxValue - 1)
        from questions in Gen.Choose(0, int.MaxValue - 1)
        select new Twins(numbers, difference, questions, utterances),
        static twins => twins.Smaller());

    private async Task HoldsAsync(Twins twins)
    {
        await using var one = await open(twins.Utterances);
        await using var other = await open(twins.Utterances);
        await twins.PlayAsync(one.Store, isTwin: false);
        await twins.PlayAsync(other.Store, isTwin: true);
        foreach (var store in (IStoreUnderTest[])[one, other])
        {
            await store.CatchUpAsync();
            await store.Store.BringUpToDateAsync();
            await store.CountDaysAsync();
        }

        var expected = await ReaderAnswers.OfAsync(one.Store, twins.Utterances, twins.Questions, everyNth);
        var answers = await ReaderAnswers.OfAsync(other.Store, twins.Utterances, twins.Questions, everyNth);
        foreach (var (wanted, given) in expected.Zip(answers))
        {
            given.Question.Should().Be(wanted.Question);
            AnswerText.Difference(wanted.Answer, given.Answer).Should().BeNull("only personal data differs, and {0} tells", wanted.Question);
        }
    }
}
