namespace ConvLog.Tests.Entries;

public class KeyRulesTests
{
    [Theory]
    [InlineData("level")]
    [InlineData("content")]
    [InlineData("is_pii")]
    [InlineData("timestamp")]
    [InlineData("logger")]
    public void A_field_cannot_override_the_entrys_own_properties(string reserved)
    {
        var entry = Logged.Entry(log => log.Warning("m", (reserved, false), ("other", 1)));

        Logged.JsonKeys(entry).Should().Equal($"field_{reserved}", "other");
        entry.Fields.ContainsKey(reserved).Should().BeFalse();
        entry.ToJson().Should().StartWith(
            """{"level":"warning","content":"m","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger",""");
    }

    [Theory]
    [InlineData("Level")]
    [InlineData("CONTENT")]
    [InlineData("loggers")]
    [InlineData("time_stamp")]
    public void Another_spelling_of_a_reserved_key_is_an_ordinary_key(string key)
        => Logged.JsonKeys(Logged.Entry(log => log.Info("m", (key, 1)))).Should().Equal(key);

    [Fact]
    public void A_reserved_key_and_its_renamed_form_are_one_key_with_the_last_value()
    {
        var entry = Logged.Entry(log => log.Info("m", ("level", 1), ("a", 2), ("field_level", 3)));

        entry.Fields.ToString().Should().Be("field_level=3, a=2");
    }

    [Fact]
    public void For_duplicate_keys_the_last_value_takes_the_first_position()
    {
        Logged.Entry(log => log.Info("m", ("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", "last"))).Fields.ToString().Should().Be("a=last, b=2, c=4");
        Logged.Entry(log => log.Info("m", ("a", 1), ("a", 2))).ToJson().Should().EndWith("\"a\":2}");
    }

    [Fact]
    public void A_duplicate_takes_the_last_values_privacy_too()
    {
        Logged.Entry(log => log.Info("m", ("a", 1), LogField.Pii("a", "x"))).Fields[0].IsPii.Should().BeTrue();
        Logged.Entry(log => log.Info("m", LogField.Pii("a", "x"), ("a", 1))).Fields[0].IsPii.Should().BeFalse();
    }

    [Fact]
    public void Keys_that_differ_in_case_are_two_keys()
        => Logged.Entry(log => log.Info("m", ("phone", 1), ("Phone", 2), ("PHONE", 3))).Fields.ToString().Should().Be("phone=1, Phone=2, PHONE=3");

    [Fact]
    public void Keys_with_equal_length_first_and_last_letter_are_distinct()
        => Logged.Entry(log => log.Info("m", ("abcd", 1), ("axyd", 2), ("a--d", 3))).Fields.Keys.Should().Equal("abcd", "axyd", "a--d");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\r\n")]
    [InlineData("\u00A0\u2003")]
    public void A_missing_key_becomes_an_underscore(string? key)
    {
        Logged.Entry(log => log.Info("m", (key!, 1))).Fields.ToString().Should().Be("_=1");
        Logged.Entry(log => log.Info("m", ("a", 0), (key!, 1), (key!, 2), (key!, 3))).Fields.ToString().Should().Be("a=0, _=1, _2=2, _3=3");
    }

    [Fact]
    public void An_empty_field_in_an_array_is_a_null_without_a_key()
        => Logged.Json(log => log.Info("m", new LogField[2])).Should().EndWith("\"_\":null,\"_2\":null}");

    [Theory]
    [InlineData("is_pii")]
    [InlineData("isPii")]
    [InlineData("pii")]
    [InlineData("IS_PII")]
    [InlineData("ispii")]
    [InlineData("PII")]
    public void A_field_that_says_it_is_personal_makes_the_entry_personal(string key)
    {
        Logged.Entry(log => log.Info("m", ("a", 1), (key, true))).IsPii.Should().BeTrue();
        Logged.Entry(log => log.Info("m", (key, (object)true))).IsPii.Should().BeTrue();
    }

    public static TheoryData<LogField> Unclear
        => new() { ("pii", "yes"), ("pii", 1), ("pii", "false"), ("pii", 0), ("pii", (string?)null), ("pii", new[] { false }), LogField.Pii("pii", true),
        LogField.Pii("pii", "x") };

    [Theory]
    [MemberData(nameof(Unclear))]
    public void A_flag_that_is_not_plainly_false_makes_the_entry_personal(LogField field)
        => Logged.Entry(log => log.Info("m", field)).IsPii.Should().BeTrue();

    [Theory]
    [InlineData("is_pii")]
    [InlineData("isPii")]
    [InlineData("pii")]
    public void A_field_that_says_false_neither_hides_nor_shows_an_entry(string key)
    {
        Logged.Entry(log => log.Info("m", (key, false))).IsPii.Should().BeFalse();
        Logged.Entry(log => log.Info("m", (key, false), isPii: true)).IsPii.Should().BeTrue();
        Logged.Entry(log => log.Info("m", (key, true), (key, false))).IsPii.Should().BeTrue();
    }

    [Theory]
    [InlineData("$type")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("$ref")]
    [InlineData("{OriginalFormat}")]
    public void Keys_with_a_meaning_elsewhere_are_plain_data(string key)
        => Logged.JsonKeys(Logged.Entry(log => log.Info("m", (key, "System.Diagnostics.Process")))).Should().Equal(key);

    [Fact]
    public void Keys_equal_after_replacing_lone_surrogates_are_one_key()
    {
        var entry = Logged.Entry(log => log.Info("m", ("a\uD800", 1), ("b", 2), ("a\uDC00", 3), ("a\uFFFD", 4)));

        entry.Fields.ToString().Should().Be("a\uFFFD=4, b=2");
    }

    [Fact]
    public void A_key_over_the_limit_is_cut_with_a_mark()
    {
        string key = Logged.Entry(log => log.Info("m", (new string('k', 300), 1))).Fields[0].Key;

        key.Should().Be(new string('k', 256) + "… [cut, 300 characters]");
    }

    [Fact]
    public void Repaired_keys_inside_a_captured_object_are_all_kept()
        => Logged.Value(new Dictionary<string, int>(StringComparer.Ordinal) { ["a\uD800"] = 1, ["a\uDFFF"] = 2, ["a\uFFFD"] = 3, [""] = 4 })
            .Should().Be("""{"a�":1,"a�_2":2,"a�_3":3,"":4}""");

    [Fact]
    public void Two_entries_of_the_same_call_have_the_same_keys()
    {
        LogField[] odd = [("", 1), ("level", 2), ("x", 3), ("x", 4), (null!, 5), ("a\uD800", 6)];
        var first = Logged.Entry(log => log.Info("m", odd));
        var second = Logged.Entry(log => log.Info("m", odd));

        second.ToJson().Should().Be(first.ToJson());
        first.Fields.Keys.Should().Equal("_", "field_level", "x", "_2", "a\uFFFD");
    }
}
