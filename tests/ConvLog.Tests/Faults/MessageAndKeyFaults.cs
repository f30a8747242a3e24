using System.Globalization;
using System.Text;

namespace ConvLog.Tests.Faults;

/// <summary>Cases A01 to A08 of the fault list: unusual messages, keys and texts.</summary>
public class MessageAndKeyFaults
{
    [Fact]
    public void A01_a_null_or_empty_message_is_kept_as_empty()
    {
        Logged.Entry(log => log.Info(null!)).Content.Should().BeEmpty();
        Logged.Entry(log => log.Warning("")).Content.Should().BeEmpty();
        Logged.Entry(log => log.Error(null!, ("a", 1), isPii: true)).Should()
            .Match<LogEntry>(entry => entry.Content.Length == 0 && entry.IsPii && entry.Fields.Count == 1);
    }

    [Fact]
    public void A02_missing_keys_are_numbered_the_same_way_every_time()
    {
        for (int i = 0; i < 3; i++)
        {
            Logged.Entry(log => log.Info("m", (null!, 1), ("", 2), ("  ", 3))).Fields.ToString().Should().Be("_=1, _2=2, _3=3");
        }
    }

    [Fact]
    public void A03_the_last_duplicate_key_takes_the_first_position_and_keys_are_case_sensitive()
        => Logged.Entry(log => log.Info("m", ("k", 1), ("K", 2), ("k", 3))).Fields.ToString().Should().Be("k=3, K=2");

    [Fact]
    public void A04_reserved_keys_are_renamed_and_never_unhide_an_entry()
    {
        var entry = Logged.Entry(log
            => log.Info("m", isPii: true, ("is_pii", false), ("level", "error"), ("content", ""), ("timestamp", 0), ("logger", "mine"), ("$type", "x"),
            ("__proto__", 1)));

        entry.IsPii.Should().BeTrue();
        entry.Level.Should().Be(EntryLevel.Info);
        entry.Fields.Keys.Should().Equal("field_is_pii", "field_level", "field_content", "field_timestamp", "field_logger", "$type", "__proto__");
    }

    [Fact]
    public void A04_a_field_that_says_personal_hides_the_entry()
        => Logged.Entry(log => log.Info("m", ("pii", true))).IsPii.Should().BeTrue();

    [Fact]
    public void A05_lone_surrogates_are_replaced_everywhere_and_what_then_collides_is_one_key()
    {
        var entry = Logged.Entry(log => log.Info("m\uD800", ("k\uDBFF", "v\uDC00"), ("k\uFFFD", 2)));

        entry.Content.Should().Be("m\uFFFD");
        entry.Fields.ToString().Should().Be("k\uFFFD=2");
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).Invoking(utf8 => utf8.GetBytes(entry.ToJson())).Should().NotThrow();
    }

    [Fact]
    public void A06_a_null_character_is_kept_escaped_and_its_neighbours_are_intact()
    {
        using var session = new Session();
        session.Log.Info("before");
        session.Log.Info("\0", ("\0", "\0"));
        session.Log.Info("after");

        session.Sink.Entries.Select(entry => entry.Content).Should().Equal("before", "\0", "after");
        session.Sink.Entries[1].ToJson().Should().Contain("\"content\":\"\\u0000\"").And.EndWith("\"\\u0000\":\"\\u0000\"}");
    }

    [Fact]
    public void A07_extreme_numbers_are_strings_where_they_must_and_exact_where_they_can()
        => Logged.Json(log => log.Info("m", ("nan", double.NaN), ("inf", double.PositiveInfinity), ("ninf", float.NegativeInfinity), ("nzero", -0.0),
            ("dec", decimal.MaxValue), LogField.Of("u", ulong.MaxValue),
                ("big", System.Numerics.BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture)),
                    LogField.Of("i128", Int128.MaxValue)))
            .Should().EndWith("""
                "nan":"NaN","inf":"Infinity","ninf":"-Infinity","nzero":-0,"dec":79228162514264337593543950335,"u":18446744073709551615,"big":123456789012345678901234567890,"i128":170141183460469231731687303715884105727}
                """);

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(16_000_000)]
    public void A08_a_huge_text_is_cut_on_a_character_with_its_length_recorded(int length)
    {
        string text = string.Concat(new string('x', 16_383), "😀", new string('y', length - 16_385));
        using var session = new Session();
        session.Log.Info(text, ("v", text), LogField.Pii("p", text));

        string expected = new string('x', 16_383) + FormattableString.Invariant($"… [cut, {length} characters]");
        session.Last.Content.Should().Be(expected);
        session.Last.Fields["v"].Should().Be(expected);
        session.Last.Fields["p"].Should().Be(expected);
        session.Conversation.Losses.Truncated[LossReason.TextLength].Should().BeGreaterThan(0);
    }

    [Fact]
    public void A08_cutting_a_huge_text_does_not_copy_it()
    {
        using var session = new Session();
        string text = new('x', 8_000_000);
        session.Log.Info("warm up", ("v", text));

        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Log.Info(text, ("v", text));
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(500_000);
    }
}
