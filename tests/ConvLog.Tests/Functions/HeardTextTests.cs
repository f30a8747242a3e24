using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class HeardTextTests
{
    private static readonly MaskedText s_code = MaskedText.Mask("Your code is 48 21, and your table 7, Jane. Bye", (13, 5), (38, 4));

    [Theory]
    [InlineData(-1, "", "")]
    [InlineData(0, "", "")]
    [InlineData(4, "Your", "Your")]
    [InlineData(13, "Your code is ", "Your code is ")]
    [InlineData(14, "Your code is 4", "Your code is [redacted]")]
    [InlineData(18, "Your code is 48 21", "Your code is [redacted]")]
    [InlineData(23, "Your code is 48 21, and", "Your code is [redacted], and")]
    [InlineData(39, "Your code is 48 21, and your table 7, J", "Your code is [redacted], and your table 7, [redacted]")]
    [InlineData(45, "Your code is 48 21, and your table 7, Jane. B", "Your code is [redacted], and your table 7, [redacted]. B")]
    [InlineData(1_000, "Your code is 48 21, and your table 7, Jane. Bye", "Your code is [redacted], and your table 7, [redacted]. Bye")]
    public void The_first_characters_keep_the_answers_mask(int characters, string text, string shown)
    {
        var heard = HeardText.First(s_code, characters);

        (heard.Text, heard.Shown).Should().Be((text, shown));
        heard.IsMasked.Should().Be(text.Length > 0);
    }

    [Theory] // "Hello, Jane! Anything else?"
    [InlineData(7, "Hello, ")]
    [InlineData(9, "Hello, [name]")]
    [InlineData(11, "Hello, [name]")]
    [InlineData(15, "Hello, [name]! An")]
    public void A_mask_in_words_of_the_host_is_shown_whole(int characters, string shown)
        => HeardText.First(new MaskedText("Hello, Jane! Anything else?", "Hello, [name]! Anything else?"), characters).Shown.Should().Be(shown);

    [Theory] // For any mask, the shown heard text is a prefix of the shown answer.
    [InlineData("48 21", "[redacted]")]
    [InlineData("[redacted] is no mask here", "[redacted]")]
    [InlineData("abc", "")]
    [InlineData("", "[redacted]")]
    [InlineData("abcabcabc", "abc[redacted]abc")]
    [InlineData("one two", "nothing like it at all")]
    [InlineData("x[redacted]y", "[redacted][redacted]y")]
    [InlineData("short", "[redacted] and much longer [redacted] than the text")]
    [InlineData("😀😀😀", "😀[redacted]😀")]
    [InlineData("a😀b", "😁😀c")]
    public void The_heard_text_shows_no_more_than_the_answer(string text, string shown)
    {
        var answer = new MaskedText(text, shown);
        for (int i = -1; i <= text.Length + 1; i++)
        {
            var heard = HeardText.First(answer, i);
            text.Should().StartWith(heard.Text);
            shown.Should().StartWith(heard.Shown);
            heard.Text.Should().NotEndWith("\uD83D");
            heard.Shown.Should().NotEndWith("\uD83D");
        }
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_omitted()
    {
        HeardText.First("a😀b", 2).Should().Be((MaskedText)"a");
        HeardText.First("a😀b", 3).Should().Be((MaskedText)"a😀");
    }

    [Fact]
    public void A_text_without_a_mask_is_personal_where_the_answer_has_one()
    {
        HeardText.Of("Your code is 48 21", s_code).Should().Be(new MaskedText("Your code is 48 21"));
        HeardText.Of("Your code", "Your code is here").Should().Be((MaskedText)"Your code");
        HeardText.Of(new MaskedText("Your code is 4", "Your code is …"), s_code).Shown.Should().Be("Your code is …");
        HeardText.Of(default, s_code).Should().Be(default(MaskedText));
    }
}
