namespace ConvLog.Testing.Tests;

public class LogEntryAssertionsTests
{
    private readonly TestConversation _test = new();

    public LogEntryAssertionsTests()
    {
        _test.Conversation.Log.Info("opened");
        using var turn = _test.Conversation.BeginTurn("hi");
        _test.Conversation.Log.Warning("slow", ("ms", 1_500));
        using (_test.Conversation.BeginFunction("save_guest"))
        {
            _test.Conversation.Log.Info("validated", ("missing", Array.Empty<string>()));
            _test.Conversation.Log.Error("failed", ("status", 500), ("note", "line\nbreak"));
            using (_test.Conversation.BeginFunction("notify"))
            {
                _test.Conversation.Log.Info("number captured", ("phone", "+1555"), isPii: true);
            }
        }

        _test.Conversation.Log.Error("failed", LogField.Pii("who", "Jane"));
    }

    private CapturedLog Log => _test.Log;

    [Fact]
    public void Entries_are_found_by_level_message_and_fields()
    {
        Log.ShouldContain(EntryLevel.Error, "failed").Fields["status"].Should().Be(500);
        Log.ShouldContain(EntryLevel.Error, "failed", ("status", 500)).Level.Should().Be(EntryLevel.Error);
        Log.ShouldContain(EntryLevel.Error, "failed", ("status", 500L), ("note", "line\nbreak"));
        Log.ShouldContain(EntryLevel.Info, "validated", ("missing", new List<int>()));
        Log.ShouldContain(EntryLevel.Info, "number captured", isPii: true);
        Log.ShouldContain(EntryLevel.Error, "failed", isPii: false, ("status", 500));
        Log.ShouldContain(entry => entry.FunctionEvent?.Name is "notify").Content.Should().Be("number captured");
    }

    [Fact]
    public void A_missing_entry_fails_with_a_list_of_all_entries()
    {
        FluentActions.Invoking(() => Log.ShouldContain(EntryLevel.Error, "failed", ("status", 409), ("list", new[] { 1, 2 }))).Should().Throw<LogAssertionException>().WithMessage("""
            Expected an entry at Error "failed" (status=409, list=[1,2]), but there is none. Logged: 6 entries.
              1  (conversation)  Info  "opened"
              2  (turn 1)  Warning  "slow"  (ms=1500)
              3  save_guest  Info  "validated"  (missing=[])
              4  save_guest  Error  "failed"  (status=500, note="line\nbreak")   <- status is 500
              5  save_guest/notify  Info  "number captured"  (phone="+1555")  [pii]
              6  (turn 1)  Error  "failed"  (who="Jane" [pii])   <- it has no status
            """);
    }

    [Fact]
    public void A_near_miss_says_in_what_it_differs()
    {
        Message(() => Log.ShouldContain(EntryLevel.Warning, "failed")).Should().Contain("<- its level is Error");
        Message(() => Log.ShouldContain(EntryLevel.Info, "number captured", isPii: false)).Should()
            .Contain("Expected an entry at Info \"number captured\" that is not personal").And.Contain("<- it is personal");
        Message(() => Log.ShouldContain(EntryLevel.Info, "opened", isPii: true)).Should().Contain("that is personal").And.Contain("<- it is not personal");
        Message(() => Log.ShouldContain(EntryLevel.Info, "Opened")).Should().NotContain("<-");
    }

    [Fact]
    public void A_predicate_is_reported_by_its_source_text()
    {
        Message(() => Log.ShouldContain(entry => entry.Content.Length > 100)).Should()
            .StartWith("Expected an entry with entry => entry.Content.Length > 100, but there is none.");
        Message(() => Log.ShouldContainOnce(entry => entry.Content is "failed", "a failure")).Should()
            .StartWith("Expected exactly one entry with a failure, but there are 2 entries.");
    }

    [Fact]
    public void Exactly_one_is_neither_none_nor_two()
    {
        Log.ShouldContainOnce(EntryLevel.Warning, "slow", ("ms", 1_500)).Sequence.Should().Be(2);
        Log.ShouldContainOnce(EntryLevel.Info, "number captured", isPii: true).IsPii.Should().BeTrue();
        Message(() => Log.ShouldContainOnce(EntryLevel.Info, "number captured", isPii: false)).Should().Contain("<- it is personal");
        Message(() => Log.ShouldContainOnce(EntryLevel.Info, "number captured", isPii: true, ("phone", "+1556"))).Should().Contain("<- phone is \"+1555\"");
        Message(() => Log.ShouldContain(EntryLevel.Info, "number captured", isPii: true, ("phone", "+1556"))).Should().Contain("<- phone is \"+1555\"");
        Message(() => Log.ShouldContainOnce(EntryLevel.Warning, "slow", ("ms", 1_501))).Should().Contain("<- ms is 1500");
        Message(() => Log.ShouldContainOnce(EntryLevel.Error, "failed")).Should()
            .StartWith("Expected exactly one entry at Error \"failed\", but there are 2 entries.");
        Message(() => Log.ShouldContainOnce(EntryLevel.Info, "missing")).Should()
            .StartWith("Expected exactly one entry at Info \"missing\", but there is none.");
    }

