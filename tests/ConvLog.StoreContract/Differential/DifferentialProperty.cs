using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract.Differential;

/// <summary>Whatever is written, erased, held and expires, a store answers as the one in memory does, for every reader, however often it was written to it.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class DifferentialProperty(Func<ValueTask<IStoreUnderTest>> open)
{
    private static readonly Arbitrary<History> s_histories = Arb.From(
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
        from delivery in Gen.Choose(0, int.MaxValue - 1)
        from questions in Gen.Choose(0, int.MaxValue - 1)
        select new History(numbers, delivery, questions),
        static history => history.Smaller());

    [Fact]
    public void It_answers_as_the_store_in_memory_does()
        => Prop.ForAll(s_histories, HoldsAsync).Check(Cases.Of(100));

    private async Task HoldsAsync(History history)
    {
        await using var reference = await InMemoryUnderTest.OpenAsync();
        await using var other = await open();
        await history.PlayOnceAsync(reference.Store);
        await history.PlayWithRetriesAsync(other.Store);
        await other.CatchUpAsync();

        var expected = await Answers.OfAsync(reference.Store, history.Questions);
        var answers = await Answers.OfAsync(other.Store, history.Questions);
        foreach (var (wanted, given) in expected.Zip(answers))
        {
            given.Question.Should().Be(wanted.Question);
            AnswerText.Difference(wanted.Answer, given.Answer).Should().BeNull("that is what the store in memory answers to {0}", wanted.Question);
        }
    }
}
