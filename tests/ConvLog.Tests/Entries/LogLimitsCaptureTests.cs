namespace ConvLog.Tests.Entries;

public class LogLimitsCaptureTests
{
    [Fact]
    public void Fields_over_the_limit_are_cut_and_counted()
    {
        using var session = new Session(new LogLimits { FieldsPerEntry = 3 });
        session.Log.Info("m", ("a", 1), ("b", 2), ("c", 3));
        session.Log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5));

        session.Sink.Entries[0].Fields.ToString().Should().Be("a=1, b=2, c=3");
        session.Last.Fields.ToString().Should().Be("a=1, b=2, c=3, fields_cut=2");
        session.Conversation.Losses.Truncated.Should().Equal(new Dictionary<LossReason, long> { [LossReason.FieldCount] = 1 });
    }

    [Fact]
    public void A_repeated_key_takes_no_extra_place()
        => Logged.Entry(log => log.Info("m", ("a", 1), ("b", 2), ("a", 3), ("b", 4)), new LogLimits { FieldsPerEntry = 2 }).Fields.ToString().Should()
            .Be("a=3, b=4");

    [Fact]
    public void The_mark_of_cut_fields_never_repeats_a_key()
    {
        var entry = Logged.Entry(log => log.Info("m", ("fields_cut", "mine"), ("b", 2), ("c", 3)), new LogLimits { FieldsPerEntry = 2 });

        Logged.JsonKeys(entry).Should().OnlyHaveUniqueItems();
        entry.Fields["fields_cut"].Should().Be(1);
    }

    [Fact]
    public void A_late_entry_keeps_its_mark_however_many_fields_it_has()
    {
        using var session = new Session(new LogLimits { FieldsPerEntry = 2 });
        var call = session.Conversation.BeginFunction("f");
        call.Dispose();
        call.Log.Info("late", ("a", 1), ("b", 2), ("c", 3));

        session.Last.Fields["after"].Should().Be(call.Id);
    }

    [Fact]
    public void Items_over_the_limit_are_cut_and_counted()
    {
        using var session = new Session(new LogLimits { ItemsPerCollection = 2 });
        session.Log.Info("m", ("list", new[] { 1, 2, 3 }), ("map", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 2, ["c"] = 3 }),
            ("fits", new[] { 1, 2 }));

        session.Last.ToJson().Should().EndWith("""
            "list":[1,2,"… [cut, 3 items]"],"map":{"a":1,"b":2,"…":"… [cut, 3 keys]"},"fits":[1,2]}
            """);
        session.Conversation.Losses.Truncated[LossReason.ItemCount].Should().Be(1);
    }

    [Fact]
    public void Levels_over_the_limit_are_cut_and_counted()
    {
        using var session = new Session(new LogLimits { Depth = 2 });
        session.Log.Info("m", ("list", new[] { new[] { new[] { 1 } } }), ("fits", new[] { new[] { 1 } }));

        session.Last.ToJson().Should().EndWith("\"list\":[[\"[cut, too deep]\"]],\"fits\":[[1]]}");
        session.Conversation.Losses.Truncated[LossReason.Depth].Should().Be(1);
    }

    [Fact]
    public void Bytes_over_the_limit_are_cut_and_counted()
    {
        using var session = new Session(new LogLimits { TextLength = 16 });
        session.Log.Info("m", ("bytes", new byte[100]));

        Logged.RawField(session.Last, "bytes").Should().Be("\"AAAAAAAAAAAAAAAA… [cut, 100 bytes]\"");
        session.Conversation.Losses.Truncated[LossReason.TextLength].Should().Be(1);
    }

    [Fact]
    public void Values_of_an_oversized_entry_share_its_size()
    {
        using var session = new Session(new LogLimits { EntrySize = 1_000, TextLength = 1_000 });
        session.Log.Info("m", ("first", new string('a', 600)), ("second", new string('b', 600)), ("third", new int[500]), ("number", 4));

        session.Last.Fields["first"].Should().Be(new string('a', 269) + "… [cut, 600 characters]");
        session.Last.Fields["second"].Should().Be(new string('b', 269) + "… [cut, 600 characters]");
        Logged.RawField(session.Last, "third").Should().StartWith("[0,0,0,").And.EndWith(" items]\"]");
        session.Last.Fields["number"].Should().Be(4);
        session.Last.ToJson().Length.Should().BeLessThan(1_200);
        session.Conversation.Losses.Truncated[LossReason.EntrySize].Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entry_of_exactly_the_maximum_size_is_kept_and_a_larger_one_is_cut(bool isPersonal)
    {
        using var session = new Session(new LogLimits { EntrySize = 1_000, TextLength = 2_000 });
        int room = isPersonal ? 1_000 : 1_000 - "m".Length;
        foreach (int over in (int[])[0, 1, 63, 64, 65])
        {
            string text = new('x', room + over);
            session.Log.Info("m", isPersonal ? LogField.Pii("v", text) : LogField.Of("v", text));

            string kept = session.Last.Fields["v"].Should().BeOfType<string>().Which;
            kept.Length.Should().BeLessThanOrEqualTo(room);
            kept.Equals(text, StringComparison.Ordinal).Should().Be(over == 0);
        }
    }

    [Fact]
    public void One_value_alone_is_cut_at_the_size_of_an_entry()
    {
        var entry = Logged.Entry(log => log.Info("m", ("v", Enumerable.Repeat(new string('x', 100), 1_000).ToArray())), new LogLimits { EntrySize = 2_000 });

        entry.ToJson().Length.Should().BeLessThan(3_000);
    }

    [Fact]
    public void Personal_values_have_a_separate_budget()
    {
        var limits = new LogLimits { EntrySize = 1_000, TextLength = 1_000 };
        var entry = Logged.Entry(log => log.Info("m", LogField.Pii("hidden", new string('p', 900)), ("seen", new string('s', 900))), limits);

        entry.Fields["hidden"].Should().Be(new string('p', 900));
        entry.Fields["seen"].Should().Be(new string('s', 900));
    }

    // When a call logs the same keys again, values that need no change are stored without further checks.
    [Fact]
    public void A_personal_text_is_kept_cut_and_hidden_alike_however_often_its_keys_were_logged()
    {
        using var session = new Session(new LogLimits { TextLength = 16 });
        foreach (int _ in Enumerable.Range(0, 3))
        {
            session.Log.Info("m", LogField.Pii("phone", "+34 910 555 017"), ("attempt", 1));
            session.Last.Fields["phone"].Should().Be("+34 910 555 017");
            session.Last.Fields[0].Shown.Should().Be(MaskedText.Redacted);

            session.Log.Info("m", LogField.Pii("phone", new string('9', 100)), ("attempt", 1));
            session.Last.Fields["phone"].Should().Be(new string('9', 16) + "… [cut, 100 characters]");
            session.Last.Fields[0].Shown.Should().Be(MaskedText.Redacted);

            session.Log.Info("m", LogField.Pii("phone", "+34 910 555 017", shown: "+34 …"), ("attempt", 1));
            session.Last.Fields[0].Shown.Should().Be("+34 …");
        }

        session.Conversation.Losses.Truncated[LossReason.TextLength].Should().Be(3);
    }

    [Fact]
    public void Entries_over_the_limit_of_an_event_are_dropped_and_counted_by_reason()
    {
        using var session = new Session(new LogLimits { EntriesPerScope = 3 });
        using var call = session.Conversation.BeginFunction("f");
        for (int i = 0; i < 5; i++)
        {
            call.Log.Info("m", ("i", i));
        }

        call.Entries.Select(entry => entry.Fields["i"]).Should().Equal(0, 1, 2);
        call.Losses.Accepted.Should().Be(5);
        call.Losses.Kept.Should().Be(3);
        call.Losses.Dropped.Should().Equal(new Dictionary<LossReason, long> { [LossReason.EntryLimit] = 2 });
        session.Sink.Entries.Should().HaveCount(3);
        session.Log.Info("outside is another scope");
        session.Conversation.EntriesOutsideTurns.Should().BeEmpty();
        session.Sink.Entries.Should().HaveCount(3);
    }

    [Fact]
    public void Turn_conversation_and_events_each_have_their_own_limit()
    {
        using var session = new Session(new LogLimits { EntriesPerScope = 1 });
        session.Log.Info("conversation");
        session.Log.Info("dropped");
        using var turn = session.Conversation.BeginTurn();
        session.Log.Info("turn");
        session.Log.Info("dropped");
        using (var call = session.Conversation.BeginFunction("f"))
        {
            session.Log.Info("call");
            session.Log.Info("dropped");
        }

        session.Sink.Entries.Select(entry => entry.Content).Should().Equal("conversation", "turn", "call");
        session.Sink.Entries.Select(entry => entry.Sequence).Should().Equal(1, 2, 3);
        session.Conversation.Losses.DroppedTotal.Should().Be(1);
        turn.Losses.DroppedTotal.Should().Be(1);
    }

    [Fact]
    public void Personal_entries_take_no_place_from_others()
    {
        using var session = new Session(new LogLimits { EntriesPerScope = 2 });
        for (int i = 0; i < 5; i++)
        {
            session.Log.Info("hidden", isPii: true);
        }

        session.Log.Info("seen");
        session.Log.Info("seen too");
        session.Sink.Entries.Count(entry => !entry.IsPii).Should().Be(2);
        session.Conversation.Losses.Accepted.Should().Be(7);
        session.Conversation.Losses.DroppedTotal.Should().Be(3);
    }

    [Fact]
    public void Only_the_first_dropped_entry_is_reported_to_the_host()
    {
        var logger = new FakeLogger();
        using var session = new Session(new LogLimits { EntriesPerScope = 1 }, logger: logger);
        for (int i = 0; i < 4; i++)
        {
            session.Log.Info("Jane Doe");
        }

        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("conv-42").And.Contain("EntryLimit").And.NotContain("Jane");
    }

    [Fact]
    public void An_entry_kept_in_full_counts_no_loss()
    {
        using var session = new Session();
        session.Conversation.Losses.Should().BeSameAs(LossCounts.None);
        session.Log.Info("m", ("a", new[] { 1 }));

        session.Conversation.Losses.Accepted.Should().Be(1);
        session.Conversation.Losses.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void An_entry_cut_for_two_reasons_counts_under_both()
    {
        using var session = new Session(new LogLimits { TextLength = 16, ItemsPerCollection = 1 });
        session.Log.Info(new string('x', 20), ("a", new[] { 1, 2 }), ("b", new[] { 1, 2 }));

        session.Conversation.Losses.Truncated.Should().Equal(new Dictionary<LossReason, long> { [LossReason.TextLength] = 1, [LossReason.ItemCount] = 1 });
        session.Conversation.Losses.Accepted.Should().Be(1);
        session.Conversation.Losses.DroppedTotal.Should().Be(0);
    }

    [Fact]
    public void A_value_that_could_not_be_read_is_counted()
    {
        using var session = new Session(reflectObjects: ObjectReflection.All);
        session.Log.Info("m", ("a", new Awkward()));

        session.Conversation.Losses.Truncated.Should().Equal(new Dictionary<LossReason, long> { [LossReason.Unreadable] = 1 });
    }

    private sealed class Awkward
    {
        public string Bad => throw new InvalidOperationException("x");
    }
}