    [Fact]
    public void Order_is_asserted_by_messages_with_others_between()
    {
        Log.ShouldContainInOrder("opened", "validated", "failed", "number captured", "failed");
        Message(() => Log.ShouldContainInOrder("validated", "slow")).Should()
            .StartWith("Expected an entry \"slow\" after \"validated\", but there is none. Logged: 6 entries.");
        Message(() => Log.ShouldContainInOrder("never")).Should().StartWith("Expected an entry \"never\", but there is none.");
        Message(() => Log.ShouldContainInOrder("opened", "opened")).Should().Contain("after \"opened\"");
    }

    [Fact]
    public void An_unexpected_entry_fails_the_assertion()
    {
        Log.ShouldNotContain("never");
        Log.ShouldNotContain(EntryLevel.Warning, "failed");
        Log.ShouldNotContain(EntryLevel.Error, "failed", ("status", 409));
        Log.ShouldNotContain(entry => entry.Fields.ContainsKey("password"));
        Message(() => Log.ShouldNotContain("slow")).Should().StartWith("Expected no entry \"slow\", but there is one.");
        Message(() => Log.ShouldNotContain(EntryLevel.Error, "failed", ("status", 500))).Should()
            .StartWith("Expected no entry at Error \"failed\" (status=500), but there is one.");
        Message(() => Log.ShouldNotContain(entry => entry.IsPii)).Should().StartWith("Expected no entry with entry => entry.IsPii, but there is one.");
    }

    [Fact]
    public void Errors_and_warnings_are_asserted_away()
    {
        Message(Log.ShouldHaveNoErrors).Should().StartWith("Expected no entry at Error, but there is one. Logged: 6 entries.");
        Message(Log.ShouldHaveNoWarningsOrErrors).Should().StartWith("Expected no entry at Warning or Error, but there is one.");
        Message(Log.At(EntryLevel.Warning).ShouldHaveNoWarningsOrErrors).Should().StartWith("Expected no entry at Warning or Error, but there is one.");
        Log.At(EntryLevel.Warning).ShouldHaveNoErrors();
        Log.In("notify").ShouldHaveNoErrors();
        Log.In("notify").ShouldHaveNoWarningsOrErrors();
    }

    [Fact]
    public void Counts_are_asserted()
    {
        Log.ShouldHaveCount(6);
        Log.At(EntryLevel.Error).ShouldHaveCount(2);
        Log.In("save_guest").ShouldHaveCount(2);
        Log.In("unknown").ShouldBeEmpty();
        Message(() => Log.ShouldHaveCount(1)).Should().StartWith("Expected 1 entry, but there are 6 entries.");
        Message(() => Log.ShouldHaveCount(7)).Should().StartWith("Expected 7 entries, but there are 6 entries.");
        Message(() => Log.At(EntryLevel.Warning).ShouldBeEmpty()).Should().StartWith("Expected 0 entries, but there is 1 entry.");
    }

    [Fact]
    public void An_empty_log_is_reported_as_empty()
    {
        using var test = new TestConversation();
        test.Log.ShouldBeEmpty();
        test.Log.ShouldHaveNoErrors();
        Message(() => test.Log.ShouldContain(EntryLevel.Info, "m")).Should().Match("Expected an entry at Info \"m\", but there is none. Nothing was logged. Conversation.Current is null here.*");
    }

    [Fact]
    public void One_entry_is_asserted_by_its_fields()
    {
        var entry = Log.ShouldContain(EntryLevel.Error, "failed");
        entry.ShouldHave(("status", 500), ("note", "line\nbreak")).ShouldNotHave("attempt").Should().BeSameAs(entry);
        Message(() => entry.ShouldHave(("status", 409))).Should()
            .Be("Expected an entry with (status=409), but status is 500. It is:\n  4  save_guest  Error  \"failed\"  (status=500, note=\"line\\nbreak\")");
        Message(() => entry.ShouldHave(("attempt", 1))).Should().Contain("but it has no attempt");
        Message(() => entry.ShouldNotHave("status")).Should().StartWith("Expected an entry without status, but it has it.");
    }

    [Fact]
    public void Personal_data_is_asserted_by_field_or_by_entry()
    {
        Log.ShouldContain(EntryLevel.Info, "number captured").ShouldBePersonal().ShouldBePersonal("phone");
        Log[5].ShouldBePersonal("who");
        Message(() => Log[5].ShouldBePersonal()).Should().StartWith("Expected a personal entry, but everyone may see it.");
        Message(() => Log[3].ShouldBePersonal("status")).Should().StartWith("Expected that status is personal, but everyone may see it.");
        Message(() => Log[3].ShouldBePersonal("note", "status")).Should().StartWith("Expected that note is personal");
        Message(() => Log[5].ShouldBePersonal("who", "status")).Should().StartWith("Expected that status is personal, but it is not there.");
        Message(() => Log[3].ShouldBePersonal("phone")).Should().StartWith("Expected that phone is personal, but it is not there.");
    }

