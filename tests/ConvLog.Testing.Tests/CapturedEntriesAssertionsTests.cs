namespace ConvLog.Testing.Tests;

public sealed class CapturedEntriesAssertionsTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_predicate_without_a_description_is_the_tests_choice()
        => Failing(() => _test.Log.ShouldContain(static entry => entry.IsPii, description: null)).Should()
            .StartWith("Expected an entry of the test's choice, but there is none.");

    [Fact]
    public void What_must_not_be_there_is_not_compared_with_its_neighbours()
    {
        _test.Conversation.Log.Info("m", ("guests", 2));
        _test.Conversation.Log.Info("m", ("guests", 3));

        Failing(() => _test.Log.ShouldNotContain(EntryLevel.Info, "m", ("guests", 2))).Should().Be(
            "Expected no entry at Info \"m\" (guests=2), but there is one. Logged: 2 entries.\n"
            + "  1  (conversation)  Info  \"m\"  (guests=2)\n  2  (conversation)  Info  \"m\"  (guests=3)");
    }

    [Fact]
    public void Messages_in_order_are_quoted_on_one_line()
    {
        _test.Conversation.Log.Info("two\nlines");

        Failing(() => _test.Log.ShouldContainInOrder("two\nlines", "a\tb")).Should()
            .StartWith("Expected an entry \"a\\tb\" after \"two\\nlines\", but there is none. Logged: 1 entry.");
    }

    private static string Failing(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<LogAssertionException>().Which.Message;
}
