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
    public void An_unexpected_entry_is_not_compared_with_its_neighbours()
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

    [Fact]
    public void Upper_and_lower_case_differ_everywhere_but_in_methods()
    {
        var entry = Logged();

        Failing(() => _test.Log.ShouldContain(EntryLevel.Info, "saved")).Should().Contain("but there is none");
        Failing(() => _test.Log.ShouldContainInOrder("saved")).Should().Contain("but there is none");
        Failing(() => entry.ShouldHave(LogField.Pii("who", "Jane", shown: "j…"))).Should().Contain("not as \"j…\"");
        _test.Log.In("save_guest").ShouldBeEmpty();
        _test.Log.ShouldNotHaveCalled("save_guest");
        Failing(() => _test.Log.ShouldHaveCalled("save_guest")).Should().Contain("but there is none");
        _test.Log.ShouldContainApiResponse("put", "https://x.example/Guests", 200);
        Failing(() => _test.Log.ShouldContainApiResponse("PUT", "https://x.example/guests", 200)).Should().Contain("but there is none");
        _test.Log.WaitForEntryAsync("saved", TimeSpan.Zero).IsFaulted.Should().BeTrue();
        _test.Log.WaitForFunctionAsync("save_guest", TimeSpan.Zero).IsFaulted.Should().BeTrue();
    }

    [Fact]
    public void The_first_of_several_is_returned()
    {
        var entry = Logged();
        Logged();

        _test.Log.ShouldContain(EntryLevel.Info, "Saved").Should().BeSameAs(entry);
        _test.Log.ShouldHaveCalled("Save_guest").Should().BeSameAs(entry.FunctionEvent);
        _test.Log.ShouldContainApiResponse("PUT", "https://x.example/Guests", 200).FunctionEvent.Should().BeSameAs(entry.FunctionEvent);
    }

    private LogEntry Logged()
    {
        using var call = _test.Conversation.BeginFunction("Save_guest");
        call.Log.Info("Saved", LogField.Pii("who", "Jane", shown: "J…"));
        _test.Conversation.LogApiResponse("PUT", "https://x.example/Guests", 200, TimeSpan.Zero);
        return call.Entries[0];
    }

    private static string Failing(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<LogAssertionException>().Which.Message;
}
