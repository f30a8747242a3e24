namespace ConvLog.Testing.Tests.Assertions;

public sealed class ExpectedFieldsTests : IDisposable
{
    private const string Email = "ada@example.com";
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_mask_is_compared_as_well_as_the_value()
    {
        _test.Conversation.Log.Info("masked", LogField.Pii("email", Email, shown: "a***"));
        _test.Conversation.Log.Info("redacted", LogField.Pii("email", Email));

        var masked = _test.Log.ShouldContain(EntryLevel.Info, "masked", LogField.Pii("email", Email, shown: "a***"));
        masked.ShouldHave(("email", new MaskedText(Email, "a***")));
        var redacted = _test.Log.ShouldContainOnce(EntryLevel.Info, "redacted", LogField.Pii("email", Email));
        Failing(() => masked.ShouldHave(LogField.Pii("email", Email, shown: "b***"))).Should().Be(
            "Expected an entry with (email=\"ada@example.com\" [pii, shown as \"b***\"]), but email is \"ada@example.com\", shown as \"a***\", not as \"b***\". "
            + "It is:\n  1  (conversation)  Info  \"masked\"  (email=\"ada@example.com\" [pii, shown as \"a***\"])");
        Failing(() => masked.ShouldHave(LogField.Pii("email", Email))).Should().Contain("shown as \"a***\", not as \"[redacted]\"");
        Failing(() => redacted.ShouldHave(LogField.Pii("email", Email, shown: "a***"))).Should().Contain("shown as \"[redacted]\", not as \"a***\"");
        Failing(() => masked.ShouldHave(LogField.Pii("email", "eve@example.com", shown: "a***"))).Should().Contain("but email is \"ada@example.com\".");
    }

    [Fact]
    public void An_open_value_does_not_pass_for_a_masked_one()
    {
        _test.Conversation.Log.Info("open", ("email", Email), ("guests", 2));

        Failing(() => _test.Log.ShouldContain(EntryLevel.Info, "open", LogField.Pii("email", Email, shown: "a***"))).Should()
            .Contain("Expected an entry at Info \"open\" (email=\"ada@example.com\" [pii, shown as \"a***\"])")
            .And.Contain("<- email is \"ada@example.com\", without a mask of its own, not as \"a***\"");
        Failing(() => _test.Log.ShouldContainOnce(EntryLevel.Info, "open", LogField.Pii("email", Email))).Should().Contain("not as \"[redacted]\"");
        Failing(() => _test.Log.ShouldContain(EntryLevel.Info, "open", LogField.Pii("guests", 2))).Should().Contain("<- guests is 2, without a mask");
        _test.Log.ShouldNotContain(EntryLevel.Info, "open", LogField.Pii("email", Email));
        Failing(() => _test.Log.ShouldNotContain(EntryLevel.Info, "open", ("email", Email))).Should().StartWith("Expected no entry");
    }

    [Fact]
    public void A_plain_field_is_compared_by_its_whole_value_only()
    {
        _test.Conversation.Log.Info("m", LogField.Pii("email", Email, shown: "a***"));

        _test.Log.ShouldContain(EntryLevel.Info, "m", ("email", Email));
        Failing(() => _test.Log.ShouldContain(EntryLevel.Info, "m", ("email", "a***"))).Should().Contain("<- email is \"ada@example.com\"");
    }

    [Fact]
    public void A_mask_is_the_fields_own_also_where_the_whole_entry_is_hidden()
    {
        _test.Conversation.Log.Info("m", isPii: true, ("email", Email), LogField.Pii("phone", "+1555", shown: "+1…"));

        _test.Log.ShouldContain(EntryLevel.Info, "m", isPii: true, ("email", Email), LogField.Pii("phone", "+1555", shown: "+1…"));
        Failing(() => _test.Log[0].ShouldHave(LogField.Pii("email", Email))).Should()
            .Contain("email is \"ada@example.com\", hidden with the whole entry, without a mask of its own, not as \"[redacted]\"");
    }