    [Fact]
    public void A_mask_equal_to_the_value_is_not_personal()
    {
        _test.Conversation.Log.Info("m", LogField.Pii("who", "Jane", shown: "Jane D."), LogField.Pii("table", 12, shown: "12"), LogField.Pii("none", ""),
            LogField.Pii("phone", "+15551234567", shown: "***4567"));

        Log[Log.Count - 1].ShouldBePersonal("phone", "none");
        Message(() => Log[Log.Count - 1].ShouldBePersonal("who")).Should()
            .StartWith("Expected that who is personal, but everyone sees it in its mask, \"Jane D.\".");
        Message(() => Log[Log.Count - 1].ShouldBePersonal("table")).Should().Contain("everyone sees it in its mask");
    }

    [Fact]
    public void A_mask_repeats_a_value_as_a_reader_gets_it()
    {
        _test.Conversation.Log.Info("m", LogField.Pii("born", DateTimeOffset.UnixEpoch, shown: "1970-01-01T00:00:00+00:00"),
            LogField.Pii("list", new[] { 1, 2 }, shown: "[1,2]"), LogField.Pii("word", "act"), LogField.Pii("missing", null, shown: "null"),
            LogField.Pii("sure", true, shown: "true"), LogField.Pii("empty", "", shown: "nobody"));

        Log[Log.Count - 1].ShouldBePersonal("word", "missing", "empty");
        Message(() => Log[Log.Count - 1].ShouldBePersonal("born")).Should().Contain("everyone sees it in its mask, \"1970-01-01T00:00:00+00:00\"");
        Message(() => Log[Log.Count - 1].ShouldBePersonal("list")).Should().Contain("everyone sees it in its mask, \"[1,2]\"");
        Message(() => Log[Log.Count - 1].ShouldBePersonal("sure")).Should().Contain("everyone sees it in its mask, \"true\"");
    }

    [Fact]
    public void A_key_that_the_entry_keeps_for_itself_is_found_where_the_field_is()
    {
        _test.Conversation.Log.Info("m", LogField.Pii("level", "gold"));

        Log[Log.Count - 1].ShouldBePersonal("level").ShouldNotHave("content");
        Message(() => Log[Log.Count - 1].ShouldNotHave("level")).Should().StartWith("Expected an entry without level, but it has it.");
        Message(() => Log[0].ShouldBePersonal("level")).Should().StartWith("Expected that level is personal, but it is not there.");
    }

    [Fact]
    public void Fields_are_expected_as_an_entry_captures_them()
    {
        var error = new InvalidOperationException("x");
        _test.Conversation.Log.Error("typed", error, ("level", 1), ("nan", double.NaN), ("at", DateTimeOffset.UnixEpoch), ("nothing", null),
            ("record", new { A = 1 }));

        Log.ShouldContain(EntryLevel.Error, "typed", ("level", 1), ("nan", double.NaN), ("at", DateTimeOffset.UnixEpoch), ("nothing", null),
            ("record", new { A = 1 }), ("exception", error));
        Message(() => Log.ShouldContain(EntryLevel.Error, "typed", ("record", new { A = 2 }))).Should().Contain("<- record is {\"A\":1}");
        Message(() => Log.ShouldContain(EntryLevel.Error, "typed", ("nothing", 0))).Should().Contain("<- nothing is null");
    }

    [Fact]
    public void Entries_from_elsewhere_can_be_asserted_on_too()
    {
        new CapturedEntries(Log.FunctionEvents[0].Entries).ShouldContainInOrder("validated", "failed");
        FluentActions.Invoking(() => new CapturedEntries(null!)).Should().Throw<ArgumentNullException>().WithParameterName("entries");
        Log.In("notify").ToString().Should().Be("Logged: 1 entry.\n  5  save_guest/notify  Info: [redacted]  [pii]");
        Log.In("notify").Describe().Should().Be("Logged: 1 entry.\n  5  save_guest/notify  Info  \"number captured\"  (phone=\"+1555\")  [pii]");
        Log.Select(entry => entry.Sequence).Should().Equal(1, 2, 3, 4, 5, 6);
        ((System.Collections.IEnumerable)Log).Cast<LogEntry>().Should().HaveCount(6);
    }

    [Fact]
    public void Only_the_beginning_of_a_long_log_is_listed()
    {
        using var test = new TestConversation();
        for (int i = 0; i < 250; i++)
        {
            test.Conversation.Log.Info("m", ("text", new string('x', 500)));
        }

        string message = Message(() => test.Log.ShouldContain(EntryLevel.Error, "m2"));
        message.Split('\n').Should().HaveCount(202);
        message.Should().EndWith("… and 50 more").And.Contain("… (502 characters)");
    }

    private static string Message(Action assertion) => assertion.Should().Throw<LogAssertionException>().Which.Message;
}
