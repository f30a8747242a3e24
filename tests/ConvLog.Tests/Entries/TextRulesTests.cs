using System.Text;

namespace ConvLog.Tests.Entries;

public class TextRulesTests
{
    // Not as attributes: those are stored as UTF-8, which has no lone surrogates.
    public static TheoryData<string, string> LoneSurrogates => new()
    {
        { "\uD800", "\uFFFD" },
        { "\uDC00", "\uFFFD" },
        { "a\uD800b", "a\uFFFDb" },
        { "\uDC00\uD800", "\uFFFD\uFFFD" },
        { "\uD83D\uDE00\uD83D", "\U0001F600\uFFFD" },
        { "\uD83D\uD83D\uDE00", "\uFFFD\U0001F600" },
    };

    [Theory]
    [MemberData(nameof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    public void A_lone_surrogate_becomes_the_replacement_character(string text, string expected)
    {
        var entry = Logged.Entry(log => log.Info(text, ("v", text), ("list", new[] { text }), LogField.Pii("pii", text)));

        entry.Content.Should().Be(expected);
        entry.Fields["v"].Should().Be(expected);
        entry.Fields["pii"].Should().Be(expected);
        Logged.Parse(entry).RootElement.GetProperty("list")[0].GetString().Should().Be(expected);
        Encoding.UTF8.GetBytes(entry.ToJson()).Should().NotBeEmpty();
    }

    [Fact]
    public void A_lone_surrogate_in_a_mask_is_replaced_too()
        => Logged.Entry(log => log.Info("m", LogField.Pii("v", "secret", shown: "a\uD800"), LogField.Pii("n", 5, shown: "\uDC00"))).Fields.Select(field
            => field.Shown)
            .Should().Equal("a\uFFFD", "\uFFFD");

    [Fact]
    public void A_mask_is_truncated_at_the_limit_too()
        => Logged.Entry(log => log.Info("m", LogField.Pii("v", "secret", shown: new string('x', 100))), new LogLimits { TextLength = 16 }).Fields[0].Shown
            .Should().Be(new string('x', 16) + "… [cut, 100 characters]");

    [Fact]
    public void Text_beyond_the_basic_plane_is_kept()
        => Logged.Entry(log => log.Info("👩‍👩‍👧 𝒳 日本語", ("v", "🎉"))).Content.Should().Be("👩‍👩‍👧 𝒳 日本語");

    [Fact]
    public void A_char_that_is_half_a_pair_is_written_as_the_replacement_character()
        => Logged.Parse(Logged.Entry(log => log.Info("m", ("v", '\uD83D')))).RootElement.GetProperty("v").GetString().Should().Be("\uFFFD");

    [Fact]
    public void The_null_character_is_kept_and_escaped()
    {
        var entry = Logged.Entry(log => log.Info("a\0b", ("k\0", "v\0"), ("list", new[] { "\0" })));

        entry.Content.Should().Be("a\0b");
        entry.Fields["k\0"].Should().Be("v\0");
        entry.ToJson().Should().Contain("\"content\":\"a\\u0000b\"").And.Contain("\"k\\u0000\":\"v\\u0000\",\"list\":[\"\\u0000\"]").And.NotContain("\0");
    }

    [Theory]
    [InlineData("line\r\nbreak")]
    [InlineData("\u001B[31mred\u001B]8;;http://x\u0007")]
    [InlineData("user\u202Etxt.exe")]
    [InlineData("zero\u200Bwidth\uFEFF")]
    [InlineData("para\u2028graph\u2029")]
    [InlineData("\u0001\u001F\u007F\u0085")]
    public void Control_and_format_characters_are_data(string text)
    {
        var entry = Logged.Entry(log => log.Info(text, ("v", text)));

        entry.Content.Should().Be(text);
        using var json = Logged.Parse(entry);
        json.RootElement.GetProperty("content").GetString().Should().Be(text);
        json.RootElement.GetProperty("v").GetString().Should().Be(text);
        entry.ToJson().Should().NotContainAny("\r", "\n", "\u001B");
    }

    [Theory]
    [InlineData("${jndi:ldap://x}")]
    [InlineData("{0}")]
    [InlineData("{name} {{")]
    [InlineData("%s %n %d")]
    [InlineData("$(whoami) `id`")]
    public void Placeholders_in_a_text_are_not_evaluated(string text)
    {
        var entry = Logged.Entry(log => log.Info(text, (text, text)));

        entry.Content.Should().Be(text);
        entry.Fields[text].Should().Be(text);
    }

    [Fact]
    public void A_null_message_is_kept_as_empty()
    {
        Logged.Entry(log => log.Info(null!)).Content.Should().BeEmpty();
        Logged.Entry(log => log.Error(null!, new InvalidOperationException("x"), ("a", 1), isPii: true)).ToJson().Should().Contain("\"content\":\"\"");
    }

    [Fact]
    public void A_text_at_the_limit_is_kept_and_a_longer_one_is_cut_with_its_length()
    {
        var limits = new LogLimits { TextLength = 16 };
        Logged.Entry(log => log.Info(new string('x', 16)), limits).Content.Should().Be(new string('x', 16));
        Logged.Entry(log => log.Info(new string('x', 17)), limits).Content.Should().Be(new string('x', 16) + "… [cut, 17 characters]");
        Logged.Entry(log => log.Info("m", ("v", new string('y', 1_000))), limits).Fields["v"].Should().Be(new string('y', 16) + "… [cut, 1000 characters]");
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        var limits = new LogLimits { TextLength = 16 };
        string text = new string('x', 15) + "😀 and more";

        Logged.Entry(log => log.Info(text), limits).Content.Should().Be(new string('x', 15) + "… [cut, 26 characters]");
        Logged.Entry(log => log.Info("\uD800" + text), limits).Content.Should().Be("\uFFFD" + new string('x', 15) + "… [cut, 27 characters]");
    }

    [Fact]
    public void A_string_builder_is_text_that_is_cut_too()
    {
        var text = new StringBuilder("first");
        var entry = Logged.Entry(log => log.Info("m", ("v", text), ("long", new StringBuilder(new string('x', 50)))), new LogLimits { TextLength = 16 });
        text.Append(" changed");

        entry.Fields["v"].Should().Be("first");
        entry.Fields["long"].Should().Be(new string('x', 16) + "… [cut, 50 characters]");
    }
}