    [Fact]
    public void Every_expected_field_is_compared()
    {
        _test.Conversation.Log.Info("m", [.. Enumerable.Range(0, 64).Select(static i => (LogField)($"k{i}", i))]);

        var entry = _test.Log.ShouldContain(EntryLevel.Info, "m", ("k0", 0), ("k63", 63));
        Failing(() => entry.ShouldHave(("k0", 1), ("k0", 0))).Should().Contain("but k0 is 0");
        Failing(() => entry.ShouldHave([.. Enumerable.Range(0, 65).Select(static i => (LogField)($"k{i}", i))])).Should().Contain("but it has no k64");
        Failing(() => entry.ShouldHave(("k0", 0), ("k1", "1"))).Should().Contain("but k1 is 1");
    }

    [Fact]
    public void Values_are_compared_whatever_the_order_of_their_properties()
    {
        _test.Conversation.Log.Info("m", ("guest", new { Name = "Ada", Age = 36 }), ("deep", new[] { new[] { 1 } }));

        _test.Log[0].ShouldHave(("guest", new { Age = 36, Name = "Ada" }), ("deep", new[] { new[] { 1L } }));
        Failing(() => _test.Log[0].ShouldHave(("deep", new[] { new[] { 2 } }))).Should().Contain("but deep is [[1]]");
        Failing(() => _test.Log[0].ShouldHave(("guest", new { Age = 36 }))).Should().Contain("but guest is {");
    }

    [Fact]
    public void A_truncated_value_is_matched_by_the_whole_value()
    {
        string text = new('x', 20_000);
        int[] items = [.. Enumerable.Range(0, 1_500)];
        string key = new('k', 300);
        _test.Conversation.Log.Info("m", ("text", text), ("items", items), (key, 1), ("deep", Nested(40)));
        using var call = _test.Conversation.BeginFunction("f", arguments: new { text, items });
        call.Complete(text);

        var entry = _test.Log.ShouldContain(EntryLevel.Info, "m", ("text", text), ("items", items), (key, 1), ("deep", Nested(40)));
        Failing(() => entry.ShouldNotHave(key)).Should().StartWith("Expected an entry without kkk");
        call.ShouldHaveArguments(("text", text), ("items", items)).ShouldHaveReturned(text);
        Failing(() => call.ShouldHaveReturned("y" + text)).Should().Contain("but its result is \"xxx");
    }

    [Fact]
    public void Values_kept_under_higher_limits_are_compared_to_their_end()
    {
        var limits = new LogLimits { TextLength = 100_000, KeyLength = 1_024, ItemsPerCollection = 10_000, Depth = 64 };
        using var test = new TestConversation(limits: limits);
        string text = new('x', 20_000);
        int[] items = [.. Enumerable.Range(0, 1_500)];
        string key = new('k', 300);
        test.Conversation.Log.Info("m", ("text", text), ("items", items), (key, 1), ("deep", Nested(65)));
        using var call = test.Conversation.BeginFunction("f", arguments: new { text, items });
        call.Complete(text);

        var entry = test.Log.ShouldContain(EntryLevel.Info, "m", ("text", text), ("items", items), (key, 1), ("deep", Nested(65)));
        call.ShouldHaveArguments(("text", text), ("items", items)).ShouldHaveReturned(text);
        Failing(() => entry.ShouldHave(("text", text[1..] + "y"))).Should().Contain("but text is \"xxx");
        Failing(() => entry.ShouldHave(("items", (int[])[.. items[1..], 0]))).Should().Contain("but items is [0,1,");
        Failing(() => entry.ShouldNotHave(key)).Should().StartWith("Expected an entry without kkk");
        Failing(() => entry.ShouldHave(("deep", Nested(64)))).Should().Contain("but deep is [[[");
        Failing(() => call.ShouldHaveArguments(("text", text[1..] + "y"))).Should().Contain("but text is \"xxx");
        Failing(() => call.ShouldHaveReturned(text[1..] + "y")).Should().Contain("but its result is \"xxx");
    }

    private static object Nested(int levels) => levels == 1 ? 1 : new[] { Nested(levels - 1) };

    private static string Failing(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<LogAssertionException>().Which.Message;
}
